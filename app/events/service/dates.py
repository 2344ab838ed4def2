"""When an event is, between the form's calendar and clock and what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.events.edits import EventEdit
from app.events.enums import EventField
from app.events.inputs import EventInput
from app.events.service.faults import Faults
from app.events.service.rules import is_zone
from app.events.times import TimeSkipped, on_wall
from app.kit.dates import PartialDate
from app.sources.service import shown_values


@dataclass(frozen=True, slots=True)
class Times:
    """As an event is written: moments, or a date alone."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    date: PartialDate | None = None


def times_of(edit: EventEdit, current: EventInput | None, faults: Faults) -> Times:
    """What the form says; what no form can say (a month, the date of a source) stays.

    An end before the start on the clock is of the next morning.
    """
    if current is not None and edit.day is None and keeps_date(current):
        return Times(current.starts_at, current.ends_at, current.date)
    if not is_zone(edit.timezone):
        faults.note("timezone", "timezone_unknown")
        return Times()
    if edit.day is None:
        faults.note("day", "day_missing")
        return Times()
    if edit.starts is None:
        faults.note_if(edit.ends, "starts", "start_missing")
        return Times(date=_days(edit.day, edit.last_day, faults))
    zone = ZoneInfo(edit.timezone)
    start = _moment("starts", edit.day, edit.starts, zone, faults)
    end = _end(edit, edit.day, edit.starts, zone, faults)
    return Times(start, end)


def keeps_date(current: EventInput) -> bool:
    """Whether an event may go without a day in the form: its date is a source's, or not exact."""
    if EventField.DATE in shown_values(current.claims):
        return True
    return current.starts_at is None and (current.date is None or not _is_days(current.date))


def on_form(known: EventInput) -> Mapping[str, Any]:
    """The inverse of `times_of`: the form's fields of what is written."""
    if EventField.DATE in shown_values(known.claims):
        return {"day": None}
    if known.starts_at is None:
        if known.date is None or not _is_days(known.date):
            return {"day": None}
        last = None if known.date.is_day else known.date.high
        return {"day": known.date.low, "last_day": last}
    zone = ZoneInfo(known.timezone)
    start = known.starts_at.astimezone(zone)
    if known.ends_at is None:
        return {"day": start.date(), "starts": _clock(start)}
    end = known.ends_at.astimezone(zone)
    last = _last_day(start, end)
    return {"day": start.date(), "last_day": last, "starts": _clock(start), "ends": _clock(end)}


def _last_day(start: datetime, end: datetime) -> date | None:
    """The day of the end, where the clock alone would not tell."""
    plain = start.date() if _clock(end) >= _clock(start) else start.date() + timedelta(days=1)
    return None if end.date() == plain else end.date()


def _clock(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _is_days(known: PartialDate) -> bool:
    return all(len(part) == len("2023-01-18") for part in known.edtf.split("/"))


def _days(first: date, last: date | None, faults: Faults) -> PartialDate | None:
    if last is None or last == first:
        return PartialDate.parse(first.isoformat())
    if last < first:
        faults.note("last_day", "last_day_first")
        return None
    return PartialDate.parse(f"{first.isoformat()}/{last.isoformat()}")


def _end(
    edit: EventEdit, first: date, start: time, zone: ZoneInfo, faults: Faults
) -> datetime | None:
    if edit.ends is None:
        is_longer = edit.last_day is not None and edit.last_day != first
        faults.note_if(is_longer, "ends", "last_day_without_end")
        return None
    day = edit.last_day or (first + timedelta(days=1) if edit.ends < start else first)
    if day < first:
        faults.note("last_day", "last_day_first")
        return None
    faults.note_if(day == first and edit.ends <= start, "ends", "ends_before_it_starts")
    return _moment("ends", day, edit.ends, zone, faults)


def _moment(field: str, day: date, clock: time, zone: ZoneInfo, faults: Faults) -> datetime | None:
    try:
        return on_wall(day, clock, zone)
    except TimeSkipped:
        faults.note(field, "time_skipped")
        return None
