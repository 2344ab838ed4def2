"""Reading events: the record for who writes, the published ones for everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, selectinload

from app.events.enums import HOSTING, EventKind, EventSort, EventStatus
from app.events.inputs import HostInput, SignUpState
from app.events.models import (
    CoHostRequest,
    Event,
    EventClaim,
    EventHost,
    EventPicture,
    EventPreview,
    EventProposal,
    EventSignUp,
    EventSlogan,
    EventStop,
    PublishedEvent,
)
from app.events.times import NO_DAY, moment_key
from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.kit.whole import Whole
from app.places.models import Place
from app.publishing.documents import Link
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.models import Entry
from app.publishing.queries import Order, Part, as_link, find_one, line_of, page_of

ORDERS = {
    EventSort.DATE: Order(column=PublishedEvent.date_key),
    EventSort.DATE_DESC: Order(column=PublishedEvent.date_key, descending=True),
    EventSort.TITLE: Order(column=PublishedEvent.sort_key),
    EventSort.UPDATED_AT: Order(column=PublishedEvent.updated_at),
    EventSort.UPDATED_AT_DESC: Order(column=PublishedEvent.updated_at, descending=True),
}
MONTH_LIMIT = 500
SERIES_LIMIT = 120
DAY = timedelta(days=1)
_COMING = PublishedEvent.over_key > bindparam("now")
# Over is only what has begun: so the last ones are found by the index of dates, from its end on.
# COALESCE keeps both databases from collecting all that is over first.
_GONE = and_(
    func.coalesce(PublishedEvent.over_key, "") <= bindparam("now"),
    PublishedEvent.date_key < bindparam("beyond"),
)
_EVENT = Whole(
    Event,
    (Event.route, EventStop.citations),
    (Event.hosts, EventHost.citations),
    (Event.slogans, EventSlogan.citations),
    (Event.claims, EventClaim.citations),
    (Event.picture,),
    (Event.updates,),
    (Event.demands,),
    (Event.remembers,),
    (Event.incidents,),
    (Event.citations,),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list may ask for.

    ``place`` is the slug of a place, which includes those within it. ``after`` and ``before`` are
    days: events that may still go on, or may have begun, on them. ``year`` is that of the start.
    ``hosts`` are organisations, one of which hosts or calls.
    """

    kind: EventKind | None = None
    status: EventStatus | None = None
    place: str | None = None
    after: date | None = None
    before: date | None = None
    year: int | None = None
    hosts: frozenset[str] | None = None
    updated_since: datetime | None = None


EVERYTHING = Wanted()


def events(db: Session, ids: Collection[str]) -> Sequence[Event]:
    """The records themselves, whole."""
    return _EVENT.all(db, ids)


def event(db: Session, record_id: str) -> Event | None:
    """The record itself, whole."""
    return _EVENT.one(db, record_id)


def hosts(db: Session, record_id: str) -> list[HostInput]:
    """Who hosts, calls and supports an event; nobody, if there is no such event."""
    query = select(EventHost.organisation_id, EventHost.role).where(EventHost.event_id == record_id)
    return [HostInput(organisation_id=row[0], role=row[1]) for row in db.execute(query)]


def hold_version(db: Session, record_id: str) -> int:
    """The version of an event, which nobody else can write until we commit; 0 if there is none."""
    query = select(Event.version).where(Event.id == record_id).with_for_update()
    return db.scalar(query) or 0


def linked_draft(db: Session, lookup: bytes) -> str | None:
    """The id of the draft whose secret link is found by ``lookup``."""
    return db.scalar(select(EventPreview.event_id).where(EventPreview.lookup == lookup))


def has_link(db: Session, record_id: str) -> bool:
    """Whether a draft can be read by a secret link."""
    return db.get(EventPreview, record_id) is not None


def place_name(db: Session, place_id: str | None, lang: str) -> str:
    """What a place is called in a language, also one that is not public yet; empty for none."""
    if place_id is None:
        return ""
    said = select(Entry.title).where(
        Entry.kind == PublicKind.PLACE, Entry.record_id == place_id, Entry.lang == lang
    )
    return db.scalar(said) or db.scalar(select(Place.name).where(Place.id == place_id)) or ""


def published(
    db: Session,
    *,
    lang: str,
    sort: EventSort = EventSort.DATE,
    wanted: Wanted = EVERYTHING,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Events as the public reads them, undated ones before all others."""
    return page_of(
        db,
        PublishedEvent.body,
        lang=lang,
        order=ORDERS[sort],
        where=_where(db, wanted),
        after=after,
        limit=limit,
    )


def listed(db: Session, *, lang: str, wanted: Wanted, limit: int) -> Slice:
    """Lines of events, by date."""
    return page_of(
        db,
        PublishedEvent.line,
        lang=lang,
        order=ORDERS[EventSort.DATE],
        where=_where(db, wanted),
        limit=limit,
    )


def upcoming(
    db: Session,
    *,
    lang: str,
    after: datetime,
    limit: int,
    wanted: Wanted = EVERYTHING,
) -> Slice:
    """Lines of events that are not over at ``after``, the next first, also of cancelled ones.

    An event whose end is not known lasts until midnight there; one without a date is never here.
    """
    return page_of(
        db,
        PublishedEvent.line,
        lang=lang,
        order=ORDERS[EventSort.DATE],
        where=_where(db, wanted),
        part=Part(_COMING, {"now": moment_key(after)}),
        limit=limit,
    )


def past(
    db: Session,
    *,
    lang: str,
    before: datetime,
    limit: int,
    wanted: Wanted = EVERYTHING,
    after: Cursor | None = None,
) -> Slice:
    """Lines of events that are over at ``before``, the last first; at the end those undated."""
    beyond = (before + 2 * DAY).date()  # it has not begun anywhere on Earth
    return page_of(
        db,
        PublishedEvent.line,
        lang=lang,
        order=ORDERS[EventSort.DATE_DESC],
        where=_where(db, wanted),
        part=Part(_GONE, {"now": moment_key(before), "beyond": beyond.isoformat()}),
        after=after,
        limit=limit,
    )


def between(db: Session, *, lang: str, first: date, last: date) -> Sequence[bytes]:
    """Lines of the events that may touch the days ``first`` to ``last``, in order."""
    wanted = Wanted(after=first, before=last)
    return listed(db, lang=lang, wanted=wanted, limit=MONTH_LIMIT).bodies


def sign_up_state(db: Session, event_id: str) -> SignUpState | None:
    """What the public is told of sign-ups; None where nobody can ever sign up."""
    row = db.get(EventSignUp, event_id)
    if row is None:
        return None
    return SignUpState(is_open=row.is_open, places=row.places, count=row.count)


def one(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedEvent, lang=lang, name=name)


def years(db: Session, *, lang: str) -> Sequence[int]:
    """The years in which events begin, the latest first."""
    query = (
        select(PublishedEvent.year)
        .where(PublishedEvent.lang == lang, PublishedEvent.year != NO_DAY)
        .distinct()
    )
    return sorted((int(year) for year in db.scalars(query)), reverse=True)


def span(db: Session, *, lang: str) -> tuple[date, date] | None:
    """The first and the last day that any event may touch; None while none has a date."""
    query = select(func.min(PublishedEvent.first_day), func.max(PublishedEvent.last_day)).where(
        PublishedEvent.lang == lang, PublishedEvent.first_day != NO_DAY
    )
    first, last = db.execute(query).one()
    return (date.fromisoformat(first), date.fromisoformat(last)) if first else None


def places(db: Session, *, lang: str) -> Sequence[Link]:
    """The places that events are held at, by name."""
    held_at = select(PublishedEvent.place_id).where(PublishedEvent.lang == lang).distinct()
    query = select(Entry).where(
        Entry.kind == PublicKind.PLACE, Entry.lang == lang, Entry.record_id.in_(held_at)
    )
    return [as_link(entry) for entry in db.scalars(query.order_by(Entry.title, Entry.slug))]


def _where(db: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    where = _days_asked(wanted)
    if wanted.kind is not None:
        where.append(PublishedEvent.kind == wanted.kind)
    if wanted.status is not None:
        where.append(PublishedEvent.standing == wanted.status)
    if wanted.place is not None:
        where.append(PublishedEvent.place_id.in_(_within(db, wanted.place)))
    if wanted.hosts is not None:
        where.append(PublishedEvent.id.in_(_hosted_by(wanted.hosts)))
    if wanted.updated_since is not None:
        where.append(PublishedEvent.updated_at >= wanted.updated_since)
    return where


def _days_asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.after is not None:
        where.append(PublishedEvent.last_day >= wanted.after.isoformat())
    if wanted.before is not None:
        where.append(PublishedEvent.first_day <= wanted.before.isoformat())
        where.append(PublishedEvent.first_day != NO_DAY)
    if wanted.year is not None:
        where.append(PublishedEvent.year == f"{wanted.year:04}")
    return where


def drafts(db: Session, *, hosts: frozenset[str] | None, limit: int) -> Sequence[Event]:
    """Drafts, the newest first: those that one of ``hosts`` hosts or calls, or all."""
    query = select(Event).where(Event.standing == EventStatus.DRAFT)
    if hosts is not None:
        query = query.where(Event.id.in_(_hosted_by(hosts)))
    return db.scalars(query.order_by(Event.created_at.desc(), Event.id).limit(limit)).all()


def in_series(db: Session, *, lang: str, series: str) -> Sequence[bytes]:
    """Lines of the public occurrences of what repeats, in order."""
    query = (
        select(line_of(PublishedEvent))
        .where(PublishedEvent.lang == lang, PublishedEvent.series == series)
        .order_by(PublishedEvent.date_key, PublishedEvent.id)
    )
    return db.scalars(query.limit(SERIES_LIMIT)).all()


def drafts_in_series(db: Session, series: str) -> Sequence[str]:
    """The ids of the drafts of what repeats."""
    query = select(Event.id).where(Event.series == series, Event.standing == EventStatus.DRAFT)
    return db.scalars(query.order_by(Event.starts_wall, Event.date, Event.id)).all()


def _hosted_by(organisation_ids: frozenset[str]) -> Select[str]:
    return select(EventHost.event_id).where(
        EventHost.organisation_id.in_(sorted(organisation_ids)), EventHost.role.in_(HOSTING)
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed event that is still to be judged; of its parts only the route is loaded."""

    row: Event
    at: datetime
    caller: str


def proposals(db: Session, event_id: str | None = None) -> Sequence[Proposal]:
    """Everything that was proposed and not judged, the oldest first, or the one with this id."""
    query = (
        select(Event, EventProposal.at, EventProposal.caller)
        .join(EventProposal, EventProposal.event_id == Event.id)
        .options(selectinload(Event.route))
    )
    if event_id is not None:
        query = query.where(Event.id == event_id)
    found = db.execute(query.order_by(EventProposal.at, Event.id))
    return [Proposal(*row) for row in found]


def proposals_between(db: Session, first: datetime, last: datetime) -> Sequence[str]:
    """The ids of what was proposed from ``first`` to before ``last`` and not judged."""
    query = select(EventProposal.event_id).where(EventProposal.at >= first, EventProposal.at < last)
    return db.scalars(query).all()


def count_proposals(db: Session, *, since: datetime | None = None) -> int:
    query = select(func.count()).select_from(EventProposal)
    if since is not None:
        query = query.where(EventProposal.at >= since)
    return db.scalar(query) or 0


def co_host_requests(
    db: Session, *, organisation_ids: frozenset[str]
) -> Sequence[tuple[Event, str]]:
    """The events that these organisations are asked to host, and which of them, in order."""
    query = (
        select(Event, CoHostRequest.organisation_id)
        .join(CoHostRequest, CoHostRequest.event_id == Event.id)
        .where(CoHostRequest.organisation_id.in_(sorted(organisation_ids)))
        .options(selectinload(Event.hosts))
        .order_by(CoHostRequest.at, Event.id, CoHostRequest.organisation_id)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def asked_to_host(db: Session, event_id: str) -> Sequence[str]:
    """The ids of the organisations that have not answered yet."""
    query = select(CoHostRequest.organisation_id).where(CoHostRequest.event_id == event_id)
    return db.scalars(query.order_by(CoHostRequest.at, CoHostRequest.organisation_id)).all()


def picture_names(db: Session) -> set[str]:
    """The names of all pictures that an event has."""
    return set(db.scalars(select(EventPicture.name)))


def shows_picture(db: Session, name: str) -> bool:
    """Whether a picture can be looked at: as long as nobody has hidden its event."""
    query = (
        select(EventPicture.event_id)
        .join(Event, Event.id == EventPicture.event_id)
        .where(
            EventPicture.name == name,
            Event.status.not_in((RecordStatus.RESTRICTED, RecordStatus.WITHDRAWN)),
        )
    )
    return db.scalar(query) is not None


def _within(db: Session, slug: str) -> list[Any]:
    """The ids of a public place and of all public places within it."""
    is_public = Place.status == RecordStatus.PUBLISHED
    named = select(Entry.record_id).where(Entry.kind == PublicKind.PLACE, Entry.slug == slug)
    inside = select(Place.id).where(Place.id.in_(named)).cte(recursive=True)
    inside = inside.union(select(Place.id).where(Place.parent_id == inside.c.id, is_public))
    return list(db.scalars(select(inside.c.id)))
