"""Something has changed: the event's new state and the notice of it, in one write.

Cancelling is not deleting: the event keeps its page, its place in the lists and its calendar entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.events import queries
from app.events.enums import ChangeKind, EventStatus, StopKind, UpdateKind
from app.events.inputs import ChangeInput, EventInput, StopInput, UpdateInput
from app.events.service.naming import publish_named
from app.events.service.records import as_input, save
from app.events.service.rules import EventFaulty, in_utc
from app.events.times import When, when
from app.history.inputs import Act
from app.kit.errors import Conflict, NotFound
from app.places import queries as places
from app.places.enums import PlaceKind
from app.publishing.enums import RecordStatus

_WIDE = {
    PlaceKind.COUNTRY,
    PlaceKind.REGION,
    PlaceKind.PROVINCE,
    PlaceKind.CITY,
    PlaceKind.DISTRICT,
    PlaceKind.AREA,
}
"""Places that hold more than one spot to meet at."""
_TOO_LATE = {ChangeKind.PLACE, ChangeKind.TIME, ChangeKind.POSTPONED}
_TOO_EARLY = {ChangeKind.THANKS}
_ANY_DAY = date(2000, 1, 1)


class ChangeNotPossible(Conflict):
    """As the event stands, this cannot be said of it: a draft cannot be cancelled."""

    code = "change_not_possible"


class NothingNew(EventFaulty):
    code = "nothing_new"
    field = "new_value"
    detail = "Say what it is from now on; this is how it is already."


class WordsMissing(EventFaulty):
    code = "words_missing"
    field = "text"
    detail = "Say it in a sentence, in at least one language."


def possible(known: EventInput, *, now: datetime) -> tuple[ChangeKind, ...]:
    """What can be told of an event as it stands, the most urgent first."""
    offered = (kind for kind, rule in _RULES.items() if known.status in rule.of)
    if known.status is EventStatus.POSTPONED:
        return tuple(offered)
    unfit = _TOO_LATE if _is_over(known, now) else _TOO_EARLY
    return tuple(kind for kind in offered if kind not in unfit)


def change(
    db: Session,
    *,
    event_id: str,
    wanted: ChangeInput,
    act: Act,
    now: datetime,
    expected_version: int | None = None,
) -> EventInput:
    """Write what changed and tell it; returns the event as it is from now on.

    Raises:
        NotFound: there is no such event.
        ChangeNotPossible: see `possible`.
        NothingNew, WordsMissing: see there.
        EventChanged: it is no longer at ``expected_version``.
        EventFaulty: the new value does not fit, see `app.events.service.rules.check`.
    """
    queries.hold_version(db, event_id)  # nobody else writes between our look and our word
    row = queries.event(db, event_id)
    if row is None:
        raise NotFound
    if row.status is not RecordStatus.PUBLISHED:
        raise ChangeNotPossible
    known = as_input(row)
    changed = changed_event(db, known, wanted, now=now)
    if not any(wanted.text.values()):
        raise WordsMissing
    kind = _update_kind(known, changed, wanted)
    update = UpdateInput(kind=kind, at=now, text=wanted.text)
    result = replace(changed, updates=(*known.updates, update))
    publish_named(db, result, act=act, now=now)
    save(
        db,
        record_id=event_id,
        wanted=result,
        act=replace(act, reason=wanted.text),
        now=now,
        action=_RULES[wanted.kind].action,
        expected_version=expected_version,
    )
    return result


def changed_event(
    db: Session, known: EventInput, wanted: ChangeInput, *, now: datetime
) -> EventInput:
    """The event with its new state, the notice not yet in it; for previews too.

    Raises:
        ChangeNotPossible: see `possible`.
        NothingNew: the time or the place is what it was.
    """
    if wanted.kind not in possible(known, now=now):
        raise ChangeNotPossible
    rule = _RULES[wanted.kind]
    if wanted.meeting_point and wanted.place_id is None:
        wanted = replace(wanted, place_id=_town_of(db, known.place_id))
    return replace(rule.apply(known, wanted), status=rule.becomes or known.status)


def _update_kind(known: EventInput, changed: EventInput, wanted: ChangeInput) -> UpdateKind:
    """A later time is a delay; any other new time or place is a move."""
    if wanted.kind is not ChangeKind.TIME:
        return _RULES[wanted.kind].update
    before, after = _when(known).start_key, _when(changed).start_key
    both = min(len(before), len(after))  # a day alone is compared with a day
    return UpdateKind.DELAYED if after[:both] > before[:both] else UpdateKind.MOVED


def _as_it_is(known: EventInput, _wanted: ChangeInput) -> EventInput:
    return known


def _at_another_time(known: EventInput, wanted: ChangeInput) -> EventInput:
    """What follows the start moves with it: the end, if none is given, and the times on the way."""
    start = in_utc(wanted.starts_at)
    if start is None:
        if wanted.date is None or (wanted.date == known.date and known.starts_at is None):
            raise NothingNew
        return replace(known, starts_at=None, ends_at=None, date=wanted.date)
    end = in_utc(wanted.ends_at) or _moved_end(known, start)
    if (start, end) == (in_utc(known.starts_at), in_utc(known.ends_at)):
        raise NothingNew
    route = known.route
    if known.starts_at is not None:
        zone = ZoneInfo(known.timezone)
        by = _wall(start, zone) - _wall(known.starts_at, zone)
        route = tuple(replace(stop, at=_shifted(stop.at, by)) for stop in known.route)
    return replace(known, starts_at=start, ends_at=end, date=None, route=route)


def _at_another_place(known: EventInput, wanted: ChangeInput) -> EventInput:
    """Where people meet is the first point of the route, or its only one."""
    route, point = known.route, wanted.meeting_point
    if point and not (route and route[0].name == point):
        at = route[0].at if route else None
        route = (StopInput(kind=StopKind.ASSEMBLY, name=point, at=at), *route[1:])
    changed = replace(
        known,
        route=route,
        place_id=wanted.place_id if point or wanted.place_id else known.place_id,
        online_url=wanted.online_url or known.online_url,
    )
    if changed == known:
        raise NothingNew
    return changed


def _town_of(db: Session, place_id: str | None) -> str | None:
    """The place itself, or what it lies in where it is a single spot: people meet elsewhere now."""
    while place_id is not None:
        place = places.place(db, place_id)
        if place is None or place.kind in _WIDE:
            break
        place_id = place.parent_id
    return place_id


def _moved_end(known: EventInput, start: datetime) -> datetime | None:
    if known.starts_at is None or known.ends_at is None:
        return None
    return start + (known.ends_at - known.starts_at)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _shifted(at: time | None, by: timedelta) -> time | None:
    return None if at is None else (datetime.combine(_ANY_DAY, at) + by).time()


def _when(known: EventInput) -> When:
    return when(
        timezone=known.timezone,
        starts_at=known.starts_at,
        ends_at=known.ends_at,
        day=known.date,
    )


def _is_over(known: EventInput, now: datetime) -> bool:
    over_at = _when(known).over_at
    return over_at is not None and over_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """Of which events a thing can be told, what they become, and how it is noted."""

    of: frozenset[EventStatus]
    becomes: EventStatus | None
    update: UpdateKind
    action: str
    apply: Callable[[EventInput, ChangeInput], EventInput] = _as_it_is


_COMING = frozenset({EventStatus.PUBLISHED, EventStatus.POSTPONED})
_PUBLIC = _COMING | {EventStatus.CANCELLED, EventStatus.HELD}
_RULES: Mapping[ChangeKind, _Rule] = {
    ChangeKind.PLACE: _Rule(
        of=_COMING,
        becomes=None,
        update=UpdateKind.MOVED,
        action="event_moved",
        apply=_at_another_place,
    ),
    ChangeKind.TIME: _Rule(
        of=_COMING,
        becomes=EventStatus.PUBLISHED,
        update=UpdateKind.MOVED,
        action="event_time_changed",
        apply=_at_another_time,
    ),
    ChangeKind.CANCELLED: _Rule(
        of=_COMING,
        becomes=EventStatus.CANCELLED,
        update=UpdateKind.CANCELLED,
        action="event_cancelled",
    ),
    ChangeKind.POSTPONED: _Rule(
        of=frozenset({EventStatus.PUBLISHED}),
        becomes=EventStatus.POSTPONED,
        update=UpdateKind.DELAYED,
        action="event_postponed",
    ),
    ChangeKind.RESUMED: _Rule(
        of=frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED}),
        becomes=EventStatus.PUBLISHED,
        update=UpdateKind.OTHER,
        action="event_resumed",
    ),
    ChangeKind.THANKS: _Rule(
        of=frozenset({EventStatus.PUBLISHED, EventStatus.HELD}),
        becomes=EventStatus.HELD,
        update=UpdateKind.OTHER,
        action="event_held",
    ),
    ChangeKind.OTHER: _Rule(
        of=_PUBLIC,
        becomes=None,
        update=UpdateKind.OTHER,
        action="event_notice",
    ),
}
