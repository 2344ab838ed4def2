"""Writing tolls and publishing them. A toll is never computed from anything."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.memorial import queries
from app.memorial.documents import TollDocument
from app.memorial.inputs import TollInput
from app.memorial.models import PublishedToll, Toll, TollCitation
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
from app.memorial.service.wording import toll_title
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language

KIND = PublicKind.TOLL


def read(db: Session, record_id: str) -> TollInput | None:
    """What a toll says now, as it could be written; None if there is none."""
    row = queries.toll(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: TollInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a toll whole; returns whether anything changed.

    Raises:
        CountFaulty: it lacks what it needs, or is part of a toll that counts something else.
    """
    row = queries.toll(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    check(wanted, _part_rule(db, record_id, wanted))
    if row is None:
        row = Toll(id=record_id, created_at=now, citations=[])
        db.add(row)
    fill(row, wanted)
    row.harm, row.part_of_id = wanted.harm, wanted.part_of_id
    row.population = dict(wanted.population) or None
    row.status = status
    cite_anew(db, row.citations, TollCitation, wanted)
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="toll_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def project(db: Session, row: Toll) -> Publication | None:
    """A toll's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    record_id = row.id
    known = _as_input(row)
    return Publication(
        kind=KIND,
        record_id=record_id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, record_id, known)),
        entries=in_each_language(
            db, lambda words: common_entry(words, known, toll_title(words, known))
        ),
        columns={**common_columns(known), "harm": known.harm},
        date=date_of(known),
        references=frozenset(
            common_references(known)
            | {(KIND, name, "part_of") for name in (known.part_of_id,) if name is not None}
        ),
    )


PROJECTOR = Projector(PublishedToll, queries.tolls, project, tells_who_refers=True)


def _part_rule(db: Session, record_id: str, wanted: TollInput) -> tuple[bool, str, str]:
    """A toll is part of one that counts the same harm and is not, in the end, part of this one."""
    sentence = "It can be part of a toll of the same harm only, and not of itself."
    if wanted.part_of_id is None:
        return True, "part_of", sentence
    above, seen = queries.toll(db, wanted.part_of_id), {record_id}
    fits = above is not None and above.harm is wanted.harm
    while fits and above is not None and above.part_of_id is not None:
        if above.id in seen:
            break
        seen.add(above.id)
        above = queries.toll(db, above.part_of_id)
    return fits and (above is None or above.id not in seen), "part_of", sentence


def _as_input(row: Toll) -> TollInput:
    return TollInput(
        **common_input(row),
        harm=row.harm,
        population=row.population or {},
        part_of_id=row.part_of_id,
    )


def _document(words: Words, record_id: str, known: TollInput) -> TollDocument:
    part_of = words.link(KIND, known.part_of_id)
    return TollDocument(
        **common_parts(words, known),
        title=toll_title(words, known),
        harm=known.harm,
        population=words.text(known.population, "population"),
        part_of=part_of.slug if part_of else None,
        parts=words.referring(KIND, record_id, from_kind=KIND, role="part_of"),
        translations=words.translations(
            population=known.population, figure_text=known.figure_text, note=known.note
        ),
        languages=words.languages(),
    )
