from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.orm import Session

from app.demands.enums import DemandKind, DemandSort
from app.demands.models import Demand, DemandSupport, PublishedDemand
from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.kit.whole import Whole
from app.publishing.queries import Order, Part, find_one, page_of

ORDERS = {
    DemandSort.TITLE: Order(column=PublishedDemand.sort_key),
    DemandSort.UPDATED_AT: Order(column=PublishedDemand.updated_at),
    DemandSort.UPDATED_AT_DESC: Order(column=PublishedDemand.updated_at, descending=True),
}
_OF_KIND = PublishedDemand.kind == bindparam("kind")
_DEMAND = Whole(Demand, (Demand.supports, DemandSupport.citations))


def demands(db: Session, ids: Collection[str]) -> Sequence[Demand]:
    """The records themselves, with their supporters and the citations of these."""
    return _DEMAND.all(db, ids)


def demand(db: Session, record_id: str) -> Demand | None:
    """The record itself, with its supporters and their citations."""
    return _DEMAND.one(db, record_id)


def published(
    db: Session,
    *,
    lang: str,
    sort: DemandSort = DemandSort.TITLE,
    kind: DemandKind | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Demands as the public reads them."""
    where: list[ColumnElement[bool]] = []
    if kind is not None:
        where.append(PublishedDemand.kind == kind)
    if updated_since is not None:
        where.append(PublishedDemand.updated_at >= updated_since)
    return page_of(
        db,
        PublishedDemand.body,
        lang=lang,
        order=ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def listed(
    db: Session, *, lang: str, kind: DemandKind | None, after: Cursor | None = None, limit: int
) -> Slice:
    """Lines of demands, by title."""
    return page_of(
        db,
        PublishedDemand.line,
        lang=lang,
        order=ORDERS[DemandSort.TITLE],
        part=None if kind is None else Part(_OF_KIND, {"kind": kind}),
        after=after,
        limit=limit,
    )


def one(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedDemand, lang=lang, name=name)
