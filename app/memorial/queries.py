"""Reading the memorial: records whole for their services, published documents for everybody."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.kit.cursors import Cursor
from app.kit.dates import UNDATED, PartialDate
from app.kit.slices import Found, Slice
from app.kit.whole import Whole
from app.memorial.enums import (
    CountSort,
    FigureKind,
    Harm,
    IncidentKind,
    IncidentSort,
    NameWish,
    VictimKind,
    VictimSort,
)
from app.memorial.models import (
    Figure,
    Incident,
    IncidentClaim,
    PublishedFigure,
    PublishedIncident,
    PublishedToll,
    PublishedVictim,
    Toll,
    Victim,
    VictimClaim,
)
from app.places.enums import PlaceKind
from app.places.models import Place
from app.publishing.enums import PublicKind
from app.publishing.models import Entry, Published
from app.publishing.queries import Order, find_one, page_of
from app.sources.enums import SourceKind
from app.sources.models import Source

VICTIM_ORDERS = {
    VictimSort.DATE: Order(column=PublishedVictim.date_key),
    VictimSort.NAME: Order(column=PublishedVictim.sort_key),
    VictimSort.UPDATED_AT: Order(column=PublishedVictim.updated_at),
    VictimSort.UPDATED_AT_DESC: Order(column=PublishedVictim.updated_at, descending=True),
}
INCIDENT_ORDERS = {
    IncidentSort.DATE: Order(column=PublishedIncident.date_key),
    IncidentSort.DATE_DESC: Order(
        column=PublishedIncident.date_key, descending=True, unknown=UNDATED
    ),
    IncidentSort.UPDATED_AT: Order(column=PublishedIncident.updated_at),
    IncidentSort.UPDATED_AT_DESC: Order(column=PublishedIncident.updated_at, descending=True),
}
TOLL_ORDERS = {
    CountSort.AS_OF: Order(column=PublishedToll.date_key),
    CountSort.UPDATED_AT: Order(column=PublishedToll.updated_at),
    CountSort.UPDATED_AT_DESC: Order(column=PublishedToll.updated_at, descending=True),
}
FIGURE_ORDERS = {
    CountSort.AS_OF: Order(column=PublishedFigure.date_key),
    CountSort.UPDATED_AT: Order(column=PublishedFigure.updated_at),
    CountSort.UPDATED_AT_DESC: Order(column=PublishedFigure.updated_at, descending=True),
}
_VICTIM = Whole(Victim, (Victim.claims, VictimClaim.citations), (Victim.incidents,))
_INCIDENT = Whole(Incident, (Incident.claims, IncidentClaim.citations))
_TOLL = Whole(Toll, (Toll.citations,))
_FIGURE = Whole(Figure, (Figure.citations,))


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimFilter:
    """What a list of victims is narrowed to; ``place`` is a slug."""

    kind: VictimKind | None = None
    place: str | None = None
    date: PartialDate | None = None
    updated_since: datetime | None = None


def victims(db: Session, ids: Collection[str]) -> Sequence[Victim]:
    """The records themselves, with their claims and incidents."""
    return _VICTIM.all(db, ids)


def victim(db: Session, record_id: str) -> Victim | None:
    """The record itself, with its claims and incidents."""
    return _VICTIM.one(db, record_id)


def with_withheld_names(db: Session) -> Sequence[Victim]:
    """The records of those whose families do not want the whole name shown, as `victims`."""
    query = select(Victim.id).where(Victim.wish_name != NameWish.FULL).order_by(Victim.id)
    return victims(db, db.scalars(query).all())


def incidents(db: Session, ids: Collection[str]) -> Sequence[Incident]:
    """The records themselves, with their claims."""
    return _INCIDENT.all(db, ids)


def incident(db: Session, record_id: str) -> Incident | None:
    """The record itself, with its claims."""
    return _INCIDENT.one(db, record_id)


def tolls(db: Session, ids: Collection[str]) -> Sequence[Toll]:
    """The records themselves, with their citations."""
    return _TOLL.all(db, ids)


def toll(db: Session, record_id: str) -> Toll | None:
    """The record itself, with its citations."""
    return _TOLL.one(db, record_id)


def figures(db: Session, ids: Collection[str]) -> Sequence[Figure]:
    """The records themselves, with their citations."""
    return _FIGURE.all(db, ids)


def figure(db: Session, record_id: str) -> Figure | None:
    """The record itself, with its citations."""
    return _FIGURE.one(db, record_id)


def origins(db: Session, source_ids: Collection[str]) -> frozenset[str]:
    """What the sources go back to, each once; reference works attest to nobody's fate."""
    query = select(func.coalesce(Source.origin, Source.id)).where(
        Source.id.in_(sorted(source_ids)), Source.kind != SourceKind.REFERENCE_WORK
    )
    return frozenset(db.scalars(query))


def region_of(db: Session, place_id: str) -> str | None:
    """The id of the region a place is in, or is; None if no region is known."""
    seen: set[str] = set()
    following: str | None = place_id
    while following is not None and following not in seen:
        seen.add(following)
        place = db.get(Place, following)
        if place is None:
            return None
        if place.kind is PlaceKind.REGION:
            return place.id
        following = place.parent_id
    return None


def place_id_of(db: Session, slug: str) -> str | None:
    """The id of the public place with this slug."""
    query = select(Entry.record_id).where(Entry.kind == PublicKind.PLACE, Entry.slug == slug)
    return db.scalar(query.limit(1))


def published_victims(
    db: Session,
    *,
    lang: str,
    sort: VictimSort = VictimSort.DATE,
    only: VictimFilter = VictimFilter(),
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Victims as the public reads them."""
    return page_of(
        db,
        PublishedVictim.body,
        lang=lang,
        order=VICTIM_ORDERS[sort],
        where=_victims_where(db, only),
        after=after,
        limit=limit,
    )


def listed_victims(
    db: Session,
    *,
    lang: str,
    only: VictimFilter = VictimFilter(),
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Lines of victims, by date."""
    return page_of(
        db,
        PublishedVictim.line,
        lang=lang,
        order=VICTIM_ORDERS[VictimSort.DATE],
        where=_victims_where(db, only),
        after=after,
        limit=limit,
    )


def _victims_where(db: Session, only: VictimFilter) -> list[ColumnElement[bool]]:
    where = _common(PublishedVictim, PublishedVictim.date_key, only.date, only.updated_since)
    if only.kind is not None:
        where.append(PublishedVictim.kind == only.kind)
    if only.place is not None:
        where.append(PublishedVictim.place_id == (place_id_of(db, only.place) or ""))
    return where


def published_incidents(
    db: Session,
    *,
    lang: str,
    sort: IncidentSort = IncidentSort.DATE,
    kind: IncidentKind | None = None,
    date: PartialDate | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Incidents as the public reads them."""
    return page_of(
        db,
        PublishedIncident.body,
        lang=lang,
        order=INCIDENT_ORDERS[sort],
        where=_incidents_where(kind, date, updated_since),
        after=after,
        limit=limit,
    )


def listed_incidents(
    db: Session,
    *,
    lang: str,
    kind: IncidentKind | None,
    date: PartialDate | None,
    after: Cursor | None,
    limit: int,
) -> Slice:
    """Lines of incidents, by date."""
    return page_of(
        db,
        PublishedIncident.line,
        lang=lang,
        order=INCIDENT_ORDERS[IncidentSort.DATE],
        where=_incidents_where(kind, date),
        after=after,
        limit=limit,
    )


def _incidents_where(
    kind: IncidentKind | None, date: PartialDate | None, updated_since: datetime | None = None
) -> list[ColumnElement[bool]]:
    where = _common(PublishedIncident, PublishedIncident.date_key, date, updated_since)
    if kind is not None:
        where.append(PublishedIncident.kind == kind)
    return where


def published_tolls(
    db: Session,
    *,
    lang: str,
    sort: CountSort = CountSort.AS_OF,
    harm: Harm | None = None,
    incident_id: str | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Tolls as the public reads them."""
    where = _common(PublishedToll, PublishedToll.date_key, None, updated_since)
    if harm is not None:
        where.append(PublishedToll.harm == harm)
    if incident_id is not None:
        where.append(PublishedToll.incident_id == incident_id)
    return page_of(
        db,
        PublishedToll.body,
        lang=lang,
        order=TOLL_ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def published_figures(
    db: Session,
    *,
    lang: str,
    sort: CountSort = CountSort.AS_OF,
    kind: FigureKind | None = None,
    incident_id: str | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Figures as the public reads them."""
    where = _common(PublishedFigure, PublishedFigure.date_key, None, updated_since)
    if kind is not None:
        where.append(PublishedFigure.kind == kind)
    if incident_id is not None:
        where.append(PublishedFigure.incident_id == incident_id)
    return page_of(
        db,
        PublishedFigure.body,
        lang=lang,
        order=FIGURE_ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def one_victim(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedVictim, lang=lang, name=name)


def one_incident(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedIncident, lang=lang, name=name)


def one_toll(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedToll, lang=lang, name=name)


def one_figure(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedFigure, lang=lang, name=name)


def _common(
    table: type[Published],
    date_key: InstrumentedAttribute[str],
    date: PartialDate | None,
    updated_since: datetime | None,
) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if date is not None:
        beyond = f"{date.high.isoformat()}/9"  # whenever it ends what begins on the last day
        where.append(date_key.between(date.low.isoformat(), beyond))
    if updated_since is not None:
        where.append(table.updated_at >= updated_since)
    return where


def _each(
    table: type[Published],
    column: InstrumentedAttribute[Any],
    *,
    beyond: Callable[[ColumnElement[str]], ColumnElement[str]] = lambda value: value,
) -> Select[str]:
    """Select each value of an indexed column once, by one look into the index a value.

    The next value is the least one that is greater than ``beyond`` the last.
    """
    least = select(func.min(column).label("value")).where(table.lang == bindparam("lang"))
    each = least.cte("each", recursive=True)
    following = least.where(column > beyond(each.c.value)).scalar_subquery()
    each = each.union_all(select(following).where(each.c.value.is_not(None)))
    return select(each.c.value).where(each.c.value.is_not(None))


def _month_end(date: ColumnElement[str]) -> ColumnElement[str]:
    return func.substr(date, 1, 7) + "-99"


PLACES_OF_VICTIMS = _each(PublishedVictim, PublishedVictim.place_id)
MONTHS_OF_VICTIMS = _each(PublishedVictim, PublishedVictim.date_key, beyond=_month_end)
MONTHS_OF_INCIDENTS = _each(PublishedIncident, PublishedIncident.date_key, beyond=_month_end)


def places_of_victims(db: Session, *, lang: str) -> Sequence[str]:
    """The ids of all places that the wall can be filtered by."""
    return db.scalars(PLACES_OF_VICTIMS, {"lang": lang}).all()


def months_of_victims(db: Session, *, lang: str) -> Sequence[str]:
    """The months of all dates on the wall, as "2023-01"."""
    return _months(db.scalars(MONTHS_OF_VICTIMS, {"lang": lang}))


def months_of_incidents(db: Session, *, lang: str) -> Sequence[str]:
    """The months of all incidents, as "2023-01"."""
    return _months(db.scalars(MONTHS_OF_INCIDENTS, {"lang": lang}))


def _months(dates: Iterable[str]) -> Sequence[str]:
    return [date[:7] for date in dates if date != UNDATED]
