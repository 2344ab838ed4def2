"""The pages of events, as people read them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from app.events import service
from app.events.enums import EventKind, EventStatus, UpdateKind
from app.events.inputs import UpdateInput
from app.kit.dates import PartialDate
from app.publishing.enums import PublicKind
from app.publishing.queries import code_of
from app.sources.enums import ClaimStatus
from app.sources.inputs import ClaimInput
from tests.fixtures.application import START, TestClock
from tests.fixtures.events import World, cite, made_march, plain_event, read_main

BASE = "http://127.0.0.1:8000"


def page(client: TestClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return read_main(answer.text)[0]


def titles(client: TestClient, path: str) -> tuple[list[str], list[str]]:
    """The events that a list shows as coming and as past."""
    text, links = read_main(client.get(path).text)
    named = [link.rpartition("/")[2] for link in links if link.startswith(f"{BASE}/en/events/")]
    if "What comes next" not in text:
        return [], named
    past = text.index("What was")
    coming = [name for name in named if f"Made {name}" in text[:past]]
    return coming, named[len(coming) :]


def test_with_no_events_the_list_says_so(client: TestClient) -> None:
    text = page(client, "/en/events")
    assert "Nothing is announced at the moment." in text
    assert "No gathering is recorded here yet." in text


@pytest.fixture
def several(world: World, neighbours: None) -> None:
    lima = ZoneInfo("America/Lima")
    local = START.astimezone(lima)
    for wanted in (
        plain_event("next-week", date=PartialDate.parse("2026-11-29"), place_id="pl_square"),
        plain_event(
            "going-on",
            timezone="America/Lima",
            starts_at=local - timedelta(hours=1),
            ends_at=local + timedelta(minutes=1),
        ),
        plain_event("today", timezone="America/Lima", starts_at=local - timedelta(hours=2)),
        plain_event(
            "just-over",
            timezone="America/Lima",
            starts_at=local - timedelta(hours=1),
            ends_at=local,
        ),
        plain_event("long-ago", date=PartialDate.parse("2023-01-19"), kind=EventKind.STRIKE),
        plain_event("undated", status=EventStatus.HELD),
    ):
        world.event(wanted)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2023-01-19", ["19", "January 2023"]),
        ("2023-01-09/2023-01-24", ["9–24", "January 2023"]),
        ("2023-01-30/2023-02-02", ["30 January 2023 – 2 February 2023"]),
        ("2023-01", ["January 2023"]),
        ("2023-01-19/2023-02", ["19 January 2023 – February 2023"]),
        ("2023-01-19/2023-01", ["19 January 2023 – January 2023"]),
        ("2023", ["2023"]),
    ],
)
def test_a_line_says_the_date_as_exactly_as_it_is_known(
    world: World, client: TestClient, date: str, said: list[str]
) -> None:
    world.event(plain_event("once", date=PartialDate.parse(date)))
    text = page(client, "/en/events")
    assert text[text.index("What was") + 1 :][: len(said)] == said


@pytest.mark.usefixtures("several")
def test_what_comes_next_stands_before_what_was(client: TestClient, clock: TestClock) -> None:
    assert titles(client, "/en/events") == (
        ["today", "going-on", "next-week"],
        ["just-over", "long-ago", "undated"],
    )


@pytest.mark.usefixtures("several")
def test_an_event_is_past_when_its_day_is_over_there(client: TestClient, clock: TestClock) -> None:
    clock.now = datetime(2026, 11, 23, 4, 59, 59, tzinfo=ZoneInfo("UTC"))
    before_midnight = titles(client, "/en/events?year=2026")
    clock.now = datetime(2026, 11, 23, 5, 0, tzinfo=ZoneInfo("UTC"))
    at_midnight = titles(client, "/en/events?kind=meeting&year=2026")
    assert before_midnight == (["today", "next-week"], ["just-over", "going-on"])
    assert at_midnight == (["next-week"], ["just-over", "going-on", "today"])


@pytest.mark.usefixtures("several")
def test_the_filters_of_the_list(client: TestClient) -> None:
    asked = {
        "kind=strike&place=&year=": ([], ["long-ago"]),
        "kind=&place=made-city&year=": (["next-week"], []),
        "year=2023": ([], ["long-ago"]),
        "kind=vigil": ([], []),
        "utm_source=elsewhere&year=2023": ([], ["long-ago"]),
    }
    assert {query: titles(client, f"/en/events?{query}") for query in asked} == asked
    _, links = read_main(client.get("/en/events").text)
    assert [link for link in links if "year=" in link] == [
        "/en/events?year=2026",
        "/en/events?year=2023",
    ]


@pytest.mark.parametrize("query", ["kind=party", "year=soon", "year=0", "place=../x", "cursor=x"])
def test_a_filter_that_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/en/events?{query}").status_code == 422


def test_the_archive_goes_on_by_page(world: World, client: TestClient) -> None:
    slugs = [f"day-{day:02}" for day in range(1, 24)]
    world.events(
        plain_event(slug, date=PartialDate.parse(f"2023-01-{day:02}"))
        for day, slug in enumerate(slugs, start=1)
    )
    first = client.get("/en/events?year=2023").text
    following = [link for link in read_main(first)[1] if "cursor=" in link]
    assert titles(client, "/en/events?year=2023")[1] == slugs[:2:-1]
    assert titles(client, following[0])[1] == slugs[2::-1]
    assert client.get(following[0].replace("2023", "2022", 1)).status_code == 422


@pytest.mark.usefixtures("neighbours")
def test_an_event_s_page_says_all_of_it(world: World, client: TestClient) -> None:
    record_id = world.event(made_march())
    with world.database.reading() as db:
        code = code_of(db, kind=PublicKind.EVENT, record_id=record_id)
    html = client.get("/en/events/made-march").text
    text, links = read_main(html)
    whole = " ".join(text)
    assert text[:12] == [
        "Events",
        "Moved · 22 November 2026, 09:00",
        "Nouveau lieu",
        "in French",
        "Notice · 20 November 2026, 09:00",
        "An earlier notice",
        "March · Made City",
        "Made march",
        "29",
        "November 2026",
        "15:00–18:00 in Paris (09:00–12:00 in Lima)",
        "Announced",
    ]
    for said in (
        "A made summary; with a comma, too.",
        "Hosts Made Union",
        "Supported by Made Union",
        "Languages there French, Spanish",
        "Access Lift at the made exit",
        "Without steps Along the quay",
        "Legal aid +33 1 00 00 00 00",
        "How to know the stewards Orange vests",
        "What to bring Water",
        "In memory of Made Name",
        "What is demanded A made demand",
        "What happened there A made raid",
        "¡Hecho a mano! Made by hand!",
        "What it is called The Made March",
        "Made Parade",
    ):
        assert said in whole
    stops = [whole.index(name) for name in ("Made Square", "Made Bridge", "Made Hall")]
    assert stops == sorted(stops)
    assert f"{BASE}/en/events/made-march.ics" in links
    assert f"{BASE}/e/{code}" in links
    assert 'lang="es"><p>¡Hecho a mano!' in html


@pytest.mark.usefixtures("neighbours")
def test_a_slogan_that_accuses_stands_only_as_a_cited_quotation(
    world: World, client: TestClient
) -> None:
    world.event(made_march())
    html = client.get("/en/events/made-march").text
    assert html.count("Zzaccusing") == 1
    quoted = html[: html.index("Zzaccusing")].rpartition("<")[0]
    assert quoted.endswith('<blockquote lang="en">')
    after = html[html.index("Zzaccusing") :].partition("</figure>")[0]
    assert f'{BASE}/en/sources/made-paper">Made Paper</a>' in after
    for path in ("/en/", "/en/events", "/en/events.ics", "/en/events/made-march.ics"):
        assert "Zzaccusing" not in client.get(path).text
    assert client.get("/en/search?q=Zzaccusing").text.count("made-march") == 0


def outcome(field: str, status: ClaimStatus = ClaimStatus.ACTIVE) -> tuple[ClaimInput, ...]:
    told = ClaimInput(
        key="told-1", field=field, value={"en": "Told"}, citations=(cite(),), status=status
    )
    return (told,)


ANNOUNCED = "Announced, outcome not documented"
STAGES = {
    "past, nobody says": ({"date": "2023-02-09"}, (), ANNOUNCED),
    "past, a source says": ({"date": "2023-02-09"}, outcome("what_happened"), None),
    "past, its turnout is told": ({"date": "2023-02-09"}, outcome("turnout"), None),
    "past, the source was withdrawn": (
        {"date": "2023-02-09"},
        outcome("what_happened", ClaimStatus.WITHDRAWN),
        ANNOUNCED,
    ),
    "past, only who called it": ({"date": "2023-02-09"}, outcome("called_by"), ANNOUNCED),
    "undated": ({}, (), ANNOUNCED),
    "to come": ({"date": "2026-12-09"}, (), "Announced"),
    "held": ({"date": "2023-02-09", "status": EventStatus.HELD}, (), "Took place"),
    "called off": ({"date": "2026-12-09", "status": EventStatus.CANCELLED}, (), "Cancelled"),
    "put off": ({"date": "2026-12-09", "status": EventStatus.POSTPONED}, (), "Postponed"),
}


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize("case", STAGES)
def test_the_page_says_where_an_event_stands(world: World, client: TestClient, case: str) -> None:
    known, claims, expected = STAGES[case]
    day = PartialDate.parse(known["date"]) if "date" in known else None
    status = known.get("status", EventStatus.PUBLISHED)
    world.event(plain_event("standing", date=day, status=status, claims=claims))
    text = page(client, "/en/events/standing")
    badges = ["Announced", ANNOUNCED, "Took place", "Cancelled", "Postponed"]
    assert {said for said in text if said in badges} == ({expected} if expected else set())


@pytest.mark.usefixtures("neighbours")
def test_a_cancelled_event_keeps_its_page(world: World, client: TestClient) -> None:
    world.event(made_march())
    notice = UpdateInput(kind=UpdateKind.CANCELLED, at=START, text={"en": "The made march is off."})
    world.event(made_march(status=EventStatus.CANCELLED, updates=(notice,)))
    text = page(client, "/en/events/made-march")
    assert text[1:3] == ["Cancelled · 22 November 2026, 16:00", "The made march is off."]
    assert "Route" in text


def test_a_former_slug_leads_to_the_page(world: World, client: TestClient) -> None:
    old = plain_event("old-name", date=PartialDate.parse("2026-12-09"))
    record_id = world.event(old)
    world.write(service, record_id, plain_event("new-name", date=old.date))
    moved = [client.get(f"/en/events/old-name{suffix}") for suffix in ("", ".ics")]
    assert [(answer.status_code, answer.headers["location"]) for answer in moved] == [
        (301, "/en/events/new-name"),
        (301, "/en/events/new-name.ics"),
    ]


def test_without_a_date_the_page_says_so_and_offers_no_calendar(
    world: World, client: TestClient
) -> None:
    world.event(plain_event("undated"))
    text, links = read_main(client.get("/en/events/undated").text)
    assert "The date is not known." in text
    assert [link for link in links if link.endswith(".ics")] == []


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", ["Marcha · Made City", "15:00–18:00 en París (09:00–12:00 en Lima)", "Qué llevar"]),
        (
            "fr",
            ["Marche · Made City", "15:00–18:00 à Paris (09:00–12:00 à Lima)", "Sans escalier"],
        ),
    ],
)
def test_the_page_speaks_the_reader_s_language(
    world: World, client: TestClient, lang: str, said: list[str]
) -> None:
    world.event(made_march())
    text = page(client, f"/{lang}/events/made-march")
    assert [words for words in said if words in text] == said


@pytest.mark.usefixtures("neighbours")
def test_every_borrowed_text_carries_its_language(world: World, client: TestClient) -> None:
    world.event(made_march())
    html = client.get("/fr/events/made-march").text
    for text in (
        *("A made summary; with a comma, too.", "Made Bridge", "By the fountain"),
        *("Along the quay", "Lift at the made exit", "Orange vests", "Water", "Made by hand!"),
        "An earlier notice",
    ):
        assert f'<span lang="en">{text}</span>' in html
    assert '<span lang="fr">' not in html
