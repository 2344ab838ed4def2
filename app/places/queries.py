from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.kit.text import sort_key
from app.kit.whole import Whole
from app.places.enums import PlaceKind, PlaceSort
from app.places.models import Place, PublishedPlace
from app.publishing.queries import Order, find_one, line_of, page_of

ORDERS = {
    PlaceSort.NAME: Order(column=PublishedPlace.sort_key),
    PlaceSort.UPDATED_AT: Order(column=PublishedPlace.updated_at),
    PlaceSort.UPDATED_AT_DESC: Order(column=PublishedPlace.updated_at, descending=True),
}
_PLACE = Whole(Place, (Place.citations,))


def places(db: Session, ids: Collection[str]) -> Sequence[Place]:
    """The records themselves, with their citations."""
    return _PLACE.all(db, ids)


def place(db: Session, record_id: str) -> Place | None:
    """The record itself, with its citations."""
    return _PLACE.one(db, record_id)


def named(db: Session, name: str) -> Sequence[Place]:
    """The places that go by a name in any language, however accents and case are written."""
    key = sort_key(name)
    return [
        row
        for row in db.scalars(select(Place).order_by(Place.created_at, Place.id))
        if key in {sort_key(row.name), *map(sort_key, (row.names or {}).values())}
    ]


def hold_parent(db: Session, record_id: str) -> str | None:
    """The id of the place that this one lies in; it cannot be moved until we commit."""
    return db.scalar(select(Place.parent_id).where(Place.id == record_id).with_for_update())


def published(
    db: Session,
    *,
    lang: str,
    sort: PlaceSort = PlaceSort.NAME,
    kind: PlaceKind | None = None,
    country: str | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Places as the public reads them."""
    where: list[ColumnElement[bool]] = []
    if kind is not None:
        where.append(PublishedPlace.kind == kind)
    if country is not None:
        where.append(PublishedPlace.country == country)
    if updated_since is not None:
        where.append(PublishedPlace.updated_at >= updated_since)
    return page_of(
        db,
        PublishedPlace.body,
        lang=lang,
        order=ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def one(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedPlace, lang=lang, name=name)


def all_published(db: Session, *, lang: str) -> Sequence[bytes]:
    """The lines of all places, by name."""
    query = select(line_of(PublishedPlace)).where(PublishedPlace.lang == lang)
    return db.scalars(query.order_by(PublishedPlace.sort_key, PublishedPlace.id)).all()
