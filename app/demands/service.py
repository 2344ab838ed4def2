"""Writing demands and publishing them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.demands import queries
from app.demands.documents import DemandDocument, SupportPart
from app.demands.inputs import DemandInput, SupportInput
from app.demands.models import Demand, DemandSupport, DemandSupportCitation, PublishedDemand
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.db import replace_rows
from app.kit.errors import FieldFault, Invalid
from app.publishing.documents import Localiser
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.service import cite_inline, read_citations, references, write_citations

KIND = PublicKind.DEMAND


class SupportFaulty(Invalid):
    """Nobody, or two at once, support the demand; or it is not said in which words and where."""

    code = "support_faulty"

    def __init__(self, detail: str) -> None:
        super().__init__(FieldFault("supports", self.code, detail))


def read(db: Session, record_id: str) -> DemandInput | None:
    """What is recorded of a demand, as it could be written; None if there is none."""
    row = queries.demand(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: DemandInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a demand whole; returns whether anything changed.

    Raises:
        SupportFaulty: a support does not say who stands behind it, in which words, or where.
    """
    row = queries.demand(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    for support in wanted.supports:
        _check(support)
    if row is None:
        row = Demand(id=record_id, created_at=now, supports=[])
        db.add(row)
    row.slug = wanted.slug
    row.kind = wanted.kind
    row.title = dict(wanted.title)
    row.summary = dict(wanted.summary) or None
    row.status = status
    replace_rows(db, row.supports, _support_rows(wanted))
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="demand_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def project(db: Session, row: Demand) -> Publication | None:
    """A demand's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    record_id = row.id
    known = _as_input(row)
    named: set[tuple[PublicKind, str, str]] = set()
    for support in known.supports:
        named |= references(support.citations)
        if support.organisation_id is not None:
            named.add((PublicKind.ORGANISATION, support.organisation_id, "supporter"))
    return Publication(
        kind=KIND,
        record_id=record_id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, record_id, known)),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={"kind": known.kind},
        references=frozenset(named),
    )


PROJECTOR = Projector(PublishedDemand, queries.demands, project, tells_who_refers=True)


def _check(support: SupportInput) -> None:
    if bool(support.organisation_id) == bool(support.who):
        message = "Name one organisation, or describe who it is."
        raise SupportFaulty(message)
    if not (support.wording or support.quotation):
        message = "Say in which words: their gist, or a slogan as printed."
        raise SupportFaulty(message)
    if (support.quotation is None) != (support.quotation_language is None):
        message = "A quotation and its language go together."
        raise SupportFaulty(message)
    if not support.citations:
        message = "Say where it stands: a support needs a citation."
        raise SupportFaulty(message)


def _support_rows(wanted: DemandInput) -> list[DemandSupport]:
    return [
        DemandSupport(
            key=support.key,
            position=position,
            organisation_id=support.organisation_id,
            who=dict(support.who) or None,
            wording=dict(support.wording) or None,
            quotation=support.quotation,
            quotation_language=support.quotation_language,
            citations=write_citations(DemandSupportCitation, support.citations),
        )
        for position, support in enumerate(wanted.supports)
    ]


def _as_input(row: Demand) -> DemandInput:
    return DemandInput(
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        summary=row.summary or {},
        supports=tuple(
            SupportInput(
                key=support.key,
                organisation_id=support.organisation_id,
                who=support.who or {},
                wording=support.wording or {},
                quotation=support.quotation,
                quotation_language=support.quotation_language,
                citations=read_citations(support.citations),
            )
            for support in row.supports
        ),
    )


def _entry(words: Localiser, known: DemandInput) -> EntryText:
    title = words.required(known.title, "title")
    slogans = [support.quotation for support in known.supports if support.quotation]
    return EntryText(
        title,
        words.borrowed.get("title", words.reading),
        words.text(known.summary),
        " ".join(slogans),
    )


def _document(words: Words, record_id: str, known: DemandInput) -> DemandDocument:
    title = words.required(known.title, "title")
    summary = words.text(known.summary, "summary")
    supports = [_support(words, support) for support in known.supports]
    return DemandDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        title=title,
        summary=summary,
        support=[part for part in supports if part is not None],
        events=words.referring(KIND, record_id, from_kind=PublicKind.EVENT, role="demand"),
        statements=words.referring(KIND, record_id, from_kind=PublicKind.STATEMENT, role="demand"),
        translations=words.translations(title=known.title, summary=known.summary),
        languages=words.languages(),
    )


def _support(words: Words, support: SupportInput) -> SupportPart | None:
    """A supporter as the public reads it; None where it is an organisation that is not public."""
    organisation = words.link(PublicKind.ORGANISATION, support.organisation_id)
    if organisation is None and support.organisation_id is not None:
        return None
    field = f"support.{support.key}"
    described = words.required(support.who, f"{field}.who")
    return SupportPart(
        key=support.key,
        organisation=organisation.slug if organisation else None,
        organisation_url=organisation.url if organisation else None,
        who=organisation.name if organisation else described,
        wording=words.text(support.wording, f"{field}.wording"),
        quotation=support.quotation,
        quotation_language=support.quotation_language,
        translations=words.translations(who=support.who, wording=support.wording),
        **cite_inline(words, support.citations),
    )
