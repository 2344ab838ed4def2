"""Times as people read them, there and at the campaign's home: "15:00 in Paris (09:00 in Lima)"."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from app.kit.languages import Language
from app.web.i18n import LOCALES, day, moment, translations

NOWHERE = "UTC"
"""The zone of who has chosen none; no place keeps its clock."""


def _(message: str) -> str:
    return message


IN_CITY = _("%(time)s in %(city)s")
DAY_AND_TIME = _("%(day)s, %(time)s")


def clock_line(event: Mapping[str, Any], *, lang: str, home: str) -> str:
    """Start and end of a stored event on the wall there, and where that differs at ``home`` too.

    Empty where no time is known.
    """
    if event["starts_at"] is None:
        return ""
    return _clock_line(event["starts_at"], event["ends_at"], event["timezone"], home, lang)


@lru_cache(2048)
def _clock_line(starts_at: str, ends_at: str | None, there: str, home: str, lang: str) -> str:
    start = datetime.fromisoformat(starts_at)
    end = datetime.fromisoformat(ends_at) if ends_at else None
    times = _from_to(start, end, zone=there, as_of=there, lang=lang)
    if home == NOWHERE or _offset(start, home) == _offset(start, there):
        return times
    times_at_home = _from_to(start, end, zone=home, as_of=there, lang=lang)
    return f"{_in_city(times, there, lang)} ({_in_city(times_at_home, home, lang)})"


def _from_to(start: datetime, end: datetime | None, *, zone: str, as_of: str, lang: str) -> str:
    first = moment(start, zone, lang)
    own_day = start.astimezone(ZoneInfo(as_of)).date()
    there = start.astimezone(ZoneInfo(zone)).date()
    if there != own_day:
        words = {"day": day(there, lang, "d MMMM"), "time": first}
        first = translations(lang).gettext(DAY_AND_TIME) % words
    return first if end is None else f"{first}–{moment(end, zone, lang)}"


def _in_city(times: str, zone: str, lang: str) -> str:
    if zone == NOWHERE:
        return f"{times} {NOWHERE}"
    city = get_timezone_location(zone, locale=LOCALES[Language(lang)], return_city=True)
    return translations(lang).gettext(IN_CITY) % {"time": times, "city": city}


def _offset(at: datetime, zone: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(zone)).utcoffset()
