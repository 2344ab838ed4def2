from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.orm import Session

from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.kit.whole import Whole
from app.publishing.queries import Order, Part, find_one, page_of
from app.sources.enums import SourceKind, SourceSort
from app.sources.models import PublishedSource, Source

ORDERS = {
    SourceSort.TITLE: Order(column=PublishedSource.sort_key),
    SourceSort.PUBLISHED: Order(column=PublishedSource.date_key),
    SourceSort.UPDATED_AT: Order(column=PublishedSource.updated_at),
    SourceSort.UPDATED_AT_DESC: Order(column=PublishedSource.updated_at, descending=True),
}
_OF_KIND = PublishedSource.kind == bindparam("kind")
_SOURCE = Whole(Source, (Source.citations,))


def sources(db: Session, ids: Collection[str]) -> Sequence[Source]:
    """The records themselves, with their citations."""
    return _SOURCE.all(db, ids)


def source(db: Session, record_id: str) -> Source | None:
    """The record itself, with its citations."""
    return _SOURCE.one(db, record_id)


def published(
    db: Session,
    *,
    lang: str,
    sort: SourceSort = SourceSort.PUBLISHED,
    kind: SourceKind | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Sources as the public reads them."""
    where: list[ColumnElement[bool]] = []
    if kind is not None:
        where.append(PublishedSource.kind == kind)
    if updated_since is not None:
        where.append(PublishedSource.updated_at >= updated_since)
    return page_of(
        db,
        PublishedSource.body,
        lang=lang,
        order=ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def listed(
    db: Session, *, lang: str, kind: SourceKind | None, after: Cursor | None = None, limit: int
) -> Slice:
    """Lines of sources, the oldest first."""
    return page_of(
        db,
        PublishedSource.line,
        lang=lang,
        order=ORDERS[SourceSort.PUBLISHED],
        part=None if kind is None else Part(_OF_KIND, {"kind": kind}),
        after=after,
        limit=limit,
    )


def one(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedSource, lang=lang, name=name)
