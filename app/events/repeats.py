"""On which days something repeats."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST = 60
"""More than a year of weeks is nobody's plan."""
_WEEK = 7


class Every(StrEnum):
    """How often; by the month, on the day of its number or on its week day."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    MONTH_WEEKDAY = "month_weekday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """``times`` counts the first one too; ``until`` is the last day it may be on."""

    every: Every
    times: int = MOST
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days after the first, and the months (their first days) that have no such day."""

    days: tuple[date, ...]
    skipped: tuple[date, ...]


def days_of(first: date, repeat: Repeat) -> Days:
    """Count on from ``first``; a month without such a day (the 31st) is left out and told.

    As RFC 5545 has it: FREQ=MONTHLY never moves a day to another.
    """
    days: list[date] = []
    skipped: list[date] = []
    for day, month in _candidates(first, repeat.every):
        is_late = repeat.until is not None and (day or month) > repeat.until
        if is_late or len(days) + 1 >= min(repeat.times, MOST):
            break
        if day is None:
            skipped.append(month)
        else:
            days.append(day)
    return Days(tuple(days), tuple(skipped))


def _candidates(first: date, every: Every) -> Iterator[tuple[date | None, date]]:
    """Each next day or None, and the first day of its month."""
    step = {Every.WEEK: 1, Every.TWO_WEEKS: 2}.get(every)
    for number in range(1, 2 * MOST):
        if step is not None:
            day = first + timedelta(days=_WEEK * step * number)
            yield day, day.replace(day=1)
            continue
        months = first.year * 12 + first.month - 1 + number
        month = date(months // 12, months % 12 + 1, 1)
        if every is Every.MONTH:
            yield _numbered(month, first.day), month
        else:
            yield _on_week_day(month, first), month


def _numbered(month: date, number: int) -> date | None:
    length = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=number) if number <= length else None


def _on_week_day(month: date, first: date) -> date | None:
    """The same week day with the same number in the month: the second Friday, the fifth Friday."""
    to_week_day = (first.weekday() - month.weekday()) % _WEEK
    return _numbered(month, 1 + to_week_day + (first.day - 1) // _WEEK * _WEEK)
