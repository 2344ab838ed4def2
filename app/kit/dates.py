"""Partial dates: what is known of a day, no more.

The text form is EDTF level 0 (ISO 8601-2:2019): ``2023``, ``2023-01``, ``2023-01-18`` and
intervals of these, ``2023-01-15/2023-01-16``.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

UNDATED = "9999-12-31/9999-12-31"
"""The place in a list of what has no date: the last."""
YEARS = range(1500, 2201)
"""The years of what happened and of what is announced: what is reckoned from them is a date too."""
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDateError(ValueError):
    """The text is not a date of EDTF level 0."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or interval; ``low`` and ``high`` are the first and last possible day."""

    low: date
    high: date
    edtf: str

    @classmethod
    def parse(cls, text: str) -> Self:
        first, slash, last = text.partition("/")
        low, high = _bounds(first)
        if slash:
            high = _bounds(last)[1]
            if high < low:
                raise PartialDateError(text)
        return cls(low, high, text)

    @property
    def is_day(self) -> bool:
        return self.low == self.high

    @property
    def order(self) -> str:
        """A text that sorts by the beginning, then by the end: "2022-12-07/2022-12-08".

        Of dates that begin alike the shorter one comes first; all are equally long, so that every
        database and collation agrees.
        """
        return f"{self.low.isoformat()}/{self.high.isoformat()}"

    def __str__(self) -> str:
        return self.edtf


def order_of(edtf: str | None) -> str:
    """The place of a stored date in a list; what has none comes last."""
    return PartialDate.parse(edtf).order if edtf else UNDATED


def _bounds(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if match is None:
        raise PartialDateError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise PartialDateError(text) from error
