"""Names that nothing public tells any more, and the records that told them.

What a domain conceals is kept by record, so that whatever is published later is read for it too;
which records it changed is kept beside it, so that all of them can be undone.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.campaign.inputs import CampaignInput
from app.campaign.queries import campaign
from app.history.inputs import Act
from app.kit.languages import Language
from app.publishing.concealed import Concealed
from app.publishing.documents import BASE, Document, Link, Part
from app.publishing.enums import PAGE, PublicKind
from app.publishing.models import (
    ConcealedIn,
    ConcealedNames,
    Entry,
    FormerSlug,
    Published,
    Reference,
)
from app.publishing.projection import EntryText, Publication, Spoken, Subject
from app.publishing.reading import compact, decoded, meanings
from app.publishing.subjects import by_kind
from app.publishing.veil import Cover, Veil

Tables = Mapping[PublicKind, type[Published]]
NAMED = PublicKind.VICTIM, PublicKind.PLACE, PublicKind.ORGANISATION
"""The kinds of records that have names of their own, the same in every language."""
_NOTED = "ayni.to_conceal"
_ADDRESS = re.compile(r"https?://\S*", re.IGNORECASE)
_AT_ONCE = 500  # stored documents in memory while they are read


def conceal(db: Session, wanted: Concealed, *, act: Act) -> None:
    """Let public records tell no more of these names than is kept; without names, all again.

    It is done when this session is settled, with whatever told them published anew: until then
    nothing may be read for it, since others may still publish.
    """
    noted = cast("dict[Subject, tuple[Concealed, Act]]", db.info.setdefault(_NOTED, {}))
    noted[wanted.subject] = wanted, act


def has_to_conceal(db: Session) -> bool:
    """Whether something was to be concealed, or told again, since this session was settled."""
    return bool(db.info.get(_NOTED))


def all_concealed(db: Session) -> tuple[Concealed, ...]:
    """Everybody whose names others may not tell."""
    rows = db.scalars(select(ConcealedNames).order_by(ConcealedNames.record_id))
    return tuple(_concealed(row) for row in rows)


def veil_of(
    db: Session,
    concealed: tuple[Concealed, ...] | None = None,
    *,
    written: Iterable[Publication] = (),
) -> Veil:
    """All that is concealed, and the public names of others that have a word of it.

    ``written`` are about to be published: what they call themselves counts already.
    """
    if concealed is None:
        concealed = all_concealed(db)
    if not concealed:
        return Veil()
    bearers = {one.subject for one in concealed}
    query = select(Entry.kind, Entry.record_id, Entry.names).where(
        Entry.kind.in_(NAMED), Entry.lang == Language.SPANISH
    )
    said: list[tuple[Subject, Iterable[str]]] = [
        *(((row[0], row[1]), row[2]) for row in db.execute(query)),
        *((one.subject, _own_names(one)) for one in written if one.kind in NAMED),
    ]
    others = {
        name
        for subject, names in said
        if subject not in bearers
        for name in names
        if _may_stay(name, subject, concealed)
    }
    return Veil(concealed, tuple(sorted(others)))


def _own_names(publication: Publication) -> Iterable[str]:
    return publication.entries()[Language.SPANISH].names


def _may_stay(name: str, subject: Subject, concealed: Iterable[Concealed]) -> bool:
    """Whether somebody's or something's name has to be known, to be left whole."""
    alike = [one for one in concealed if one.may_stand_in(compact(name))]
    is_of_people = subject[0] is PublicKind.VICTIM
    return bool(alike) and (is_of_people or not any(one.is_told_by(name) for one in alike))


def cover_of(db: Session, veil: Veil, *, kind: str, record_id: str) -> Cover:
    """What is hidden in words about a public record, such as the reason of a correction."""
    if not veil.concealed:
        return Cover()
    subject = PublicKind(kind), record_id
    return veil.over(subject, _spoken_of(db, subject))


def public_campaign(db: Session) -> CampaignInput:
    """Who we are, as the public may read it."""
    known, cover = campaign(db), veil_of(db).over(None)
    if not cover.hiding:
        return known
    texts = {
        part.name: covered(getattr(known, part.name), cover, {})
        for part in fields(known)
        if isinstance(getattr(known, part.name), Mapping)
    }
    links = tuple(
        replace(link, label=covered(link.label, cover, {}))
        for link in known.links
        if not cover.tells(link.url)
    )
    contact = None if known.contact and cover.tells(known.contact) else known.contact
    return replace(known, **texts, links=links, contact=contact)


def concerned(db: Session, tables: Tables) -> dict[Subject, Act] | None:
    """Conceal what was noted: whatever told it, or was kept from it; None if nothing is new.

    Each with the act that it is published anew by: the reason is none of its own. Nobody else may
    publish meanwhile, or what they wrote would go on telling.
    """
    noted = cast("dict[Subject, tuple[Concealed, Act]]", db.info.pop(_NOTED, {}))
    kept = [(wanted, act, _keep(db, wanted)) for wanted, act in noted.values()]
    new = [(wanted, act, reached) for wanted, act, reached in kept if reached is not None]
    told = _telling(db, [wanted for wanted, _, _ in new if wanted.names], tables)
    found: dict[Subject, Act] = {}
    for wanted, act, reached in new:
        around = (reached | told.get(wanted.subject, set())) - {wanted.subject}
        found |= dict.fromkeys(around, replace(act, reason=None, is_correction=False))
    return found if new else None


def sheltered(db: Session, veil: Veil, names: Iterable[str], tables: Tables) -> set[Subject]:
    """The records in which these names of others are, or were, told beside concealed ones."""
    letters = [compact(name) for name in names]
    alike = [one for one in veil.concealed if any(map(one.may_stand_in, letters))]
    reached = [_reached(db, one.subject) for one in alike]
    return set[Subject]().union(*reached, *_telling(db, alike, tables).values())


def forget_slugs(db: Session) -> None:
    """Let former addresses that tell what is concealed lead nowhere from here on.

    By what others are called and speak of now: theirs stay.
    """
    veil = veil_of(db)
    for former in db.scalars(select(FormerSlug)) if veil.concealed else ():
        letters = compact(former.slug)
        if any(one.may_stand_in(letters) for one in veil.concealed):
            subject = former.kind, former.record_id
            cover = veil.over(subject, _spoken_of(db, subject), named=_names_of(db, subject))
            if cover.tells(former.slug):
                db.delete(former)


def veiled(publication: Publication, cover: Cover) -> Publication:
    """A publication that tells nothing that is hidden; neither does its address, if it did."""
    if not cover.hiding:
        return publication
    entries = {lang: _entry(entry, cover) for lang, entry in publication.entries().items()}
    slug = publication.slug
    if cover.tells(slug) or (_is_renamed(publication, entries) and cover.as_if_near().tells(slug)):
        slug = publication.record_id.replace("_", "-")
    old, new = (PAGE[publication.kind].format(slug=one) for one in (publication.slug, slug))
    return replace(
        publication,
        slug=slug,
        entries=lambda: entries,
        documents=_Covered(publication.documents, cover, {old: new}),
        forgets_former_slugs=publication.forgets_former_slugs or slug != publication.slug,
    )


def note_reach(db: Session, reached: Mapping[Subject, Collection[Subject]]) -> None:
    """Keep whose names each record was kept from telling, for the day they may be told again."""
    for kind, ids in by_kind(reached):
        query = select(ConcealedIn).where(ConcealedIn.in_kind == kind, ConcealedIn.in_id.in_(ids))
        stored = {(row.in_id, row.kind, row.record_id): row for row in db.scalars(query)}
        wanted = {(record_id, *whose) for record_id in ids for whose in reached[kind, record_id]}
        for gone in stored.keys() - wanted:
            db.delete(stored[gone])
        db.add_all(
            ConcealedIn(kind=whose, record_id=name, in_kind=kind, in_id=record_id)
            for record_id, whose, name in sorted(wanted - stored.keys())
        )
    db.flush()


def covered(value: Any, cover: Cover, moved: Mapping[str, str]) -> Any:
    """A part of a document without what is hidden; addresses that tell it are left out.

    ``moved`` are paths that are others now. What other records are called is taken as it
    is: their entries are covered where they are written. So are codes, which others read by.
    """
    if isinstance(value, str):
        return value if isinstance(value, StrEnum) else _string(value, cover, moved)
    if isinstance(value, Part):
        links = Link.model_fields.keys() if isinstance(value, Link) else set[str]()
        names = type(value).model_fields.keys() - links - value.codes()
        parts = {name: covered(getattr(value, name), cover, moved) for name in names}
        untold = {
            name
            for name in names & value.optional()
            if _tells_by_address(getattr(value, name), cover)
        }
        return value.model_copy(update=parts | dict.fromkeys(untold))
    if isinstance(value, Mapping):
        known = cast("Mapping[str, Any]", value)
        return {name: covered(part, cover, moved) for name, part in known.items()}
    if isinstance(value, list | tuple):
        return [covered(part, cover, moved) for part in cast("Iterable[Any]", value)]
    return value


class _Covered(Mapping[str, Document]):
    """Documents by language, each covered when it is first asked for."""

    def __init__(
        self, documents: Mapping[str, Document], cover: Cover, moved: Mapping[str, str]
    ) -> None:
        self._documents = documents
        self._cover = cover
        self._moved = moved
        self._made: dict[str, Document] = {}

    def __getitem__(self, lang: str) -> Document:
        if lang not in self._made:
            self._made[lang] = covered(self._documents[lang], self._cover, self._moved)
        return self._made[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def _string(text: str, cover: Cover, moved: Mapping[str, str]) -> str:
    return _moved(text, moved) if text.startswith(BASE) else cover.text(text)


def _tells_by_address(value: Any, cover: Cover) -> bool:
    return isinstance(value, str) and bool(_ADDRESS.fullmatch(value)) and cover.tells(value)


def _moved(address: str, moved: Mapping[str, str]) -> str:
    """An address of ours, which goes to another path now if it is at or below one of ``moved``."""
    for old, new in moved.items():
        above, found, below = address.partition(old)
        if found and above.count("/") == 1 and below[:1] in {"", "/", "?"}:
            return f"{above}{new}{below}"
    return address


def _is_renamed(publication: Publication, entries: Mapping[str, EntryText]) -> bool:
    """Whether the title told, of which the address was made: that may tell less, but enough."""
    return any(entries[lang].title != entry.title for lang, entry in publication.entries().items())


def _entry(entry: EntryText, cover: Cover) -> EntryText:
    return replace(
        entry,
        title=cover.text(entry.title),
        summary=cover.text(entry.summary) if entry.summary else entry.summary,
        also=cover.text(entry.also),
    )


def _concealed(row: ConcealedNames) -> Concealed:
    return Concealed(
        kind=row.kind,
        record_id=row.record_id,
        names=tuple(row.names),
        kept=frozenset(row.kept),
        near=frozenset((PublicKind(kind), record_id) for kind, record_id in row.near),
    )


def _keep(db: Session, wanted: Concealed) -> set[Subject] | None:
    """Keep what is concealed from here on; whom it changed until now, None if it is the same."""
    row = db.get(ConcealedNames, wanted.subject, populate_existing=True)
    if (row is None and not wanted.names) or (row is not None and _concealed(row) == wanted):
        return None
    reached = _reached(db, wanted.subject)
    if row is not None and not wanted.names:
        db.delete(row)
    else:
        if row is None:
            row = ConcealedNames(kind=wanted.kind, record_id=wanted.record_id)
            db.add(row)
        row.names = list(wanted.names)
        row.kept = sorted(wanted.kept)
        row.near = sorted([kind.value, record_id] for kind, record_id in wanted.near)
    db.flush()
    return reached


def _reached(db: Session, subject: Subject) -> set[Subject]:
    query = select(ConcealedIn.in_kind, ConcealedIn.in_id).where(
        ConcealedIn.kind == subject[0], ConcealedIn.record_id == subject[1]
    )
    return {(row[0], row[1]) for row in db.execute(query)}


def _telling(
    db: Session, concealed: Sequence[Concealed], tables: Tables
) -> dict[Subject, set[Subject]]:
    """The records that have to do with the bearers of names, and all others that tell them.

    Every stored document is read, once for all of them: a wish is rare, and nothing may be missed.
    """
    found = {one.subject: _near(db, one) for one in concealed}
    for kind, table in tables.items() if concealed else ():
        query = select(table.id, table.body).execution_options(yield_per=_AT_ONCE)
        for record_id, body in db.execute(query):
            known = [one for one in concealed if (kind, record_id) not in found[one.subject]]
            for bearer in _told_in(body.decode(), known):
                found[bearer].add((kind, record_id))
    return found


def _told_in(document: str, concealed: Sequence[Concealed]) -> set[Subject]:
    """Whose names are told by a stored document."""
    letters = [compact(known) for known in meanings(document)] if concealed else []
    likely = tuple((one, False) for one in concealed if any(map(one.may_stand_in, letters)))
    cover = Cover(likely)
    for part in set(_strings(json.loads(document))) if likely else ():
        cover.reach(decoded(part))
    return cover.reached


def _names_of(db: Session, subject: Subject) -> Iterable[str]:
    """What a person is called in public: that stays whole in all that is about them."""
    kind, record_id = subject
    if kind is not PublicKind.VICTIM:
        return ()
    query = select(Entry.names).where(Entry.kind == kind, Entry.record_id == record_id)
    return {name for names in db.scalars(query) for name in names}


def _spoken_of(db: Session, subject: Subject) -> list[Spoken]:
    query = select(Reference.to_kind, Reference.to_id, Reference.role).where(
        Reference.from_kind == subject[0], Reference.from_id == subject[1]
    )
    return [(row[0], row[1], row[2]) for row in db.execute(query)]


def _near(db: Session, concealed: Concealed) -> set[Subject]:
    """The public records that have to do with the bearer of the names."""
    happened = [name for kind, name in concealed.near if kind is PublicKind.INCIDENT]
    speaks_of = or_(
        and_(Reference.to_kind == concealed.kind, Reference.to_id == concealed.record_id),
        and_(Reference.to_kind == PublicKind.INCIDENT, Reference.to_id.in_(happened)),
    )
    query = select(Reference.from_kind, Reference.from_id).where(speaks_of)
    return {*concealed.near, *((row[0], row[1]) for row in db.execute(query))}


def _strings(value: Any) -> Iterator[str]:
    """Every text in a stored document, in no order."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting.extend(cast("dict[str, Any]", part).values())
        elif isinstance(part, list):
            waiting.extend(cast("list[Any]", part))
