"""Another event like this one: a copy on another day, and the occurrences of what repeats."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.events import queries
from app.events.enums import EventStatus
from app.events.inputs import EventInput
from app.events.models import Event
from app.events.repeats import Repeat, days_of
from app.events.service import records
from app.events.service.faults import refusal
from app.events.service.records import KIND
from app.events.times import TimeSkipped, is_exact, on_wall, when
from app.history.inputs import Act
from app.kit.dates import PartialDate
from app.kit.errors import NotFound
from app.kit.ids import new_id
from app.publishing.enums import ID_PREFIX, RecordStatus
from app.publishing.service import free_slug


@dataclass(frozen=True, slots=True)
class Series:
    """What became of a repetition: the events made, the months and days that were left out."""

    made: tuple[str, ...]
    skipped: tuple[date, ...]


def duplicate(db: Session, *, record_id: str, day: date, act: Act, now: datetime) -> str:
    """Copy an event as a draft on another day, at the same time there; returns the draft's id.

    Raises:
        EditRefused: the clocks there skip its time on that day.
    """
    known = records.as_input(_row(db, record_id))
    try:
        wanted = _on(replace(_like(known), series=None), day)
    except TimeSkipped as error:
        raise refusal("day", "time_skipped") from error
    return _write(db, wanted, is_public=False, act=act, now=now)


def repeat(db: Session, *, record_id: str, rule: Repeat, act: Act, now: datetime) -> Series:
    """Make an event of its own for every further day; drafts of a draft, public ones of a public.

    Raises:
        EditRefused: it has no exact day to count from, or there would be no further one.
    """
    row = _row(db, record_id)
    known = records.as_input(row)
    first = first_day(known)
    if first is None:
        raise refusal("every", "day_missing")
    days = days_of(first, rule)
    if not days.days:
        raise refusal("times", "no_further_day")
    series = known.series or new_id("se")
    is_public = row.status is RecordStatus.PUBLISHED
    records.save(
        db,
        record_id=record_id,
        wanted=replace(known, series=series),
        act=act,
        now=now,
        status=row.status,
    )
    made: list[str] = []
    skipped = list(days.skipped)
    for day in days.days:
        try:
            wanted = _on(replace(_like(known), series=series), day)
        except TimeSkipped:
            skipped.append(day)
            continue
        made.append(_write(db, wanted, is_public=is_public, act=act, now=now))
    return Series(tuple(made), tuple(sorted(skipped)))


def first_day(known: EventInput) -> date | None:
    """The day it begins on, on the calendar there; None where that is not exactly known."""
    days = when(
        timezone=known.timezone, starts_at=known.starts_at, ends_at=known.ends_at, day=known.date
    )
    return days.date.low if days.date and is_exact(days.date.edtf) else None


def _row(db: Session, record_id: str) -> Event:
    row = queries.event(db, record_id)
    if row is None:
        raise NotFound
    return row


def _like(known: EventInput) -> EventInput:
    """What a copy takes over: the plan, not what sources and notices say of the one event."""
    return replace(
        known,
        route=tuple(replace(stop, citations=()) for stop in known.route),
        hosts=tuple(replace(host, citations=()) for host in known.hosts),
        updates=(),
        incident_ids=(),
        claims=(),
        citations=(),
    )


def _on(known: EventInput, day: date) -> EventInput:
    """The same plan on another day: what the clocks there show stays.

    Raises:
        TimeSkipped: the clocks there skip one of its times on that day.
    """
    if known.starts_at is None:
        is_longer = known.date is not None and is_exact(known.date.edtf)
        last = day + (known.date.high - known.date.low) if known.date and is_longer else day
        text = day.isoformat() if last == day else f"{day.isoformat()}/{last.isoformat()}"
        return replace(known, date=PartialDate.parse(text))
    zone = ZoneInfo(known.timezone)
    start = known.starts_at.astimezone(zone)
    moved = day - start.date()
    return replace(
        known,
        starts_at=_moved(start, moved, zone),
        ends_at=_moved(known.ends_at.astimezone(zone), moved, zone) if known.ends_at else None,
    )


def _moved(local: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    return on_wall(local.date() + by, local.time(), zone)


def _write(db: Session, wanted: EventInput, *, is_public: bool, act: Act, now: datetime) -> str:
    record_id = new_id(ID_PREFIX[KIND])
    slug = record_id.replace("_", "-")
    if is_public:
        title = next(iter(wanted.title.values()))
        slug = free_slug(db, Event, KIND, wish=title, record_id=record_id)
    records.save(
        db,
        record_id=record_id,
        wanted=replace(
            wanted, slug=slug, status=EventStatus.PUBLISHED if is_public else EventStatus.DRAFT
        ),
        act=act,
        now=now,
        status=RecordStatus.PUBLISHED if is_public else RecordStatus.DRAFT,
    )
    db.flush()
    return record_id
