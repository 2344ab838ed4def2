"""Everything else of an event, in one form; and two people who edit at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.events import service
from tests.fixtures.accounts import Person
from tests.fixtures.events import World, made_march
from tests.fixtures.forms import fields_of
from tests.fixtures.reading import lines_of

Fields = dict[str, Any]


def opened(person: Person, path: str) -> Fields:
    return fields_of(person.client.get(f"{path}/edit").text)


def sent(person: Person, path: str, fields: Fields, **changed: Any) -> Any:
    return person.client.post(f"{path}/edit", data={**fields, "do": "save", **changed})


def test_a_march_of_four_stops_is_in_the_list_the_json_and_the_calendar(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    fields = opened(organiser, path)
    for number, name in enumerate(("Made Court", "Made Corner"), 1):
        answer = sent(organiser, path, fields, do="stops-add")
        assert answer.status_code == 200
        fields = fields_of(answer.text) | {f"stops-{number}-name": name}
    fields["stops-2-at"] = "16:00"
    fields = fields_of(sent(organiser, path, fields, do="stops-up-2").text)
    fields |= {"stops-0-at": "15:00", "stops-2-note": "Made words are read"}
    assert sent(organiser, path, fields).headers["location"] == f"{path}?notice=saved"
    (event,) = client.get("/api/v1/events?lang=en").json()["items"]
    assert [(stop["kind"], stop["name"], stop["at"], stop["note"]) for stop in event["route"]] == [
        ("assembly", "Made Square", "15:00", None),
        ("waypoint", "Made Corner", "16:00", None),
        ("waypoint", "Made Court", None, "Made words are read"),
        ("end", "Made Bridge", None, None),
    ]
    assert "Made march for memory" in lines_of(client.get("/en/events").text)
    calendar = client.get("/en/events.ics").text.replace("\r\n ", "")
    assert "15:00 Made Square → 16:00 Made Corner → Made Court → Made Bridge" in calendar


def test_what_is_folded_is_written_and_shown_again(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    added: Fields = {
        "summary": "What it is about",
        "step_free_route": "By the ramp",
        "access": "A ramp",
        "languages": ["es", "qu"],
        "legal_aid": "+00 000",
        "first_aid": "At the fountain",
        "stewards_sign": "Green vests",
        "bring": "Water",
    }
    assert sent(organiser, path, opened(organiser, path), **added).status_code == 303
    (event,) = client.get("/api/v1/events?lang=en").json()["items"]
    day = event["on_the_day"]
    assert [event[name] for name in ("summary", "step_free_route", "access", "languages")] == [
        "What it is about",
        "By the ramp",
        "A ramp",
        ["es", "qu"],
    ]
    told = ("legal_aid", "first_aid", "stewards_sign", "bring")
    assert [day[name] for name in told] == ["+00 000", "At the fountain", "Green vests", "Water"]
    again = opened(organiser, path)
    assert {name: again[name] for name in added} == added


def test_a_slogan_that_accuses_needs_its_source(
    organiser: Person, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    slogan = {"slogans-0-text": "Made words", "slogans-0-language": "es"}
    accusing = {**slogan, "slogans-0-accuses_living_person": "y"}
    answer = sent(organiser, path, opened(organiser, path), **accusing)
    assert answer.status_code == 422
    assert "a slogan that accuses a living person is only shown as a quotation" in answer.text
    assert sent(organiser, path, opened(organiser, path), **slogan).status_code == 303


@pytest.mark.usefixtures("neighbours")
def test_a_seeded_event_keeps_what_no_form_shows(world: World, coordinator: Person) -> None:
    world.event(made_march())
    path = "/organise/events/e_made0march"
    fields = opened(coordinator, path)
    assert sent(coordinator, path, fields).status_code == 303
    with world.database.reading() as db:
        assert service.read(db, "e_made0march") == made_march()
    sent(coordinator, path, fields, title="Another title")
    with world.database.reading() as db:
        after = service.read(db, "e_made0march")
    assert after is not None
    assert after == replace(made_march(), title={**made_march().title, "en": "Another title"})


def test_of_two_editors_neither_loses_a_word(
    sign_in: Callable[..., Person], client: Any, publish: Callable[..., str]
) -> None:
    one, two = sign_in("organiser"), sign_in("coordinator")
    path = publish(one)
    seen_by_one, seen_by_two = opened(one, path), opened(two, path)
    changed = {"title": "Title of one", "summary": "Words of one"}
    assert sent(one, path, seen_by_one, **changed).status_code == 303
    answer = sent(two, path, seen_by_two, title="Title of two", bring="Words of two")
    lines = lines_of(answer.text)
    assert answer.status_code == 409
    begin = lines.index("Keep mine")
    assert lines[begin - 1 : begin + 4] == [
        "Title",
        "Keep mine",
        "Title of two",
        "Take theirs",
        "Title of one",
    ]
    assert lines.count("Keep mine") == 1
    chosen = fields_of(answer.text)
    again = two.client.post(f"{path}/edit", data={**chosen, "do": "choose"})
    assert again.status_code == 409
    assert sent(two, path, chosen, **{"do": "choose", "keep-title": "theirs"}).status_code == 303
    (event,) = client.get("/api/v1/events?lang=en").json()["items"]
    assert (event["title"], event["summary"], event["on_the_day"]["bring"]) == (
        "Title of one",
        "Words of one",
        "Words of two",
    )


def test_nobody_gives_an_event_out_of_their_own_hands(
    organiser: Person, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    fields = opened(organiser, path)
    for changed in ({"hosts-0-name": ""}, {"hosts-0-role": "supports"}):
        assert sent(organiser, path, fields, **changed).status_code == 422


def test_texts_in_another_language(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    fields = fields_of(organiser.client.get(f"{path}/texts/fr").text)
    assert fields == {"version": "2", "title": "", "stop-0-name": "", "stop-1-name": ""}
    said = {"title": "Marche inventée", "stop-1-name": "Le pont"}
    assert organiser.client.post(f"{path}/texts/fr", data={**fields, **said}).status_code == 303
    (event,) = client.get("/api/v1/events?lang=fr").json()["items"]
    assert (event["title"], [stop["name"] for stop in event["route"]]) == (
        "Marche inventée",
        ["Made Square", "Le pont"],
    )
    assert event["borrowed"] == {"route.0.name": "en"}
    assert organiser.client.post(f"{path}/texts/fr", data={**fields, **said}).status_code == 303
    late = organiser.client.post(f"{path}/texts/fr", data={**fields, "title": "Autre"})
    assert (late.status_code, "Autre" in late.text) == (409, True)
    assert organiser.client.get(f"{path}/texts/en").status_code == 404


def test_a_copy_is_a_draft_on_another_day(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    answer = organiser.client.post(f"{path}/duplicate", data={"day": "2027-01-31"})
    copy = answer.headers["location"].partition("?")[0]
    fields = opened(organiser, copy)
    told = ("title", "day", "starts", "ends", "stops-0-name", "stops-1-name", "hosts-0-name")
    assert [fields[name] for name in told] == [
        "Made march for memory",
        "2027-01-31",
        "15:00",
        "18:00",
        "Made Square",
        "Made Bridge",
        "Made Collective",
    ]
    assert len(client.get("/api/v1/events").json()["items"]) == 1


def test_what_repeats_is_an_event_of_its_own_each_time(
    organiser: Person, client: Any, create: Callable[..., str]
) -> None:
    path = create(organiser, day="2027-01-31")
    answer = organiser.client.post(f"{path}/repeat", data={"every": "month", "times": "4"})
    assert lines_of(answer.text)[-4:-1] == ["February 2027", "April 2027", "June 2027"]
    organiser.client.post(f"{path}/publish")
    events = client.get("/api/v1/events").json()["items"]
    assert [event["date"] for event in events] == [
        date(2027, month, 31).isoformat() for month in (1, 3, 5, 7)
    ]
    assert len({event["series"] for event in events}) == 1
    assert len({event["slug"] for event in events}) == 4
    page = client.get(f"/en/events/{events[0]['slug']}").text
    assert "On other days" in lines_of(page)
    refused = organiser.client.post(f"{path}/repeat", data={"every": "week"})
    assert (refused.status_code, "Say until which day" in refused.text) == (422, True)
