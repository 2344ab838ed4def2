"""Writing sources and publishing them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.dates import UNDATED
from app.kit.db import replace_rows
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources import queries
from app.sources.documents import SourceDocument
from app.sources.inputs import InferredDate, SourceInput
from app.sources.models import PublishedSource, Source, SourceCitation
from app.sources.service.citations import cite, inferred, read_citations, write_citations

KIND = PublicKind.SOURCE


def read(db: Session, record_id: str) -> SourceInput | None:
    """What a source says now, as it could be written; None if there is none."""
    row = queries.source(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: SourceInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a source whole; returns whether anything changed."""
    row = queries.source(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    if row is None:
        row = Source(id=record_id, created_at=now, citations=[])
        db.add(row)
    _fill(row, wanted)
    row.status = status
    inference = wanted.published_inferred
    replace_rows(
        db,
        row.citations,
        [
            *write_citations(SourceCitation, wanted.citations),
            *write_citations(
                SourceCitation, inference.citations if inference else (), is_of_inference=True
            ),
        ],
    )
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="source_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def project(db: Session, row: Source) -> Publication | None:
    """A source's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    known = _as_input(row)
    date = known.published or (known.published_inferred and known.published_inferred.date)
    return Publication(
        kind=KIND,
        record_id=row.id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, known)),
        entries=in_each_language(db, lambda _: _entry(known)),
        columns={"kind": known.kind, "date_key": date.order if date else UNDATED},
        date=None,
    )


PROJECTOR = Projector(PublishedSource, queries.sources, project)


def _fill(row: Source, wanted: SourceInput) -> None:
    for name in (
        "slug",
        "kind",
        "title",
        "title_language",
        "author",
        "publisher",
        "published",
        "url",
        "archived_url",
        "language",
        "origin",
        "licence",
        "sha256",
    ):
        setattr(row, name, getattr(wanted, name))
    row.origin_note = dict(wanted.origin_note) or None
    row.description = dict(wanted.description) or None
    inference = wanted.published_inferred
    row.inferred_date = inference.date if inference else None
    row.inferred_reason = dict(inference.reason) if inference else None


def _as_input(row: Source) -> SourceInput:
    inference = None
    if row.inferred_date is not None:
        inference = InferredDate(
            date=row.inferred_date,
            reason=row.inferred_reason or {},
            citations=read_citations(c for c in row.citations if c.is_of_inference),
        )
    return SourceInput(
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        title_language=row.title_language,
        author=row.author,
        publisher=row.publisher,
        published=row.published,
        published_inferred=inference,
        url=row.url,
        archived_url=row.archived_url,
        language=row.language,
        origin=row.origin,
        origin_note=row.origin_note or {},
        description=row.description or {},
        licence=row.licence,
        sha256=row.sha256,
        citations=read_citations(c for c in row.citations if not c.is_of_inference),
    )


def _entry(known: SourceInput) -> EntryText:
    return EntryText(known.title, known.title_language, also=known.author or "")


def _document(words: Words, known: SourceInput) -> SourceDocument:
    description = words.text(known.description, "description")
    return SourceDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        title=known.title,
        title_language=known.title_language,
        author=known.author,
        publisher=known.publisher,
        published=known.published.edtf if known.published else None,
        published_inferred=inferred(words, known.published_inferred),
        original_url=known.url,
        archived_url=known.archived_url,
        language=known.language,
        origin=known.origin,
        origin_note=words.text(known.origin_note),
        description=description,
        licence=known.licence,
        sha256=known.sha256,
        citations=cite(words, known.citations),
        translations=words.translations(
            description=known.description, origin_note=known.origin_note
        ),
        languages=words.languages(),
    )
