"""The month calendar: which weeks, and what goes on on which day."""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from app.events.times import is_exact
from app.kit.dates import PartialDate

YEARS = range(1900, 2101)
LONGEST = timedelta(days=14)
"""What goes on for longer stands below the grid, not on each day."""
_TEXT = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The month in "2023-01"; None for what is no month, or none that anybody asks for."""
        match = _TEXT.fullmatch(text)
        if match is None:
            return None
        year, number = int(match[1]), int(match[2])
        return cls(year, number) if year in YEARS and 1 <= number <= 12 else None  # noqa: PLR2004

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def before(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        return Month.of(self.last + timedelta(days=1))

    def weeks(self, first_week_day: int) -> list[list[date]]:
        """Whole weeks, with the days of the neighbouring months; 0 is Monday."""
        return calendar.Calendar(first_week_day).monthdatescalendar(self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Spread:
    """Events by day, and those that have no exact day or go on for long."""

    by_day: Mapping[date, list[Event]]
    around: list[Event]


def spread(events: Iterable[Event], month: Month) -> Spread:
    by_day: dict[date, list[Event]] = {}
    around: list[Event] = []
    for event in events:
        known = PartialDate.parse(event["date"])
        if not is_exact(known.edtf) or known.high - known.low > LONGEST:
            around.append(event)
            continue
        day = max(known.low, month.first)
        while day <= min(known.high, month.last):
            by_day.setdefault(day, []).append(event)
            day += timedelta(days=1)
    return Spread(by_day, around)
