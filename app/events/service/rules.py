"""What an event must be before it is written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app.events.enums import EVENT_VALUES
from app.events.inputs import EventInput
from app.events.times import when
from app.kit.dates import YEARS
from app.kit.errors import FieldFault, Invalid
from app.sources.service import check_claims


class EventFaulty(Invalid):
    """An event does not hold together; nothing of it is written."""

    field = ""
    detail = ""

    def __init__(self) -> None:
        super().__init__(FieldFault(self.field, self.code, self.detail))


class TimezoneUnknown(EventFaulty):
    code = "timezone_unknown"
    field = "timezone"
    detail = "Name a zone of the IANA database, such as America/Lima."


class TimeWithoutOffset(EventFaulty):
    code = "time_without_offset"
    field = "starts_at"
    detail = "Give times with their offset, such as 2026-12-01T15:00+01:00."


class YearOutOfReach(EventFaulty):
    code = "year_out_of_reach"
    field = "day"
    detail = f"Give a year between {YEARS.start} and {YEARS[-1]}."


class EndsBeforeItStarts(EventFaulty):
    code = "ends_before_it_starts"
    field = "ends_at"
    detail = "Let the end follow the start; an end needs a start."


class DateContradicted(EventFaulty):
    code = "date_contradicted"
    field = "date"
    detail = "Leave out the date where the time is known, or let them agree."


class LinkNotHttp(EventFaulty):
    code = "link_not_http"
    field = "online_url"
    detail = "Give an address that begins with https://."


class SloganWithoutSource(EventFaulty):
    code = "slogan_without_source"
    field = "slogans"
    detail = "Say where it stands: a slogan that accuses a living person is shown with its source."


def check(wanted: EventInput) -> None:
    """Refuse an event that cannot stand.

    Raises:
        EventFaulty: see its subclasses.
        ClaimFaulty: see `app.sources.service.check_claims`.
    """
    _check_times(wanted)
    link = wanted.online_url
    if link is not None and not link.startswith(("https://", "http://")):
        raise LinkNotHttp
    if any(slogan.accuses_living_person and not slogan.citations for slogan in wanted.slogans):
        raise SloganWithoutSource
    check_claims(wanted.claims, types=EVENT_VALUES)


def in_utc(moment: datetime | None) -> datetime | None:
    """The one form in which a moment is written and compared."""
    return None if moment is None else moment.astimezone(UTC)


def _check_times(wanted: EventInput) -> None:
    if not is_zone(wanted.timezone):
        raise TimezoneUnknown
    moments = [wanted.starts_at, wanted.ends_at, *(update.at for update in wanted.updates)]
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise TimeWithoutOffset
    days = [moment for moment in moments if moment is not None]
    if wanted.date is not None:
        days += [wanted.date.low, wanted.date.high]
    if any(day.year not in YEARS for day in days):
        raise YearOutOfReach
    start, end = wanted.starts_at, wanted.ends_at
    if end is not None and (start is None or end < start):
        raise EndsBeforeItStarts
    if start is not None and wanted.date is not None:
        timed = when(timezone=wanted.timezone, starts_at=start, ends_at=end, day=None)
        if timed.date is not None and timed.date.low != wanted.date.low:
            raise DateContradicted


def is_zone(name: str) -> bool:
    """Whether the IANA database knows a zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True
