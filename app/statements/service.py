"""Writing statements and publishing them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.dates import PartialDate
from app.kit.db import replace_rows
from app.kit.errors import FieldFault, Invalid
from app.publishing.documents import Link, Localiser
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.service import (
    check_claims,
    cite_inline,
    claim_parts,
    claim_references,
    read_citations,
    read_claims,
    references,
    shown_values,
    write_citations,
    write_claims,
)
from app.statements import queries
from app.statements.documents import IssuerPart, SignatureCounts, StatementDocument
from app.statements.enums import STATEMENT_VALUES, StatementField
from app.statements.inputs import StatementInput
from app.statements.models import (
    PublishedStatement,
    Statement,
    StatementCitation,
    StatementClaim,
    StatementClaimCitation,
    StatementDemand,
    StatementIncident,
    StatementIssuer,
)

KIND = PublicKind.STATEMENT
NOBODY_SIGNED = SignatureCounts(people=0, organisations=0)


class StatementFaulty(Invalid):
    """It is not said whose words they are, or where they stand."""

    code = "statement_faulty"

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(FieldFault(field, self.code, detail))


def read(db: Session, record_id: str) -> StatementInput | None:
    """What is recorded of a statement, as it could be written; None if there is none."""
    row = queries.statement(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: StatementInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a statement whole; returns whether anything changed.

    Raises:
        StatementFaulty: it is nobody's, it has no citation, or its quotation no language.
        ClaimFaulty: see `app.sources.service.check_claims`.
    """
    row = queries.statement(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    _check(wanted)
    if row is None:
        row = Statement(
            id=record_id,
            created_at=now,
            issuers=[],
            incidents=[],
            demands=[],
            claims=[],
            citations=[],
        )
        db.add(row)
    _fill(row, wanted)
    row.status = status
    _replace_parts(db, row, wanted)
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="statement_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def project(db: Session, row: Statement) -> Publication | None:
    """A statement's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    known, date = _as_input(row), row.date
    return Publication(
        kind=KIND,
        record_id=row.id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, known)),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={"kind": known.kind, "date_key": date.order if date else ""},
        date=date.edtf if date else None,
        references=frozenset(
            {
                *references(known.citations),
                *claim_references(known.claims, types=STATEMENT_VALUES),
                *((PublicKind.ORGANISATION, name, "issuer") for name in known.issuer_ids),
                *((PublicKind.INCIDENT, name, "incident") for name in known.incident_ids),
                *((PublicKind.DEMAND, name, "demand") for name in known.demand_ids),
            }
        ),
    )


PROJECTOR = Projector(PublishedStatement, queries.statements, project)


def _check(wanted: StatementInput) -> None:
    if not (wanted.issuer_ids or wanted.speaker):
        raise StatementFaulty("speaker", "Say whose words they are: an organisation or a speaker.")
    if not wanted.citations:
        raise StatementFaulty("citations", "Say where the words stand: give a citation.")
    if (wanted.quotation is None) != (wanted.quotation_language is None):
        raise StatementFaulty("quotation", "A quotation and its language go together.")
    check_claims(wanted.claims, types=STATEMENT_VALUES)


def _fill(row: Statement, wanted: StatementInput) -> None:
    row.slug = wanted.slug
    row.kind = wanted.kind
    row.title = dict(wanted.title)
    row.speaker = dict(wanted.speaker) or None
    row.gist = dict(wanted.gist) or None
    row.quotation = wanted.quotation
    row.quotation_language = wanted.quotation_language
    shown = shown_values(wanted.claims)
    date = shown.get(StatementField.DATE)
    row.date = PartialDate.parse(date) if date else None
    row.place_id = shown.get(StatementField.PLACE)


def _replace_parts(db: Session, row: Statement, wanted: StatementInput) -> None:
    replace_rows(
        db,
        row.issuers,
        [
            StatementIssuer(organisation_id=name, position=position)
            for position, name in enumerate(wanted.issuer_ids)
        ],
    )
    replace_rows(
        db,
        row.incidents,
        [
            StatementIncident(incident_id=name, position=position)
            for position, name in enumerate(wanted.incident_ids)
        ],
    )
    replace_rows(
        db,
        row.demands,
        [
            StatementDemand(demand_id=name, position=position)
            for position, name in enumerate(wanted.demand_ids)
        ],
    )
    claims = write_claims(
        StatementClaim, StatementClaimCitation, wanted.claims, fields=StatementField
    )
    replace_rows(db, row.claims, claims)
    replace_rows(db, row.citations, write_citations(StatementCitation, wanted.citations))


def _as_input(row: Statement) -> StatementInput:
    return StatementInput(
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        issuer_ids=tuple(part.organisation_id for part in row.issuers),
        speaker=row.speaker or {},
        gist=row.gist or {},
        quotation=row.quotation,
        quotation_language=row.quotation_language,
        incident_ids=tuple(part.incident_id for part in row.incidents),
        demand_ids=tuple(part.demand_id for part in row.demands),
        claims=read_claims(row.claims),
        citations=read_citations(row.citations),
    )


def _entry(words: Localiser, known: StatementInput) -> EntryText:
    title = words.required(known.title, "title")
    return EntryText(
        title,
        words.borrowed.get("title", words.reading),
        words.text(known.gist),
        f"{words.required(known.speaker)} {known.quotation or ''}",
    )


def _document(words: Words, known: StatementInput) -> StatementDocument:
    def named(kind: PublicKind, ids: tuple[str, ...]) -> list[Link]:
        links = (words.link(kind, name) for name in ids)
        return [link for link in links if link is not None]

    shown = shown_values(known.claims)
    place = words.link(PublicKind.PLACE, shown.get(StatementField.PLACE))
    speaker = words.text(known.speaker, "speaker")
    title = words.required(known.title, "title")
    gist = words.text(known.gist, "gist")
    return StatementDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        title=title,
        issued_by=_issuers(named(PublicKind.ORGANISATION, known.issuer_ids), speaker),
        speaker=speaker,
        date=shown.get(StatementField.DATE),
        place=place.slug if place else None,
        place_link=place,
        gist=gist,
        quotation=known.quotation,
        quotation_language=known.quotation_language,
        incidents=named(PublicKind.INCIDENT, known.incident_ids),
        demands=named(PublicKind.DEMAND, known.demand_ids),
        versions=[],
        signatures=NOBODY_SIGNED,
        claims=claim_parts(words, known.claims, types=STATEMENT_VALUES),
        translations=words.translations(title=known.title, speaker=known.speaker, gist=known.gist),
        languages=words.languages(),
        **cite_inline(words, known.citations),
    )


def _issuers(organisations: list[Link], speaker: str | None) -> list[IssuerPart]:
    issuers = [
        IssuerPart(organisation=link.slug, name=link.name, url=link.url) for link in organisations
    ]
    if speaker is not None:
        issuers.append(IssuerPart(organisation=None, name=speaker, url=None))
    return issuers
