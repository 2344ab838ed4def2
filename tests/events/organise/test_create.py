"""Five fields announce a gathering; nothing is public before somebody says so."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.accounts.models import AccountOrganisation
from app.events.models import Event, EventPreview
from app.history.models import JournalEntry
from app.organisations.models import Organisation
from tests.fixtures.accounts import Person
from tests.fixtures.announcing import MARCH
from tests.fixtures.reading import lines_of, links_of

NEW = "/organise/events/new"
PUBLIC = ("/api/v1/events", "/api/v1/organisations", "/api/v1/places")


def items(client: Any, path: str) -> list[Any]:
    return client.get(path).json()["items"]


def test_an_organiser_without_an_organisation_publishes_a_march(
    organiser: Person, client: Any, database: Any, create: Callable[..., str]
) -> None:
    path = create(organiser)
    assert [items(client, address) for address in PUBLIC] == [[], [], []]
    preview = organiser.client.get(f"{path}/preview")
    assert (preview.status_code, preview.headers["cache-control"]) == (200, "no-store")
    assert "Made Collective" in lines_of(preview.text)
    card = organiser.client.get(f"{path}/card.png")
    assert (card.status_code, card.headers["cache-control"]) == (200, "no-store")
    published = organiser.client.post(f"{path}/publish")
    assert published.headers["location"] == f"{path}/published"
    (event,) = items(client, "/api/v1/events?lang=en")
    told = ("slug", "kind", "status", "title", "starts_at", "ends_at", "date", "place")
    assert [event[name] for name in told] == [
        "made-march-for-memory",
        "march",
        "published",
        "Made march for memory",
        "2026-12-09T15:00:00-05:00",
        "2026-12-09T18:00:00-05:00",
        "2026-12-09",
        None,
    ]
    assert [(stop["kind"], stop["name"], stop["at"]) for stop in event["route"]] == [
        ("assembly", "Made Square", None),
        ("end", "Made Bridge", None),
    ]
    assert [(host["name"], host["role"], host["citations"]) for host in event["hosts"]] == [
        ("Made Collective", "calls", [])
    ]
    (organisation,) = items(client, "/api/v1/organisations")
    assert [organisation[name] for name in ("slug", "kind", "country", "place")] == [
        "made-collective",
        "other",
        None,
        None,
    ]
    with database.reading() as db:
        actions = db.scalars(select(JournalEntry.action).order_by(JournalEntry.sequence)).all()
        acts_for = db.scalars(select(AccountOrganisation.organisation_id)).all()
        assert acts_for == db.scalars(select(Organisation.id)).all()
    saved = ["organisation_saved", "event_saved"]
    assert actions[-4:] == [*saved, *saved]


def test_what_is_passed_on_stands_on_one_page(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    page = organiser.client.get(f"{publish(organiser)}/published").text
    code = page.partition("/qr/e/")[2].partition(".svg")[0]
    assert client.get(f"/qr/e/{code}.svg").status_code == 200
    short = client.get(f"/e/{code}", headers={"accept-language": "en"})
    assert short.headers["location"] == "/en/events/made-march-for-memory"
    wanted = "Made march for memory\n9 December 2026, 15:00–18:00\nMade Square → Made Bridge\n"
    assert wanted in page


FAULTS: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing at all": (
        dict.fromkeys(("title", "day", "starts", "ends", "begins", "finishes", "caller"), ""),
        [
            "Title: Give it a title.",
            "Day: Say on which day.",
            "Where, or from where: Say where it begins and where it ends.",
            "Who calls for it: Say who calls for it.",
        ],
    ),
    "a march that goes nowhere": (
        {"finishes": ""},
        ["To where, if it moves: Say where it begins and where it ends."],
    ),
    "an online meeting without its link": (
        {"kind": "online_meeting", "begins": "Made Square", "finishes": ""},
        ["Where, or from where: Give an address that begins with https://."],
    ),
    "an end and no start": (
        {"starts": ""},
        ["Begins at: Give the start too, or leave out the end."],
    ),
    "an end at the start": ({"ends": "15:00"}, ["Ends at: Let the end follow the start."]),
    "an hour that no clock shows": (
        {"timezone": "Europe/Paris", "day": "2027-03-28", "starts": "02:30", "ends": ""},
        ["Begins at: The clocks there go forward past this time on that day. Choose another."],
    ),
    "a last day before the first": (
        {"last_day": "2026-12-08"},
        ["Last day, if it goes on for several: Let the last day follow the first."],
    ),
    "several days with a start and no end": (
        {"last_day": "2026-12-10", "ends": ""},
        ["Ends at: Say until when on the last day, or leave out the time at which it begins."],
    ),
    "a zone nobody knows": ({"timezone": "Made/Zone"}, ["Time zone: Choose a time zone."]),
    "a year beyond all calendars": (
        {"day": "9999-12-30"},
        ["Day: Give a year between 1500 and 2200."],
    ),
    "no day at all": ({"day": "tomorrow"}, ["Day: Not a valid date value."]),
}


@pytest.mark.parametrize("case", FAULTS)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    organiser: Person, database: Any, case: str
) -> None:
    changed, expected = FAULTS[case]
    answer = organiser.client.post(NEW, data={**MARCH, **changed})
    lines = lines_of(answer.text)
    begin = lines.index("Please look at this again") + 1
    assert (answer.status_code, lines[begin : begin + len(expected)]) == (422, expected)
    for typed in {**MARCH, **changed}.values():
        assert typed in answer.text
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Event)) == 0
        assert db.scalar(select(func.count()).select_from(Organisation)) == 0


def test_nobody_calls_in_the_name_of_others(
    sign_in: Callable[..., Person], publish: Callable[..., str]
) -> None:
    publish(sign_in("organiser", handle="one"))
    other = sign_in("organiser", handle="other")
    answer = other.client.post(NEW, data={**MARCH, "caller": "MADE collective"})
    assert answer.status_code == 422
    assert "you do not act for it" in answer.text


def test_an_event_of_others_is_not_found(
    sign_in: Callable[..., Person], client: Any, create: Callable[..., str]
) -> None:
    path = create(sign_in("organiser", handle="one"))
    other = sign_in("organiser", handle="other", organisations=("o_other",))
    pages = ("", "/preview", "/published", "/edit", "/picture", "/repeat", "/texts/fr", "/card.png")
    sent = ("/publish", "/discard", "/duplicate", "/preview-link", "/edit", "/repeat", "/texts/fr")
    assert {other.client.get(path + page).status_code for page in pages} == {404}
    assert {other.client.post(path + page, data={"do": "save"}).status_code for page in sent} == {
        404
    }
    assert {client.get(path + page).status_code for page in pages} == {303}
    assert create(sign_in("coordinator"), title="Another") != path
    steward = sign_in("steward")
    assert steward.client.get("/organise/events").status_code == 403


def test_a_draft_behind_its_secret_link(
    organiser: Person, client: Any, database: Any, create: Callable[..., str]
) -> None:
    path = create(organiser)

    def new_link() -> str:
        page = organiser.client.post(f"{path}/preview-link").text
        return "/en/drafts/" + page.partition("/drafts/")[2].partition("<")[0].strip()

    first = new_link()
    second = new_link()
    shown = client.get(second)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert shown.headers["x-robots-tag"] == "noindex"
    told = lines_of(shown.text)
    assert [line in told for line in ("Made march for memory", "Draft")] == [True, True]
    assert links_of(shown.text) == []  # who calls and where have no page yet
    in_french = client.get(second.replace("/en/", "/fr/")).text
    assert {"Brouillon", "en anglais"} <= set(lines_of(in_french))
    assert client.get(first).status_code == 404
    with database.reading() as db:
        kept = db.scalars(select(EventPreview.lookup)).all()
    assert [second.rpartition("/")[2].encode() in lookup for lookup in kept] == [False]
    organiser.client.post(f"{path}/preview-link/end")
    assert client.get(second).status_code == 404
    third = new_link()
    organiser.client.post(f"{path}/publish")
    assert client.get(third).status_code == 404


def test_a_draft_can_be_thrown_away_and_a_published_event_cannot(
    organiser: Person, client: Any, database: Any, create: Callable[..., str]
) -> None:
    path, kept = create(organiser), create(organiser, title="Kept")
    organiser.client.post(f"{kept}/publish")
    assert organiser.client.post(f"{path}/discard").headers["location"] == (
        "/organise/events?notice=draft_discarded"
    )
    assert organiser.client.post(f"{kept}/discard").headers["location"] == kept
    with database.reading() as db:
        assert db.scalars(select(Event.slug)).all() == ["kept"]


def test_the_list_shows_what_is_ones_own(
    sign_in: Callable[..., Person], create: Callable[..., str], publish: Callable[..., str]
) -> None:
    one, other = sign_in("organiser", handle="one"), sign_in("organiser", handle="other")
    create(one, title="Made draft")
    publish(one, title="Made next", day="2026-12-08")
    publish(one, title="Made before", day="2026-10-09")
    publish(other, title="Made elsewhere", caller="Other Collective")
    names = {"Made draft", "Made next", "Made before", "Made elsewhere"}

    def seen(person: Person) -> list[str]:
        lines = lines_of(person.client.get("/organise/events").text)
        return [line for line in lines if line in names]

    assert seen(one) == ["Made draft", "Made next", "Made before"]
    assert seen(other) == ["Made elsewhere"]
    assert seen(sign_in("coordinator")) == [
        "Made draft",
        "Made next",
        "Made elsewhere",
        "Made before",
    ]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_one_line_stays_one_and_turns_no_other_around(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    title = "Made\r\n march \u202e for\u2066 memory"
    publish(organiser, title=title, begins="Made\nSquare", caller="Made\r\nCollective")
    [event] = items(client, "/api/v1/events?lang=en")
    told = (event["title"], event["route"][0]["name"], event["hosts"][0]["name"])
    assert told == ("Made march  for memory", "Made Square", "Made Collective")
