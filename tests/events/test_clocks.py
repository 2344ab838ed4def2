"""Both clocks: that of the place, and that of the campaign for who reads from afar."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.events.clocks import clock_line

CASES: dict[str, tuple[str, str, str | None, str, str]] = {
    # zone there, start and end on the wall there, the campaign's zone, what English readers see
    "far away": (
        "Europe/Paris",
        "2026-11-29T15:00",
        None,
        "America/Lima",
        "15:00 in Paris (09:00 in Lima)",
    ),
    "far away, in summer": (
        "Europe/Paris",
        "2026-07-29T15:00",
        "2026-07-29T17:30",
        "America/Lima",
        "15:00–17:30 in Paris (08:00–10:30 in Lima)",
    ),
    "at home": ("America/Lima", "2026-11-29T15:00", None, "America/Lima", "15:00"),
    "where the clock shows the same": (
        "America/Bogota",
        "2026-11-29T15:00",
        "2026-11-29T16:00",
        "America/Lima",
        "15:00–16:00",
    ),
    "for a campaign without a zone": ("Europe/Paris", "2026-11-29T15:00", None, "UTC", "15:00"),
    "in no place": (
        "UTC",
        "2026-11-29T15:00",
        None,
        "America/Lima",
        "15:00 UTC (10:00 in Lima)",
    ),
    "when it is still the day before at home": (
        "Europe/Paris",
        "2026-11-29T02:00",
        "2026-11-29T04:00",
        "America/Lima",
        "02:00–04:00 in Paris (28 November, 20:00–22:00 in Lima)",
    ),
    "when it is already the day after at home": (
        "America/Lima",
        "2026-11-29T20:00",
        None,
        "Europe/Paris",
        "20:00 in Lima (30 November, 02:00 in Paris)",
    ),
    "on the night of the change, the first time": (
        "Europe/Paris",
        "2026-10-25T02:30",
        None,
        "America/Lima",
        "02:30 in Paris (24 October, 19:30 in Lima)",
    ),
    "on the night of the change, the second time": (
        "Europe/Paris",
        "2026-10-25T02:30 again",
        None,
        "America/Lima",
        "02:30 in Paris (24 October, 20:30 in Lima)",
    ),
}


def stored(wall: str | None, zone: str) -> str | None:
    """A time on the wall as a stored event has it."""
    if wall is None:
        return None
    text, _, again = wall.partition(" ")
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=bool(again)).isoformat()


@pytest.mark.parametrize("case", CASES)
def test_what_the_reader_sees(case: str) -> None:
    there, start, end, home, expected = CASES[case]
    event: dict[str, Any] = {
        "timezone": there,
        "starts_at": stored(start, there),
        "ends_at": stored(end, there),
    }
    assert clock_line(event, lang="en", home=home) == expected


def test_where_no_time_is_known_none_is_shown() -> None:
    event = {"timezone": "Europe/Paris", "starts_at": None, "ends_at": None}
    assert clock_line(event, lang="es", home="America/Lima") == ""
