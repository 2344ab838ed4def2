"""iCalendar, read again by the library that calendars are read with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar
from starlette.testclient import TestClient

from app.events.enums import EventStatus
from app.kit.dates import PartialDate
from app.kit.text import is_clean
from app.publishing.enums import RecordStatus
from tests.fixtures.application import TestClock
from tests.fixtures.events import PARIS, World, made_march, plain_event

BASE = "http://127.0.0.1:8000"
LIMA = ZoneInfo("America/Lima")


def calendar(client: TestClient, path: str = "/en/events.ics") -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def told(entry: Any) -> dict[str, Any]:
    """A VEVENT as plain values."""
    return {
        name: value.dt if hasattr(value, "dt") else str(value)
        for name, value in entry.property_items(recursive=False)
        if name not in {"BEGIN", "END"}
    }


@pytest.mark.usefixtures("neighbours")
def test_a_march_in_a_calendar(world: World, client: TestClient, clock: TestClock) -> None:
    record_id = world.event(made_march())
    (entry,) = calendar(client, "/en/events/made-march.ics").walk("VEVENT")
    assert told(entry) == {
        "UID": f"{record_id}@ayni",
        "DTSTAMP": datetime(2026, 11, 22, 15, 0, tzinfo=UTC),
        "LAST-MODIFIED": datetime(2026, 11, 22, 15, 0, tzinfo=UTC),
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "SUMMARY": "Made march",
        "URL": f"{BASE}/en/events/made-march",
        "LOCATION": "Made Square, Made City",
        "DTSTART": datetime(2026, 11, 29, 15, 0, tzinfo=PARIS),
        "DTEND": datetime(2026, 11, 29, 18, 0, tzinfo=PARIS),
        "DESCRIPTION": "Nouveau lieu\n\nAn earlier notice\n\nA made summary; with a comma, too."
        "\n\n15:00 Made Square → Made Bridge → 17:30 Made Hall\n\nLift at the made exit"
        f"\n\n{BASE}/en/events/made-march",
    }
    clock.advance(days=1)
    world.event(made_march(status=EventStatus.CANCELLED))
    (entry,) = calendar(client, "/fr/events/made-march.ics").walk("VEVENT")
    changed = told(entry)
    assert (
        changed["UID"],
        changed["SEQUENCE"],
        changed["STATUS"],
        changed["DTSTAMP"],
        changed["SUMMARY"],
    ) == (
        f"{record_id}@ayni",
        "1",
        "CANCELLED",
        clock(),
        "Annulé\N{NO-BREAK SPACE}: Marche inventée",
    )


SCENES: list[dict[str, Any]] = [
    {},
    {"starts_at": datetime(2026, 11, 29, 16, 0, tzinfo=PARIS)},
    {"place_id": None, "claims": ()},
    {"status": EventStatus.POSTPONED},
    {"status": EventStatus.CANCELLED},
    {"status": EventStatus.PUBLISHED},
]


@pytest.mark.usefixtures("neighbours")
def test_every_change_of_time_place_or_status_reaches_a_calendar_that_follows(
    world: World, client: TestClient, clock: TestClock
) -> None:
    """RFC 5545, 3.8.7.4: the same UID with a higher SEQUENCE is the same event, changed."""
    client.cookies.set("made", "1")  # past the page cache
    seen = []
    for scene in SCENES:
        record_id = world.event(made_march(**scene))
        told_of = [
            {
                name: told(entry)[name]
                for name in ("UID", "SEQUENCE", "STATUS", "LAST-MODIFIED", "SUMMARY")
            }
            for path in ("/en/events.ics", "/en/events/made-march.ics")
            for entry in calendar(client, path).walk("VEVENT")
        ]
        assert told_of == [told_of[0]] * 2
        assert (told_of[0]["UID"], told_of[0]["LAST-MODIFIED"]) == (f"{record_id}@ayni", clock())
        seen.append(tuple(told_of[0][name] for name in ("SEQUENCE", "STATUS", "SUMMARY")))
        clock.advance(hours=1)
    assert seen == [
        ("0", "CONFIRMED", "Made march"),
        ("1", "CONFIRMED", "Made march"),
        ("2", "CONFIRMED", "Made march"),
        ("3", "TENTATIVE", "Postponed: Made march"),
        ("4", "CANCELLED", "Cancelled: Made march"),
        ("5", "CONFIRMED", "Made march"),
    ]


def test_a_sequence_never_falls_back_not_even_when_an_event_was_hidden(
    world: World, client: TestClient
) -> None:
    client.cookies.set("made", "1")  # past the page cache
    shown = plain_event("shown", date=PartialDate.parse("2026-12-01"))
    for status in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN):
        world.event(shown, status=status)
    assert list(calendar(client).walk("VEVENT")) == []
    world.event(shown)
    (entry,) = calendar(client).walk("VEVENT")
    assert told(entry)["SEQUENCE"] == "1"


def test_days_stand_as_days_and_end_on_the_day_after(world: World, client: TestClient) -> None:
    world.event(plain_event("one-day", date=PartialDate.parse("2023-01-19")))
    world.event(plain_event("two-days", date=PartialDate.parse("2023-01-31/2023-02-01")))
    world.event(plain_event("last-day", date=PartialDate.parse("2200-12-31")))
    found = calendar(client)
    days = {
        told(entry)["SUMMARY"]: (
            entry["DTSTART"].to_ical().decode(),
            entry["DTSTART"].params.get("VALUE"),
            told(entry).get("DTEND"),
        )
        for entry in found.walk("VEVENT")
    }
    assert days == {
        "Made one-day": ("20230119", "DATE", date(2023, 1, 20)),
        "Made two-days": ("20230131", "DATE", date(2023, 2, 2)),
        "Made last-day": ("22001231", "DATE", date(2201, 1, 1)),
    }
    assert list(found.walk("VTIMEZONE")) == []


def test_what_has_no_exact_day_is_in_no_calendar(world: World, client: TestClient) -> None:
    for slug, day in (("month", "2023-01"), ("year", "2023"), ("months", "2023-01/2023-02")):
        world.event(plain_event(slug, date=PartialDate.parse(day)))
    world.event(plain_event("undated"))
    assert list(calendar(client).walk("VEVENT")) == []
    slugs = ("month", "year", "months", "undated", "nothing")
    assert [client.get(f"/en/events/{slug}.ics").status_code for slug in slugs] == [404] * 5


# In Paris the clock shows 2:30 twice on 25 October 2026.
TIMES = {
    "summer": datetime(2026, 7, 1, 15, 0, tzinfo=PARIS),
    "winter": datetime(2026, 12, 1, 15, 0, tzinfo=PARIS),
    "day of change": datetime(2026, 10, 25, 15, 0, tzinfo=PARIS),
    "first 2:30": datetime(2026, 10, 25, 2, 30, tzinfo=PARIS),
    "second 2:30": datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS),
    "long ago": datetime(1990, 1, 15, 15, 0, tzinfo=PARIS),
    "far off": datetime(2090, 7, 15, 15, 0, tzinfo=PARIS),
}


@pytest.mark.parametrize("case", TIMES)
def test_a_time_is_the_same_moment_in_every_calendar(
    world: World, client: TestClient, case: str
) -> None:
    start = TIMES[case]
    world.event(
        plain_event(
            "timed",
            timezone="Europe/Paris",
            starts_at=start,
            ends_at=start.astimezone(UTC) + timedelta(hours=2),
        )
    )
    found = calendar(client)
    (entry,) = found.walk("VEVENT")
    moments = [told(entry)[name].astimezone(UTC) for name in ("DTSTART", "DTEND")]
    expected = start.astimezone(UTC)
    assert moments == [expected, expected + timedelta(hours=2)]
    named = {zone.tz_name: zone.to_tz() for zone in found.walk("VTIMEZONE")}
    tzid = entry["DTSTART"].params.get("TZID")
    if tzid is not None:  # by the rules that came with it, not by those of this machine
        by_its_rules = told(entry)["DTSTART"].replace(tzinfo=named[tzid])
        assert by_its_rules.utcoffset() == start.utcoffset()


def test_a_time_without_an_end_gets_none(world: World, client: TestClient) -> None:
    start = datetime(2026, 12, 1, 15, 0, tzinfo=LIMA)
    world.event(plain_event("open", timezone="America/Lima", starts_at=start))
    (entry,) = calendar(client).walk("VEVENT")
    assert told(entry)["DTSTART"] == start
    assert "DTEND" not in entry


def test_utc_needs_no_rules(world: World, client: TestClient) -> None:
    world.event(plain_event("utc", starts_at=datetime(2026, 12, 1, 15, 0, tzinfo=UTC)))
    found = calendar(client)
    assert found.walk("VEVENT")[0]["DTSTART"].to_ical() == b"20261201T150000Z"
    assert list(found.walk("VTIMEZONE")) == []


@pytest.mark.usefixtures("neighbours")
def test_what_a_calendar_program_shows_on_a_day(world: World, client: TestClient) -> None:
    world.event(made_march())
    world.event(plain_event("vigil", date=PartialDate.parse("2026-11-28/2026-11-29")))
    world.event(plain_event("after", date=PartialDate.parse("2026-11-30")))
    shown = recurring_ical_events.of(calendar(client)).at(date(2026, 11, 29))
    assert sorted(str(entry["SUMMARY"]) for entry in shown) == ["Made march", "Made vigil"]


HOSTILE = [
    "one\r\nBEGIN:VEVENT\r\nUID:x",
    "one\nATTENDEE:mailto:x@made.test",
    'a;b,c\\n\\;"d":e',
    "bell\x07escape\x1b[31m",
    "lines\u2028and\u2029next\x85",
    "long " + "ñ→" * 200,
    "emoji 🕯️ and \u202eright to left",
    "=HYPERLINK(1)",
    "{{ 7 * 7 }}",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.usefixtures("neighbours")
def test_text_stays_text(world: World, client: TestClient, number: int) -> None:
    """Catalogue 9: one VEVENT, no foreign property, no raw control character."""
    text = HOSTILE[number]
    world.event(
        made_march(
            title={"en": text},
            summary={"en": text},
            access={"en": text},
            route=(),
            place_id=None,
            claims=(),
            updates=(),
            online_url=f"https://made.test/{text}",
        )
    )
    answer = client.get("/en/events.ics")
    lines = answer.content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(is_clean(line.decode("utf-8", "surrogateescape")) for line in lines if line)
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    names = {name for name, _ in entry.property_items(recursive=False)} - {"BEGIN", "END"}
    assert names == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "URL"),
        *("LOCATION", "DTSTART", "DTEND", "DESCRIPTION"),
    }
    readable = "\n".join("".join(c for c in line if is_clean(c)) for line in text.splitlines())
    assert str(entry["SUMMARY"]) == readable


@pytest.mark.usefixtures("neighbours")
def test_the_calendar_is_called_as_the_campaign_and_refreshed_hourly(client: TestClient) -> None:
    made = client.get("/en/events.ics").content
    assert made.split(b"\r\n") == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//Ayni//Ayni 1//EN",
        b"METHOD:PUBLISH",
        b"NAME:Made campaign",
        b"X-WR-CALNAME:Made campaign",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
        b"END:VCALENDAR",
        b"",
    ]


def test_an_empty_campaign_has_an_empty_calendar(client: TestClient) -> None:
    found = calendar(client)
    assert list(found.walk("VEVENT")) == []
    assert str(found["NAME"]) == "Ayni"


def test_a_title_of_two_lines_is_the_name_of_a_calendar(world: World, client: TestClient) -> None:
    start = datetime(2026, 12, 1, 18, 0, tzinfo=PARIS)
    title = {"en": "Made vigil\nX-MADE: 1"}
    world.event(plain_event("made-vigil", title=title, starts_at=start, timezone="Europe/Paris"))
    answer = client.get("/en/events/made-vigil.ics")
    known = Calendar.from_ical(answer.content)
    assert (answer.status_code, known["x-wr-calname"]) == (200, "Made vigil X-MADE: 1")
    assert "X-MADE" not in [line.partition(":")[0] for line in answer.text.splitlines()]
