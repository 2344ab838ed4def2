"""Writing organisations and publishing them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.db import replace_rows
from app.kit.ids import new_id
from app.organisations import queries
from app.organisations.documents import AliasPart, CalledPart, OrganisationDocument
from app.organisations.enums import OrganisationKind
from app.organisations.inputs import AliasInput, OrganisationInput
from app.organisations.models import (
    Organisation,
    OrganisationAlias,
    OrganisationAliasCitation,
    OrganisationCitation,
    PublishedOrganisation,
)
from app.publishing.documents import DatedLink, Localiser
from app.publishing.enums import ID_PREFIX, PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import free_slug, mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.service import cite, read_citations, references, write_citations

KIND = PublicKind.ORGANISATION
_COLUMNS = ("slug", "name", "name_language", "kind", "country", "place_id", "site")


def read(db: Session, record_id: str) -> OrganisationInput | None:
    """What is recorded of an organisation, as it could be written; None if there is none."""
    row = queries.organisation(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: OrganisationInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write an organisation whole; returns whether anything changed."""
    row = queries.organisation(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    if row is None:
        row = Organisation(id=record_id, created_at=now, aliases=[], citations=[])
        db.add(row)
    for name in _COLUMNS:
        setattr(row, name, getattr(wanted, name))
    row.description = dict(wanted.description) or None
    row.status = status
    replace_rows(db, row.aliases, _alias_rows(wanted))
    replace_rows(db, row.citations, write_citations(OrganisationCitation, wanted.citations))
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="organisation_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def name_new(db: Session, *, name: str, language: str, act: Act, now: datetime) -> str:
    """Note an organisation of which only the name is known; the public does not read it yet."""
    record_id = new_id(ID_PREFIX[KIND])
    wanted = OrganisationInput(
        slug=record_id.replace("_", "-"),
        name=name,
        name_language=language,
        kind=OrganisationKind.OTHER,
    )
    save(db, record_id=record_id, wanted=wanted, act=act, now=now, status=RecordStatus.DRAFT)
    return record_id


def publish(db: Session, *, record_id: str, act: Act, now: datetime) -> None:
    """Let the public read an organisation that was only named, under an address of its name."""
    row = queries.organisation(db, record_id)
    if row is None or row.status is not RecordStatus.DRAFT:
        return
    known = _as_input(row)
    slug = free_slug(db, Organisation, KIND, wish=known.name, record_id=record_id)
    save(db, record_id=record_id, wanted=replace(known, slug=slug), act=act, now=now)


def project(db: Session, row: Organisation) -> Publication | None:
    """An organisation's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    record_id = row.id
    known = _as_input(row)
    named = references(known.citations)
    for alias in known.aliases:
        named |= references(alias.citations)
    if known.place_id is not None:
        named.add((PublicKind.PLACE, known.place_id, "place"))
    return Publication(
        kind=KIND,
        record_id=record_id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, record_id, known)),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={"kind": known.kind, "country": known.country},
        references=frozenset(named),
    )


PROJECTOR = Projector(PublishedOrganisation, queries.organisations, project, tells_who_refers=True)


def _alias_rows(wanted: OrganisationInput) -> list[OrganisationAlias]:
    return [
        OrganisationAlias(
            position=position,
            name=alias.name,
            language=alias.language,
            is_ours=alias.is_ours,
            citations=write_citations(OrganisationAliasCitation, alias.citations),
        )
        for position, alias in enumerate(wanted.aliases)
    ]


def _as_input(row: Organisation) -> OrganisationInput:
    return OrganisationInput(
        slug=row.slug,
        name=row.name,
        name_language=row.name_language,
        kind=row.kind,
        aliases=tuple(
            AliasInput(
                name=alias.name,
                language=alias.language,
                is_ours=alias.is_ours,
                citations=read_citations(alias.citations),
            )
            for alias in row.aliases
        ),
        country=row.country,
        place_id=row.place_id,
        site=row.site,
        description=row.description or {},
        citations=read_citations(row.citations),
    )


def _entry(words: Localiser, known: OrganisationInput) -> EntryText:
    called = _called(known, words.reading)
    names = known.name, *(alias.name for alias in known.aliases)
    said = words.text(known.description)
    return EntryText(called.name, called.language, said, also=" ".join(names), names=names)


def _called(known: OrganisationInput, lang: str) -> CalledPart:
    """The name as printed if it is in ``lang``, else a printed alias, else our translation."""
    candidates = [
        CalledPart(name=alias.name, language=alias.language, is_ours=alias.is_ours)
        for alias in sorted(known.aliases, key=lambda alias: alias.is_ours)
        if alias.language is not None
    ]
    printed = CalledPart(name=known.name, language=known.name_language, is_ours=False)
    matching = (part for part in [printed, *candidates] if part.language == lang)
    return next(matching, printed)


def _document(words: Words, record_id: str, known: OrganisationInput) -> OrganisationDocument:
    def speaking_of_it(from_kind: PublicKind, role: str) -> list[DatedLink]:
        return words.referring(KIND, record_id, from_kind=from_kind, role=role)

    description = words.text(known.description, "description")
    return OrganisationDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        name=known.name,
        name_language=known.name_language,
        called=_called(known, words.reading),
        aliases=[
            AliasPart(
                name=alias.name,
                language=alias.language,
                is_ours=alias.is_ours,
                citations=cite(words, alias.citations),
            )
            for alias in known.aliases
        ],
        country=known.country,
        place=words.link(PublicKind.PLACE, known.place_id),
        site=known.site,
        description=description,
        events=speaking_of_it(PublicKind.EVENT, "host"),
        demands=speaking_of_it(PublicKind.DEMAND, "supporter"),
        statements=speaking_of_it(PublicKind.STATEMENT, "issuer"),
        citations=cite(words, known.citations),
        translations=words.translations(description=known.description),
        languages=words.languages(),
    )
