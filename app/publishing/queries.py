"""Reading what is public. Nothing here touches a domain's own tables.

Pages of stored documents are read past the session: there is nothing in them that it could add.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, select, text, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, defer

from app.kit.cursors import Cursor
from app.kit.dates import order_of
from app.kit.prepared import Prepared
from app.kit.slices import Found, Slice
from app.kit.text import search_words
from app.publishing.addresses import page_url
from app.publishing.documents import Link
from app.publishing.enums import PublicKind
from app.publishing.models import Entry, FormerSlug, Published, Reference, ShortCode

SEARCH_CANDIDATES = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Order:
    """A total order: by a column, then by id. A module holds the few it offers.

    ``unknown`` is the value of what comes last although it would come first.
    """

    column: InstrumentedAttribute[Any]
    descending: bool = False
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A condition that a module holds, and the values by name that it is asked with."""

    condition: ColumnElement[bool]
    values: Mapping[str, Any]


def page_of(
    db: Session,
    told: InstrumentedAttribute[bytes],
    *,
    lang: str,
    order: Order,
    limit: int,
    after: Cursor | None = None,
    where: Sequence[ColumnElement[bool]] = (),
    part: Part | None = None,
) -> Slice:
    """One page of published records by keyset: its cost does not grow with the page number.

    ``told`` is the column that is read of each: the ``body`` or the ``line`` of its table.
    """

    def rows(known: Sequence[ColumnElement[bool]], begins: Cursor | None, most: int) -> list[Any]:
        asked = {**(part.values if part else {}), "lang": lang, "rows": most}
        if begins is not None:
            asked["last_id"] = begins.record_id
            is_moment = order.column.key == "updated_at"
            asked["last_key"] = begins.moment if is_moment else begins.value
        shape = (told, order, part.condition if part else None, begins is not None)
        if known:
            query = _page_query(*shape).where(*known)
            return list(db.connection().execute(query, asked).all())
        return list(_prepared_page(*shape).rows(db, **asked))

    if order.unknown is None:
        found = rows(where, after, limit + 1)
    else:
        is_known = order.column != order.unknown
        begins = after if after is None or after.value != order.unknown else None
        found = rows((*where, is_known), begins, limit + 1) if begins is after else []
        rest = after if begins is not after else None
        found += rows((*where, ~is_known), rest, limit + 1 - len(found))
    return Slice([row[0] for row in found[:limit]], _cursor_of(found, limit))


@cache
def _prepared_page(*shape: Any) -> Prepared:
    return Prepared(_page_query(*shape))


@cache
def _page_query(
    told: InstrumentedAttribute[bytes],
    order: Order,
    condition: ColumnElement[bool] | None,
    goes_on: bool,  # noqa: FBT001 -- the arguments are one tuple
) -> Select[bytes, str, Any]:
    """The query of a page without its filters, built once: that costs more than running it."""
    key, table = order.column, cast("type[Published]", told.class_)
    read = line_of(table) if told.key == "line" else told
    query = select(read, table.id, key).where(table.lang == bindparam("lang"))
    if condition is not None:
        query = query.where(condition)
    if goes_on:
        last = tuple_(bindparam("last_key", type_=key.type), bindparam("last_id"))
        place = tuple_(key, table.id)
        query = query.where(place < last if order.descending else place > last)
    if order.descending:
        query = query.order_by(key.desc(), table.id.desc())
    else:
        query = query.order_by(key, table.id)
    return query.limit(bindparam("rows"))


def line_of(table: type[Published]) -> ColumnElement[bytes]:
    """What lists read of each record: all of it, where an older version wrote no line."""
    return case((table.line == b"", table.body), else_=table.line)


def _cursor_of(rows: Sequence[Sequence[Any]], limit: int) -> Cursor | None:
    if len(rows) <= limit:
        return None
    _, record_id, value = rows[limit - 1]
    return Cursor(value.isoformat() if isinstance(value, datetime) else value, record_id)


def find_one(db: Session, table: type[Published], *, lang: str, name: str) -> Found | None:
    """The published record whose id or slug is ``name``; ids hold an underscore, slugs none."""
    row = _one_query(table, is_id="_" in name).first(db, lang=lang, name=name)
    return Found(*row) if row else None


@cache
def _one_query(table: type[Published], *, is_id: bool) -> Prepared:
    column = table.id if is_id else table.slug
    return Prepared(
        select(table.id, table.slug, table.body, table.version, table.hash).where(
            table.lang == bindparam("lang"), column == bindparam("name")
        )
    )


def current_slug(db: Session, *, kind: PublicKind, former: str) -> str | None:
    """The slug a former one redirects to, while its record is public."""
    query = (
        select(Entry.slug)
        .join(
            FormerSlug, (FormerSlug.kind == Entry.kind) & (FormerSlug.record_id == Entry.record_id)
        )
        .where(FormerSlug.kind == kind, FormerSlug.slug == former)
        .limit(1)
    )
    return db.scalar(query)


def count_entries(db: Session, *, lang: str) -> int:
    """How many records are public, of all kinds."""
    query = select(func.count()).select_from(Entry).where(Entry.lang == lang)
    return db.scalar(query) or 0


def entry_by_slug(db: Session, *, kind: PublicKind, slug: str, lang: str) -> Entry | None:
    """What is said of the public record with this slug."""
    query = select(Entry).where(Entry.kind == kind, Entry.slug == slug, Entry.lang == lang)
    return db.scalars(query).first()


def slug_of_code(db: Session, *, kind: PublicKind, code: str) -> str | None:
    """The slug behind a short link, while its record is public."""
    query = (
        select(Entry.slug)
        .join(ShortCode, (ShortCode.kind == Entry.kind) & (ShortCode.record_id == Entry.record_id))
        .where(ShortCode.kind == kind, ShortCode.code == code)
        .limit(1)
    )
    return db.scalar(query)


def code_of(db: Session, *, kind: PublicKind, record_id: str) -> str | None:
    """The short link's code of a record."""
    return db.scalar(
        select(ShortCode.code).where(ShortCode.kind == kind, ShortCode.record_id == record_id)
    )


def links(db: Session, *, kind: PublicKind, ids: Collection[str], lang: str) -> Mapping[str, Link]:
    """Public records of one kind by id, as links; the ones that are not public are missing."""
    if not ids:
        return {}
    query = select(Entry).where(
        Entry.kind == kind, Entry.lang == lang, Entry.record_id.in_(sorted(ids))
    )
    return {entry.record_id: as_link(entry) for entry in db.scalars(query)}


def referring(
    db: Session, *, to_kind: PublicKind, to_id: str, role: str, lang: str
) -> dict[PublicKind, list[Entry]]:
    """The public records of each kind that speak of this one in a role, by date, then by title."""
    query = (
        select(Entry)
        .join(
            Reference,
            (Reference.from_kind == Entry.kind) & (Reference.from_id == Entry.record_id),
        )
        .where(
            Reference.to_kind == to_kind,
            Reference.to_id == to_id,
            Reference.role == role,
            Entry.lang == lang,
        )
    )
    found: dict[PublicKind, list[Entry]] = {}
    for entry in sorted(db.scalars(query), key=_by_date):
        found.setdefault(entry.kind, []).append(entry)
    return found


Referring = dict[tuple[PublicKind, str, str], list[Entry]]
"""Entries by kind, role and language, each list by date and then by title."""


def all_referring(
    db: Session, *, to_kind: PublicKind, to_ids: Collection[str]
) -> dict[str, Referring]:
    """Everything public that speaks of some records of a kind, in every role and language."""
    query = (
        select(Reference.to_id, Reference.role, Entry)
        .join(Entry, (Entry.kind == Reference.from_kind) & (Entry.record_id == Reference.from_id))
        .where(Reference.to_kind == to_kind, Reference.to_id.in_(to_ids))
    )
    referring: dict[str, Referring] = {record_id: {} for record_id in to_ids}
    for to_id, role, entry in db.execute(query):
        referring[to_id].setdefault((entry.kind, role, entry.lang), []).append(entry)
    for found in referring.values():
        for those in found.values():
            those.sort(key=lambda entry: (*_by_date(entry), entry.record_id))
    return referring


def entries_of(db: Session, *, kind: PublicKind, ids: Collection[str]) -> Sequence[Entry]:
    """What is said of some records of a kind, in every language."""
    return db.scalars(select(Entry).where(Entry.kind == kind, Entry.record_id.in_(ids))).all()


def references_from(
    db: Session, *, kind: PublicKind, ids: Collection[str]
) -> Iterator[tuple[str, tuple[PublicKind, str, str]]]:
    """Of whom some records of a kind speak, and in which role, each with the speaker's id."""
    query = select(Reference.from_id, Reference.to_kind, Reference.to_id, Reference.role).where(
        Reference.from_kind == kind, Reference.from_id.in_(ids)
    )
    for from_id, to_kind, to_id, role in db.execute(query):
        yield from_id, (to_kind, to_id, role)


def references_to(
    db: Session, *, kind: PublicKind, ids: Collection[str]
) -> Iterator[tuple[str, tuple[PublicKind, str]]]:
    """Who speaks of some records of a kind, each with the id of whom it speaks of."""
    query = select(Reference.to_id, Reference.from_kind, Reference.from_id).where(
        Reference.to_kind == kind, Reference.to_id.in_(ids)
    )
    for to_id, from_kind, from_id in db.execute(query):
        yield to_id, (from_kind, from_id)


def stored(db: Session, table: type[Published], *, ids: Collection[str]) -> Sequence[Published]:
    """The stored documents of some records, without their bodies."""
    return db.scalars(select(table).where(table.id.in_(ids)).options(defer(table.body))).all()


def owners_of_codes(db: Session, *, kind: PublicKind, ids: Collection[str]) -> set[str]:
    """The ids of those of some records that have a short link."""
    query = select(ShortCode.record_id)
    return set(db.scalars(query.where(ShortCode.kind == kind, ShortCode.record_id.in_(ids))))


def codes_among(db: Session, *, kind: PublicKind, codes: Collection[str]) -> set[str]:
    """Those of some codes that are given already."""
    query = select(ShortCode.code)
    return set(db.scalars(query.where(ShortCode.kind == kind, ShortCode.code.in_(codes))))


def as_link(entry: Entry) -> Link:
    return Link(
        id=entry.record_id,
        slug=entry.slug,
        name=entry.title,
        url=page_url(entry.kind, entry.slug, entry.lang),
    )


def entries(
    db: Session,
    *,
    lang: str,
    kinds: Collection[PublicKind] = tuple(PublicKind),
    dated: bool = False,
) -> Sequence[Entry]:
    """All entries of some kinds, by date and title; ``dated`` leaves out those without a date."""
    query = select(Entry).where(Entry.lang == lang, Entry.kind.in_(kinds))
    if dated:
        query = query.where(Entry.date.is_not(None))
    return sorted(db.scalars(query), key=_by_date)


def search(db: Session, *, text_sought: str, lang: str, limit: int) -> list[Entry]:
    """Public records that hold every word sought, forgiving spelling; titles first.

    Where the reader's language has none, the words may be those of another. Ranks a bounded
    number of candidates, so that a frequent word costs no more than a rare one.
    """
    words = search_words(text_sought)[:8]
    if not words:
        return []
    numbers = _holding(db, words, lang=lang, own=True) or _holding(db, words, lang=lang, own=False)
    spoken = aliased(Entry)
    query = select(Entry).where(
        Entry.lang == lang,
        exists().where(
            spoken.number.in_(numbers),
            spoken.kind == Entry.kind,
            spoken.record_id == Entry.record_id,
        ),
    )
    return sorted(db.scalars(query), key=lambda entry: _rank(entry, words))[:limit]


def _holding(db: Session, words: Sequence[str], *, lang: str, own: bool) -> Sequence[int]:
    """Numbers of entries with a word that begins with each of ``words``, in a language or not."""
    if db.get_bind().dialect.name == "sqlite":
        matching = text(
            "SELECT entry.number FROM entry_search JOIN entry ON entry.number = entry_search.rowid"
            " WHERE entry_search MATCH :sought AND (entry.lang = :lang) = :own LIMIT :candidates"
        )
        sought = " ".join(f'"{word}"*' for word in words)
    else:
        matching = text(
            "SELECT number FROM entry WHERE to_tsvector('simple', words)"
            " @@ to_tsquery('simple', :sought) AND (lang = :lang) = :own LIMIT :candidates"
        )
        sought = " & ".join(f"{word}:*" for word in words)
    asked = {"sought": sought, "lang": lang, "own": own, "candidates": SEARCH_CANDIDATES}
    return db.scalars(matching, asked).all()


def _rank(entry: Entry, words: Sequence[str]) -> tuple[int, str]:
    title = search_words(entry.title)
    missing = sum(not any(part.startswith(word) for part in title) for word in words)
    return missing, entry.title


def told_of_places(db: Session, *, lang: str) -> dict[str, list[Entry]]:
    """For each place's id, the public records that speak of it, by date and then by title."""
    query = (
        select(Reference.to_id, Entry)
        .join(Entry, (Entry.kind == Reference.from_kind) & (Entry.record_id == Reference.from_id))
        .where(
            Reference.to_kind == PublicKind.PLACE,
            Reference.from_kind != PublicKind.PLACE,
            Entry.lang == lang,
        )
    )
    told: dict[str, list[Entry]] = {}
    for place_id, entry in sorted(db.execute(query), key=lambda row: _by_date(row[1])):
        named = told.setdefault(place_id, [])
        if entry not in named:
            named.append(entry)
    return told


def _by_date(entry: Entry) -> tuple[str, str]:
    """By the beginning of its date, then by the end, then by title; the undated last."""
    return order_of(entry.date), entry.title
