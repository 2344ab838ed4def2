"""The events of the API: every field, every filter, every order, and nothing that is not public."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from app.events.enums import EventKind, EventStatus
from app.kit.dates import PartialDate
from app.publishing.enums import RecordStatus
from tests.fixtures.application import TestClock
from tests.fixtures.events import PARIS, World, made_march, plain_event

BASE = "http://127.0.0.1:8000"
EVENTS = "/api/v1/events"


def link(path: str, record_id: str, slug: str, name: str) -> dict[str, Any]:
    return {"id": record_id, "slug": slug, "name": name, "url": f"{BASE}/en/{path}"}


def citation(paragraph: int) -> dict[str, Any]:
    return {
        "source": "made-paper",
        "source_title": "Made Paper",
        "source_url": f"{BASE}/en/sources/made-paper",
        "source_language": "en",
        "paragraph": str(paragraph),
        "opening": "Made words open this paragraph",
        "attributed_to": None,
    }


def claim(key: str, paragraph: int, **said: Any) -> dict[str, Any]:
    return {
        **citation(paragraph),
        "also": [],
        "key": key,
        "label": None,
        "status": "active",
        "shown": False,
        "reason": None,
        "basis": "stated",
        "reasoning": None,
        "translations": None,
        **said,
    }


CITY = link("map#made-city", "pl_city", "made-city", "Made City")
SQUARE = link("map#made-square", "pl_square", "made-square", "Made Square")
UNION = link("organisations/made-union", "o_made", "made-union", "Made Union")
MARCH: dict[str, Any] = {
    "id": "e_made0march",
    "slug": "made-march",
    "url": f"{BASE}/en/events/made-march",
    "api_url": f"{BASE}/api/v1/events/e_made0march",
    "updated_at": "2026-11-22T15:00:00Z",
    "version": 1,
    "translations": None,
    "languages": ["fr", "es"],
    "borrowed": None,
    "kind": "march",
    "status": "published",
    "title": "Made march",
    "summary": "A made summary; with a comma, too.",
    "starts_at": "2026-11-29T15:00:00+01:00",
    "ends_at": "2026-11-29T18:00:00+01:00",
    "timezone": "Europe/Paris",
    "date": "2026-11-29",
    "over_at": "2026-11-29T17:00:00Z",
    "outcome_documented": False,
    "place": CITY,
    "route": [
        {
            "kind": "assembly",
            "name": "Made Square",
            "place": SQUARE,
            "at": "15:00",
            "note": "By the fountain",
            "citations": [citation(3)],
            "translations": None,
        },
        {
            "kind": "waypoint",
            "name": "Made Bridge",
            "place": None,
            "at": None,
            "note": None,
            "citations": [],
            "translations": None,
        },
        {
            "kind": "end",
            "name": "Made Hall",
            "place": None,
            "at": "17:30",
            "note": None,
            "citations": [],
            "translations": None,
        },
    ],
    "step_free_route": "Along the quay",
    "online_url": None,
    "hosts": [
        {**UNION, "role": "host", "citations": [citation(2)]},
        {**UNION, "role": "supports", "citations": []},
    ],
    "access": "Lift at the made exit",
    "on_the_day": {
        "legal_aid": "+33 1 00 00 00 00",
        "first_aid": "White armbands",
        "stewards_sign": "Orange vests",
        "bring": "Water",
        "translations": None,
    },
    "updates": [
        {
            "kind": "moved",
            "at": "2026-11-22T08:00:00Z",
            "text": "Nouveau lieu",
            "language": "fr",
            "translations": None,
        },
        {
            "kind": "other",
            "at": "2026-11-20T08:00:00Z",
            "text": "An earlier notice",
            "language": "en",
            "translations": None,
        },
    ],
    "sign_up": {"open": False, "places": None, "url": None},
    "demands": [link("demands/made-demand", "d_made", "made-demand", "A made demand")],
    "remembers": [link("memorial/made-name", "v_made", "made-name", "Made Name")],
    "incidents": [link("incidents/made-raid", "i_made", "made-raid", "A made raid")],
    "slogans": [
        {
            "text": "¡Hecho a mano!",
            "language": "es",
            "translation": "Made by hand!",
            "accuses_living_person": False,
            "citations": [citation(4)],
            "translations": None,
        },
        {
            "text": "Zzaccusing of somebody made",
            "language": "en",
            "translation": None,
            "accuses_living_person": True,
            "citations": [citation(5)],
            "translations": None,
        },
    ],
    "picture": None,
    "series": None,
    "claims": [
        claim("name-1", 6, field="name", type="string", value="The Made March"),
        claim("name-2", 7, field="name", type="string", value="Made Parade"),
        claim(
            "place-1",
            6,
            field="place",
            type="place",
            value="made-city",
            label="Made City",
            shown=True,
        ),
    ],
    "citations": [citation(2)],
}


@pytest.mark.usefixtures("neighbours")
def test_an_event_says_all_that_is_known_of_it(world: World, client: TestClient) -> None:
    world.event(made_march())
    by_slug = client.get(f"{EVENTS}/made-march", params={"lang": "en"})
    by_id = client.get(f"{EVENTS}/e_made0march", params={"lang": "en"})
    listed = client.get(EVENTS, params={"lang": "en"})
    assert by_slug.json() == MARCH
    assert by_id.json() == MARCH
    assert listed.json() == {"items": [MARCH], "next": None}


@pytest.mark.usefixtures("neighbours")
def test_without_a_language_all_translations_are_there(world: World, client: TestClient) -> None:
    world.event(made_march())
    found = client.get(f"{EVENTS}/made-march").json()
    assert found["translations"] == {
        "es": {"title": "Marcha inventada"},
        "fr": {"title": "Marche inventée"},
        "en": {
            "title": "Made march",
            "summary": "A made summary; with a comma, too.",
            "step_free_route": "Along the quay",
            "access": "Lift at the made exit",
        },
    }
    assert found["languages"] == ["fr", "es"]
    assert found["updates"][0]["translations"] == {"fr": {"text": "Nouveau lieu"}}
    assert found["slogans"][0]["translations"] == {"en": {"text": "Made by hand!"}}
    assert found["on_the_day"]["translations"] == {
        "en": {"stewards_sign": "Orange vests", "bring": "Water"}
    }
    assert found["route"][0]["translations"] == {
        "en": {"name": "Made Square", "note": "By the fountain"}
    }


@pytest.mark.usefixtures("neighbours")
def test_a_text_in_another_language_is_marked(world: World, client: TestClient) -> None:
    world.event(made_march())
    found = client.get(f"{EVENTS}/made-march", params={"lang": "fr"}).json()
    assert found["title"] == "Marche inventée"
    assert found["summary"] == "A made summary; with a comma, too."
    assert found["borrowed"] == dict.fromkeys(
        [
            *("summary", "step_free_route", "access", "on_the_day.stewards_sign"),
            *("on_the_day.bring", "route.0.name", "route.0.note", "route.1.name", "route.2.name"),
            "slogans.0.translation",
        ],
        "en",
    )


def test_a_day_alone_stays_a_day(world: World, client: TestClient) -> None:
    world.event(
        plain_event("by-day", timezone="America/Lima", date=PartialDate.parse("2026-12-10"))
    )
    found = client.get(f"{EVENTS}/by-day").json()
    assert (found["starts_at"], found["ends_at"], found["date"], found["over_at"]) == (
        None,
        None,
        "2026-12-10",
        "2026-12-11T05:00:00Z",
    )


@pytest.mark.usefixtures("neighbours")
def test_the_shown_claims_go_before_what_was_typed(world: World, client: TestClient) -> None:
    from app.sources.inputs import ClaimInput
    from tests.fixtures.events import cite

    claims = tuple(
        ClaimInput(key=f"{field}-1", field=field, value=value, citations=(cite(),), shown=True)
        for field, value in (("date", "2023-01"), ("place", "pl_square"))
    )
    world.event(
        plain_event(
            "claimed", date=PartialDate.parse("2023-02-01"), place_id="pl_city", claims=claims
        )
    )
    found = client.get(f"{EVENTS}/claimed", params={"lang": "en"}).json()
    assert (found["date"], found["place"]) == ("2023-01", SQUARE)


# In Paris summer time ends on 25 October 2026 at 3:00, which becomes 2:00; it began on 29 March.
CLOCK_CHANGES = {
    "summer": (datetime(2026, 7, 1, 15, 0, tzinfo=PARIS), "2026-07-01T15:00:00+02:00"),
    "winter": (datetime(2026, 12, 1, 15, 0, tzinfo=PARIS), "2026-12-01T15:00:00+01:00"),
    "before the change": (
        datetime(2026, 10, 25, 2, 30, tzinfo=PARIS),
        "2026-10-25T02:30:00+02:00",
    ),
    "the same hour again": (
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS),
        "2026-10-25T02:30:00+01:00",
    ),
    "given from elsewhere": (
        datetime(2026, 7, 1, 8, 0, tzinfo=ZoneInfo("America/Lima")),
        "2026-07-01T15:00:00+02:00",
    ),
}


@pytest.mark.parametrize("season", CLOCK_CHANGES)
def test_times_carry_the_offset_of_their_day(world: World, client: TestClient, season: str) -> None:
    start, expected = CLOCK_CHANGES[season]
    world.event(plain_event("timed", timezone="Europe/Paris", starts_at=start))
    assert client.get(f"{EVENTS}/timed").json()["starts_at"] == expected


@pytest.fixture
def several(world: World, neighbours: None, clock: TestClock) -> None:
    """Five public events and four that are not, written a minute apart."""
    events = (
        plain_event("undated", status=EventStatus.HELD),
        plain_event("january", kind=EventKind.STRIKE, date=PartialDate.parse("2023-01")),
        plain_event(
            "nineteenth",
            kind=EventKind.STRIKE,
            date=PartialDate.parse("2023-01-19"),
            place_id="pl_square",
        ),
        plain_event(
            "afternoon",
            timezone="America/Lima",
            starts_at=datetime(2023, 1, 19, 15, 0, tzinfo=ZoneInfo("America/Lima")),
            place_id="pl_city",
        ),
        plain_event(
            "called-off",
            status=EventStatus.CANCELLED,
            title={"en": "A made call"},
            date=PartialDate.parse("2026-12-24"),
        ),
        plain_event("drafted", status=EventStatus.DRAFT),
        plain_event("proposed", status=EventStatus.PROPOSED),
    )
    for event in events:
        world.event(event)
        clock.advance(minutes=1)
    world.event(plain_event("withdrawn"), status=RecordStatus.WITHDRAWN)
    world.event(plain_event("reviewed"), status=RecordStatus.IN_REVIEW)


ASKED: dict[str, list[str]] = {
    "": ["undated", "january", "nineteenth", "afternoon", "called-off"],
    "sort=date": ["undated", "january", "nineteenth", "afternoon", "called-off"],
    "sort=-date": ["called-off", "afternoon", "nineteenth", "january", "undated"],
    "sort=title": ["called-off", "afternoon", "january", "nineteenth", "undated"],
    "sort=updated_at": ["undated", "january", "nineteenth", "afternoon", "called-off"],
    "sort=-updated_at": ["called-off", "afternoon", "nineteenth", "january", "undated"],
    "kind=strike": ["january", "nineteenth"],
    "status=cancelled": ["called-off"],
    "status=draft": [],
    "place=made-city": ["nineteenth", "afternoon"],
    "place=made-square": ["nineteenth"],
    "place=nowhere": [],
    "after=2023-01-31": ["january", "called-off"],
    "after=2023-02-01": ["called-off"],
    "before=2023-01-18": ["january"],
    "before=2023-01-19&after=2023-01-19": ["january", "nineteenth", "afternoon"],
    "updated_since=2026-11-22T15:03:00Z": ["afternoon", "called-off"],
    "kind=strike&place=made-city&sort=-date": ["nineteenth"],
}


@pytest.mark.usefixtures("several")
def test_lists_are_ordered_and_filtered_and_paged(client: TestClient) -> None:
    found = {}
    paged = {}
    for query in ASKED:
        found[query] = [item["slug"] for item in client.get(f"{EVENTS}?{query}").json()["items"]]
        paged[query] = []
        following = f"{EVENTS}?{query}&limit=1".replace("?&", "?")
        while following:
            page = client.get(following).json()
            paged[query] += [item["slug"] for item in page["items"]]
            following = page["next"]
    assert found == ASKED
    assert paged == ASKED


@pytest.mark.usefixtures("several")
def test_what_is_not_public_is_not_found(client: TestClient) -> None:
    hidden = ["drafted", "proposed", "withdrawn", "reviewed", "e_drafted", "e_withdrawn"]
    assert [client.get(f"{EVENTS}/{name}").status_code for name in hidden] == [404] * 6
    assert [client.get(f"/en/events/{name}").status_code for name in hidden[:4]] == [404] * 4
    assert [client.get(f"/en/events/{name}.ics").status_code for name in hidden[:4]] == [404] * 4


@pytest.mark.parametrize(
    "query",
    [
        "kind=party",
        "status=over",
        "after=yesterday",
        "before=2023-02-30",
        "place=../etc",
        "sort=starts_at",
        "limit=0",
        "year=2023",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    refusal = client.get(f"{EVENTS}?{query}")
    assert refusal.status_code == 422
    assert refusal.headers["content-type"] == "application/problem+json"
