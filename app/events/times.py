"""When an event is: from what is known, to what is shown, sorted by and asked for.

Nothing is invented: a day stays a day, and an event without an end has none. Only for the question
whether it is over does such an event last until midnight there.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.kit.dates import PartialDate

NO_DAY = ""


@dataclass(frozen=True, slots=True)
class When:
    """A time with its zone, or a date alone, or nothing."""

    zone: ZoneInfo
    starts_at: datetime | None
    ends_at: datetime | None
    date: PartialDate | None

    @property
    def over_at(self) -> datetime | None:
        """The moment, in UTC, from which it is in the past; None if its date is not known."""
        if self.ends_at is not None:
            return self.ends_at.astimezone(UTC)
        if self.date is None or self.date.high == date.max:
            return None
        midnight = datetime.combine(self.date.high + timedelta(days=1), time.min, self.zone)
        return midnight.astimezone(UTC)

    @property
    def date_key(self) -> str:
        """Its place in a list: by the start; of what is known by its days, by the last one too."""
        if self.starts_at is None and self.date is not None and not self.date.is_day:
            return self.date.order
        return self.start_key

    @property
    def start_key(self) -> str:
        """The start on the wall there, as a text that sorts."""
        if self.starts_at is not None:
            return wall(self.starts_at)[:16]
        return self.first_day

    @property
    def first_day(self) -> str:
        return self.date.low.isoformat() if self.date else NO_DAY

    @property
    def last_day(self) -> str:
        return self.date.high.isoformat() if self.date else NO_DAY

    @property
    def over_key(self) -> str:
        over_at = self.over_at
        return moment_key(over_at) if over_at else NO_DAY


def when(
    *,
    timezone: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    day: PartialDate | None,
) -> When:
    """Put together what is known; the days of a known time go before a date alone."""
    zone = ZoneInfo(timezone)
    start = starts_at.astimezone(zone) if starts_at else None
    end = ends_at.astimezone(zone) if ends_at else None
    return When(zone, start, end, _days(start, end) if start else day)


def moment_key(moment: datetime) -> str:
    """A moment as a text that sorts."""
    return wall(moment.astimezone(UTC))


class TimeSkipped(ValueError):
    """The clocks there go forward past this time, so that it never comes."""


def on_wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment at which calendar and clock there show this; the first, where they do so twice.

    Raises:
        TimeSkipped: they never do.
    """
    local = datetime.combine(day, clock, zone)
    again = local.astimezone(UTC).astimezone(zone)
    if again.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise TimeSkipped
    return local


def wall(local: datetime) -> str:
    """What calendar and clock show, without a zone: "2026-12-01T15:00:00"."""
    return local.replace(tzinfo=None).isoformat(timespec="seconds")


def _days(start: datetime, end: datetime | None) -> PartialDate:
    first = start.date()
    last = first
    if end is not None and end > start:
        last = (end - timedelta(microseconds=1)).date()  # an end at midnight is of the day before
    text = first.isoformat() if last <= first else f"{first.isoformat()}/{last.isoformat()}"
    return PartialDate.parse(text)


def is_exact(edtf: str | None) -> bool:
    """Whether a date names its days: "2023-01-18", not "2023-01"."""
    return bool(edtf) and all(len(part) == len("2023-01-18") for part in str(edtf).split("/"))
