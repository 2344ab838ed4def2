"""Writing incidents and publishing them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.dates import PartialDate, order_of
from app.kit.db import replace_rows
from app.kit.errors import FieldFault, Invalid
from app.memorial import queries
from app.memorial.documents import IncidentDocument
from app.memorial.enums import INCIDENT_VALUES, IncidentField
from app.memorial.inputs import IncidentInput
from app.memorial.models import (
    Incident,
    IncidentClaim,
    IncidentClaimCitation,
    PublishedIncident,
)
from app.memorial.service.linking import linked, said
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.service import (
    check_claims,
    claim_parts,
    claim_references,
    read_claims,
    shown_values,
    write_claims,
)

KIND = PublicKind.INCIDENT
DATES = (IncidentField.DATE, IncidentField.UNTIL)
RANGES = (
    (IncidentField.KILLED_MIN, IncidentField.KILLED_MAX),
    (IncidentField.INJURED_MIN, IncidentField.INJURED_MAX),
    (IncidentField.DETAINED_MIN, IncidentField.DETAINED_MAX),
)
SPEAKING = {
    # The fields of its document -> which records speak of it.
    "events": PublicKind.EVENT,
    "victims": PublicKind.VICTIM,
    "tolls": PublicKind.TOLL,
    "figures": PublicKind.FIGURE,
    "statements": PublicKind.STATEMENT,
}
NUMBERS = tuple(field for pair in RANGES for field in pair)
TEXTS = (
    IncidentField.TIME,
    IncidentField.ISSUED_BY,
    IncidentField.WHAT_HAPPENED,
    IncidentField.CAUSE,
)


class IncidentFaulty(Invalid):
    """A range of numbers ends before it begins."""

    code = "incident_faulty"


def read(db: Session, record_id: str) -> IncidentInput | None:
    """What an incident's record says now, as it could be written; None if there is none."""
    row = queries.incident(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: IncidentInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write an incident whole; returns whether anything changed.

    Raises:
        ClaimFaulty: a claim cannot stand.
        IncidentFaulty: a shown maximum lies below its minimum.
    """
    row = queries.incident(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    check_claims(wanted.claims, types=INCIDENT_VALUES)
    _check(shown_values(wanted.claims))
    if row is None:
        row = Incident(id=record_id, created_at=now, claims=[])
        db.add(row)
    _fill(row, wanted)
    row.status = status
    replace_rows(
        db,
        row.claims,
        write_claims(IncidentClaim, IncidentClaimCitation, wanted.claims, fields=IncidentField),
    )
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="incident_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def project(db: Session, row: Incident) -> Publication | None:
    """An incident's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    record_id = row.id
    known = _as_input(row)
    date = shown_values(known.claims).get(IncidentField.DATE)
    return Publication(
        kind=KIND,
        record_id=record_id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, record_id, known)),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={
            "kind": known.kind,
            "date_key": order_of(date),
        },
        date=date,
        references=frozenset(claim_references(known.claims, types=INCIDENT_VALUES)),
    )


PROJECTOR = Projector(PublishedIncident, queries.incidents, project, tells_who_refers=True)


def _check(shown: dict[str, Any]) -> None:
    faults = [
        FieldFault(high, IncidentFaulty.code, "The maximum is not below the minimum.")
        for low, high in RANGES
        if low in shown and high in shown and shown[high] < shown[low]
    ]
    if faults:
        raise IncidentFaulty(*faults)


def _fill(row: Incident, wanted: IncidentInput) -> None:
    """Put the record's own words in place, and compute all other columns from shown claims."""
    row.slug, row.kind = wanted.slug, wanted.kind
    row.title = dict(wanted.title)
    row.summary = dict(wanted.summary) or None
    shown = shown_values(wanted.claims)
    for field in NUMBERS:
        setattr(row, field, shown.get(field))
    for field in DATES:
        setattr(row, field, PartialDate.parse(shown[field]) if field in shown else None)


def _as_input(row: Incident) -> IncidentInput:
    return IncidentInput(
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        summary=row.summary or {},
        claims=read_claims(row.claims),
    )


def _entry(words: Words, known: IncidentInput) -> EntryText:
    places = linked(
        words, PublicKind.PLACE, shown_values(known.claims).get(IncidentField.PLACES, [])
    )
    return EntryText(
        words.required(known.title, "title"),
        words.borrowed.get("title", words.reading),
        words.text(known.summary),
        also=" ".join(place.name for place in places),
    )


def _document(words: Words, record_id: str, known: IncidentInput) -> IncidentDocument:
    shown = shown_values(known.claims)
    places = linked(words, PublicKind.PLACE, shown.get(IncidentField.PLACES, []))
    texts = {field.value: shown.get(field) for field in TEXTS}
    return IncidentDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        title=words.required(known.title, "title"),
        summary=words.text(known.summary, "summary"),
        places=[place.slug for place in places],
        place_links=places,
        **_backwards(words, record_id),
        claims=claim_parts(words, known.claims, types=INCIDENT_VALUES),
        **{field.value: shown.get(field) for field in (*NUMBERS, *DATES)},
        **said(words, texts),
        translations=words.translations(title=known.title, summary=known.summary, **texts),
        languages=words.languages(),
    )


def _backwards(words: Words, record_id: str) -> dict[str, Any]:
    return {
        field: words.referring(KIND, record_id, from_kind=kind, role="incident")
        for field, kind in SPEAKING.items()
    }
