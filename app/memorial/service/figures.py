"""Writing figures and publishing them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.memorial import queries
from app.memorial.documents import FigureDocument
from app.memorial.inputs import FigureInput
from app.memorial.models import Figure, FigureCitation, PublishedFigure
from app.memorial.service.counts import (
    check,
    cite_anew,
    common_columns,
    common_entry,
    common_input,
    common_parts,
    common_references,
    date_of,
    fill,
)
from app.memorial.service.wording import figure_title
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language

KIND = PublicKind.FIGURE


def read(db: Session, record_id: str) -> FigureInput | None:
    """What a figure says now, as it could be written; None if there is none."""
    row = queries.figure(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: FigureInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a figure whole; returns whether anything changed.

    Raises:
        CountFaulty: it lacks what it needs.
    """
    row = queries.figure(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    check(wanted)
    if row is None:
        row = Figure(id=record_id, created_at=now, citations=[])
        db.add(row)
    fill(row, wanted)
    row.kind, row.unit, row.what = wanted.kind, wanted.unit, dict(wanted.what)
    row.status = status
    cite_anew(db, row.citations, FigureCitation, wanted)
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="figure_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def project(db: Session, row: Figure) -> Publication | None:
    """A figure's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    known = _as_input(row)
    return Publication(
        kind=KIND,
        record_id=row.id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, known)),
        entries=in_each_language(
            db, lambda words: common_entry(words, known, figure_title(words, known))
        ),
        columns={**common_columns(known), "kind": known.kind},
        date=date_of(known),
        references=frozenset(common_references(known)),
    )


PROJECTOR = Projector(PublishedFigure, queries.figures, project)


def _as_input(row: Figure) -> FigureInput:
    return FigureInput(**common_input(row), kind=row.kind, what=row.what, unit=row.unit)


def _document(words: Words, known: FigureInput) -> FigureDocument:
    return FigureDocument(
        **common_parts(words, known),
        title=figure_title(words, known),
        kind=known.kind,
        what=words.required(known.what, "what"),
        unit=known.unit,
        translations=words.translations(
            what=known.what, figure_text=known.figure_text, note=known.note
        ),
        languages=words.languages(),
    )
