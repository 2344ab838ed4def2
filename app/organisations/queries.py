from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session, selectinload

from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.kit.text import sort_key
from app.kit.whole import Whole
from app.organisations.enums import OrganisationKind, OrganisationSort
from app.organisations.models import Organisation, OrganisationAlias, PublishedOrganisation
from app.publishing.enums import RecordStatus
from app.publishing.queries import Order, Part, find_one, page_of

ORDERS = {
    OrganisationSort.NAME: Order(column=PublishedOrganisation.sort_key),
    OrganisationSort.UPDATED_AT: Order(column=PublishedOrganisation.updated_at),
    OrganisationSort.UPDATED_AT_DESC: Order(
        column=PublishedOrganisation.updated_at, descending=True
    ),
}
_OF_KIND = PublishedOrganisation.kind == bindparam("kind")
_ORGANISATION = Whole(
    Organisation, (Organisation.citations,), (Organisation.aliases, OrganisationAlias.citations)
)


def organisations(db: Session, ids: Collection[str]) -> Sequence[Organisation]:
    """The records themselves, with their other names and all citations."""
    return _ORGANISATION.all(db, ids)


def organisation(db: Session, record_id: str) -> Organisation | None:
    """The record itself, with its other names and all citations."""
    return _ORGANISATION.one(db, record_id)


def named(db: Session, name: str) -> Sequence[Organisation]:
    """The organisations that go by a name, however accents and case are written."""
    key = sort_key(name)
    query = select(Organisation).options(selectinload(Organisation.aliases))
    return [
        row
        for row in db.scalars(query.order_by(Organisation.created_at, Organisation.id))
        if key in {sort_key(row.name), *(sort_key(alias.name) for alias in row.aliases)}
    ]


def names(db: Session, ids: Collection[str] | None = None) -> Mapping[str, str]:
    """What organisations are called, by id: those with ``ids``, else all that are published."""
    query = select(Organisation.id, Organisation.name).order_by(Organisation.name)
    if ids is None:
        query = query.where(Organisation.status == RecordStatus.PUBLISHED)
    else:
        query = query.where(Organisation.id.in_(sorted(ids)))
    return {row[0]: row[1] for row in db.execute(query)}


def published(
    db: Session,
    *,
    lang: str,
    sort: OrganisationSort = OrganisationSort.NAME,
    kind: OrganisationKind | None = None,
    country: str | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Organisations as the public reads them."""
    where: list[ColumnElement[bool]] = []
    if kind is not None:
        where.append(PublishedOrganisation.kind == kind)
    if country is not None:
        where.append(PublishedOrganisation.country == country)
    if updated_since is not None:
        where.append(PublishedOrganisation.updated_at >= updated_since)
    return page_of(
        db,
        PublishedOrganisation.body,
        lang=lang,
        order=ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def listed(
    db: Session,
    *,
    lang: str,
    kind: OrganisationKind | None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Lines of organisations, by name."""
    return page_of(
        db,
        PublishedOrganisation.line,
        lang=lang,
        order=ORDERS[OrganisationSort.NAME],
        part=None if kind is None else Part(_OF_KIND, {"kind": kind}),
        after=after,
        limit=limit,
    )


def one(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedOrganisation, lang=lang, name=name)


def ids_of_slugs(db: Session, slugs: Collection[str]) -> Mapping[str, str]:
    """The ids of organisations by their slugs; a slug that nobody has is left out."""
    rows = db.execute(
        select(Organisation.slug, Organisation.id).where(Organisation.slug.in_(slugs))
    )
    return {row.slug: row.id for row in rows}
