"""Something has changed: one write, and page, feeds and JSON say it."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select
from starlette.testclient import TestClient

from app.events import queries, service
from app.events.enums import ChangeKind, EventStatus
from app.events.inputs import ChangeInput
from app.history.models import JournalEntry, Revision
from app.kit.dates import PartialDate
from app.kit.errors import Fault, NotFound
from app.operations.session import one_write
from app.publishing.enums import RecordStatus
from tests.fixtures.application import TestClock
from tests.fixtures.events import PARIS, World, made_march, plain_event, read_main

BASE = "http://127.0.0.1:8000"
START = datetime(2026, 11, 29, 15, 0, tzinfo=PARIS)
EN = "Made words of an organiser."


def tell(world: World, event_id: str, kind: str, **value: Any) -> None:
    wanted = ChangeInput(kind=ChangeKind(kind), **{"text": {"en": EN}, **value})
    with one_write(world.database, clock=world.clock) as db:
        service.change(db, event_id=event_id, wanted=wanted, act=world.act, now=world.clock())


def refusal(world: World, event_id: str, kind: str, **value: Any) -> str:
    with pytest.raises(Fault) as refused:
        tell(world, event_id, kind, **value)
    return refused.value.code


@pytest.fixture
def march(march_to_change: str, client: TestClient) -> str:
    client.cookies.set("made", "1")  # past the page cache
    return march_to_change


def stored(client: TestClient) -> dict[str, Any]:
    answer = client.get("/api/v1/events/made-march?lang=en")
    assert answer.status_code == 200
    return answer.json()


def entry(client: TestClient) -> dict[str, str]:
    (found,) = Calendar.from_ical(client.get("/en/events/made-march.ics").content).walk("VEVENT")
    return {name: str(found[name]) for name in ("UID", "SEQUENCE", "STATUS", "SUMMARY")}


def test_cancelled_is_not_deleted_and_said_everywhere(
    world: World, march: str, client: TestClient, clock: TestClock
) -> None:
    before = stored(client), entry(client)
    clock.advance(hours=1)
    tell(world, march, "cancelled")
    notice = {
        "kind": "cancelled",
        "at": "2026-11-22T16:00:00Z",
        "text": EN,
        "language": "en",
        "translations": None,
    }
    assert stored(client) == {
        **before[0],
        "status": "cancelled",
        "updates": [notice],
        "version": 2,
        "updated_at": "2026-11-22T16:00:00Z",
    }
    assert entry(client) == {
        "UID": before[1]["UID"],
        "SEQUENCE": "1",
        "STATUS": "CANCELLED",
        "SUMMARY": "Cancelled: Made march",
    }
    (followed,) = Calendar.from_ical(client.get("/en/events.ics").content).walk("VEVENT")
    assert str(followed["STATUS"]) == "CANCELLED"
    assert f"<p>{EN}</p>".replace("<", "&lt;").replace(">", "&gt;") in (
        client.get("/en/events.atom").text
    )
    text, _ = read_main(client.get("/en/events/made-march").text)
    assert text[1:4] == ["Cancelled · 22 November 2026, 17:00", EN, "March · Made City"]
    with world.database.reading() as db:
        told = [
            (row.action, row.kind, row.record_id)
            for row in db.scalars(select(JournalEntry).where(JournalEntry.record_id == march))
        ]
        reasons = list(db.scalars(select(Revision.reason).where(Revision.record_id == march)))
    assert told == [("event_saved", "event", march), ("event_cancelled", "event", march)]
    assert reasons == [None, {"en": EN}]


def test_a_later_start_takes_everything_after_it_along(
    world: World, march: str, client: TestClient
) -> None:
    tell(world, march, "time", starts_at=START + timedelta(hours=1, minutes=15))
    found = stored(client)
    assert (found["starts_at"], found["ends_at"], found["date"], found["status"]) == (
        "2026-11-29T16:15:00+01:00",
        "2026-11-29T19:15:00+01:00",
        "2026-11-29",
        "published",
    )
    assert [stop["at"] for stop in found["route"]] == ["16:15", None, "18:45"]
    assert [update["kind"] for update in found["updates"]] == ["delayed"]


def test_another_day_at_the_same_hour_leaves_the_hours(
    world: World, march: str, client: TestClient
) -> None:
    tell(
        world,
        march,
        "time",
        starts_at=START - timedelta(days=1),
        ends_at=START - timedelta(days=1) + timedelta(hours=2),
    )
    found = stored(client)
    assert (found["starts_at"], found["ends_at"]) == (
        "2026-11-28T15:00:00+01:00",
        "2026-11-28T17:00:00+01:00",
    )
    assert [stop["at"] for stop in found["route"]] == ["15:00", None, "17:30"]
    assert [update["kind"] for update in found["updates"]] == ["moved"]


def test_over_the_change_of_clocks_the_hours_stay(world: World, client: TestClient) -> None:
    event_id = world.event(
        made_march(
            slug="made-night",
            starts_at=datetime(2027, 3, 27, 15, 0, tzinfo=PARIS),
            ends_at=None,
            **BARE,
        )
    )
    tell(world, event_id, "time", starts_at=datetime(2027, 3, 28, 15, 0, tzinfo=PARIS))
    found = client.get("/api/v1/events/made-night?lang=en").json()
    assert [stop["at"] for stop in found["route"]] == [None, "17:30"]


BARE: dict[str, Any] = {
    "place_id": None,
    "hosts": (),
    "slogans": (),
    "demand_ids": (),
    "remembers_ids": (),
    "incident_ids": (),
    "claims": (),
    "citations": (),
    "updates": (),
    "route": tuple(
        # Without the places and citations that other records would have to be there for.
        stop
        for stop in made_march().route[1:]
    ),
}


def test_a_new_meeting_point_is_the_first_of_the_route(
    world: World, march: str, client: TestClient
) -> None:
    tell(world, march, "place", meeting_point={"en": "Made Fountain"})
    found = stored(client)
    assert [(stop["kind"], stop["name"], stop["at"]) for stop in found["route"]] == [
        ("assembly", "Made Fountain", "15:00"),
        ("waypoint", "Made Bridge", None),
        ("end", "Made Hall", "17:30"),
    ]
    assert (found["route"][0]["place"], found["place"]["name"]) == (None, "Made City")
    assert [update["kind"] for update in found["updates"]] == ["moved"]


@pytest.mark.usefixtures("neighbours")
def test_who_moves_from_a_square_is_no_longer_on_it(world: World, client: TestClient) -> None:
    event_id = world.event(plain_event("vigil", place_id="pl_square"))
    tell(world, event_id, "place", meeting_point={"en": "Made Fountain"})
    found = client.get("/api/v1/events/vigil?lang=en").json()
    assert (found["place"]["name"], [stop["name"] for stop in found["route"]]) == (
        "Made City",
        ["Made Fountain"],
    )


def test_an_online_meeting_moves_to_another_address(world: World, client: TestClient) -> None:
    event_id = world.event(plain_event("call", online_url="https://made.test/a"))
    tell(world, event_id, "place", online_url="https://made.test/b")
    assert refusal(world, event_id, "place", online_url="https://made.test/b") == "nothing_new"
    assert refusal(world, event_id, "place", online_url="javascript:1") == "link_not_http"
    found = client.get("/api/v1/events/call?lang=en").json()
    assert (found["online_url"], found["route"]) == ("https://made.test/b", [])


def test_a_day_alone_stays_a_day(world: World, client: TestClient) -> None:
    event_id = world.event(plain_event("vigil", date=PartialDate.parse("2026-12-01")))
    assert refusal(world, event_id, "time", date=PartialDate.parse("2026-12-01")) == "nothing_new"
    tell(world, event_id, "time", date=PartialDate.parse("2026-12-03"))
    found = client.get("/api/v1/events/vigil?lang=en").json()
    assert (found["date"], found["starts_at"]) == ("2026-12-03", None)
    assert [update["kind"] for update in found["updates"]] == ["delayed"]


def test_postponed_and_found_a_new_day(world: World, march: str, client: TestClient) -> None:
    tell(world, march, "postponed")
    found = stored(client)
    assert (found["status"], found["date"]) == ("postponed", "2026-11-29")
    assert (entry(client)["STATUS"], entry(client)["SUMMARY"]) == (
        "TENTATIVE",
        "Postponed: Made march",
    )
    tell(world, march, "time", starts_at=START + timedelta(days=7))
    found = stored(client)
    assert (found["status"], found["date"]) == ("published", "2026-12-06")
    assert [update["kind"] for update in found["updates"]] == ["delayed", "delayed"]


def test_thanks_come_after_and_say_that_it_took_place(
    world: World, march: str, client: TestClient, clock: TestClock
) -> None:
    assert refusal(world, march, "thanks") == "change_not_possible"
    clock.now = (START + timedelta(hours=3)).astimezone(UTC)
    tell(world, march, "thanks")
    found = stored(client)
    assert (found["status"], found["updates"][0]["kind"]) == ("held", "other")
    text, _ = read_main(client.get("/en/events/made-march").text)
    assert "Took place" in text


KINDS = [kind.value for kind in ChangeKind]
VALUES: dict[str, dict[str, Any]] = {
    "time": {"starts_at": START + timedelta(hours=2)},
    "place": {"meeting_point": {"en": "Made Fountain"}},
}
POSSIBLE = {
    "draft": [],
    "proposed": [],
    "published": ["time", "place", "cancelled", "postponed", "other"],
    "cancelled": ["resumed", "other"],
    "postponed": ["time", "place", "cancelled", "resumed", "other"],
    "held": ["other"],
}


@pytest.mark.parametrize("standing", POSSIBLE)
def test_what_can_be_told_of_an_event_depends_on_where_it_stands(
    world: World, client: TestClient, standing: str
) -> None:
    taken = []
    for kind in KINDS:
        event_id = world.event(
            made_march(slug=f"made-{kind}", status=EventStatus(standing), **BARE)
        )
        try:
            tell(world, event_id, kind, **VALUES.get(kind, {}))
        except service.ChangeNotPossible:
            continue
        taken.append(kind)
    assert taken == POSSIBLE[standing]


@pytest.mark.parametrize("status", ["withdrawn", "restricted", "draft"])
def test_what_is_hidden_stays_hidden(world: World, client: TestClient, status: str) -> None:
    event_id = world.event(plain_event("hidden"), status=RecordStatus(status))
    assert refusal(world, event_id, "cancelled") == "change_not_possible"
    assert client.get("/en/events/hidden").status_code == 404


def test_two_who_tell_at_once_are_not_mixed_up(world: World, march: str) -> None:
    """The second one saw another event than there is by then."""
    change = ChangeInput(kind=ChangeKind.OTHER, text={"en": EN})
    with one_write(world.database, clock=world.clock) as db:
        seen = queries.hold_version(db, march)
    tell(world, march, "cancelled")
    with pytest.raises(service.EventChanged), one_write(world.database, clock=world.clock) as db:
        service.change(
            db,
            event_id=march,
            wanted=change,
            act=world.act,
            now=world.clock(),
            expected_version=seen,
        )


def test_nothing_is_told_without_a_word_or_without_news(world: World, march: str) -> None:
    assert refusal(world, march, "cancelled", text={}) == "words_missing"
    assert refusal(world, march, "cancelled", text={"en": ""}) == "words_missing"
    assert refusal(world, march, "time") == "nothing_new"
    assert refusal(world, march, "time", starts_at=START) == "nothing_new"
    assert refusal(world, march, "place") == "nothing_new"
    assert refusal(world, march, "place", meeting_point={"en": "Made Square"}) == "nothing_new"
    assert refusal(world, "e_nothing", "cancelled") == NotFound.code
    with world.database.reading() as db:
        kept = service.read(db, march)
    assert kept is not None
    assert (kept.updates, kept.route[0].at) == ((), time(15, 0))
