"""Something has changed, as an organiser tells it: the truth before, the same as facts after."""

from html.parser import HTMLParser
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.history.models import JournalEntry
from app.intake.tickets import Ticket
from app.kit.sealing import new_secret
from app.memorial.enums import NameWish, VictimKind
from app.memorial.inputs import VictimInput, WishInput
from app.memorial.service import victims
from app.signups import service
from app.signups.inputs import FormInput
from app.sources.inputs import ClaimInput
from tests.fixtures.events import cite, made_march, plain_event, read_main
from tests.fixtures.post import text_of

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])
EN = "The square is closed. We meet at Made Fountain."


@pytest.fixture
def host(march_to_tell_of, sign_in):
    return sign_in("organiser", organisations=("o_made",))


@pytest.fixture
def march(march_to_tell_of, host):
    host.client.cookies.set("made", "1")
    return march_to_tell_of


def read(answer, status: int = 200) -> list[str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return read_main(answer.text)[0]


def typed(answer) -> dict[str, str]:
    """What the form of a page would send, as a browser reads it."""
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        inside = ""

        def handle_starttag(self, tag, attrs):
            told = dict(attrs)
            if tag == "input" and told.get("name"):
                found[told["name"]] = told.get("value") or ""
            if tag == "textarea" and told.get("name"):
                self.inside = told["name"]
                found[self.inside] = ""

        def handle_endtag(self, tag):
            if tag == "textarea":
                self.inside = ""

        def handle_data(self, data):
            if self.inside:
                found[self.inside] += data.removeprefix("\r\n")

    Reader().feed(answer.text)
    return found


def tell(person, event_id: str, what: str, **value: str) -> Any:
    """All steps of one change, with what stands in the forms."""
    path = f"/organise/events/{event_id}/change/{what}"
    page = person.client.get(path)
    if what in {"time", "place"}:
        page = person.client.post(path, data={**typed(page), **value, "do": "look"})
        assert page.status_code == 200, page.text
    words = {name: text for name, text in value.items() if name.startswith("words")}
    return person.client.post(path, data={**typed(page), **words, "do": "publish"})


def test_what_has_changed_is_one_large_choice(host, march):
    text = read(host.client.get(f"/organise/events/{march}/change"))
    assert text[text.index("What has changed?") :] == [
        "What has changed?",
        "Nothing is told before you have seen who learns of it.",
        "The place",
        "The time or the day",
        "It is cancelled",
        "It is put off, with no new date yet",
        "Something else",
    ]


def test_a_meeting_point_moves_an_hour_before(host, march, client):
    path = f"/organise/events/{march}/change/place"
    page = host.client.get(path)
    assert typed(page)["where"] == "Made Square"
    look = host.client.post(path, data={**typed(page), "where": "Made Fountain"})
    text = read(look)
    assert "New meeting point: Made Fountain." in look.text
    assert text[text.index("Until now") : text.index("Until now") + 4] == [
        "Until now",
        "Made Square",
        "From now on",
        "Made Fountain",
    ]
    assert client.get("/api/v1/events/made-march?lang=en").json()["updates"] == []
    told = host.client.post(path, data={**typed(look), "words_en": EN, "do": "publish"})
    assert (told.status_code, told.headers["location"]) == (
        303,
        f"/organise/events/{march}/told/1",
    )
    found = client.get("/api/v1/events/made-march?lang=en").json()
    assert [(update["kind"], update["text"]) for update in found["updates"]] == [("moved", EN)]
    assert found["route"][0]["name"] == "Made Fountain"
    for number in (2, 10**19):
        path = f"/organise/events/{march}/told/{number}"
        assert host.client.get(path).status_code == 404
    facts = host.client.get(told.headers["location"])
    assert "Nobody asked for a mail, so nobody gets one." in read(facts)
    assert f"Made march\n\n{EN}\n\nhttp://127.0.0.1:8000/e/" in facts.text


def test_cancelled_stays_and_reaches_page_feed_and_calendar(host, march, client, clock, world):
    client.cookies.set("made", "1")  # past the page cache
    clock.advance(hours=1)
    assert tell(host, march, "cancelled").status_code == 303
    words = "“Made march” does not take place."
    assert words in read_main(client.get("/en/events/made-march").text)[0]
    assert words in client.get("/en/events.atom").text
    found = client.get("/api/v1/events/made-march?lang=en").json()
    assert (found["status"], found["updates"][0]["text"]) == ("cancelled", words)
    for path in ("/en/events.ics", "/en/events/made-march.ics"):
        (entry,) = Calendar.from_ical(client.get(path).content).walk("VEVENT")
        assert (str(entry["STATUS"]), int(entry["SEQUENCE"])) == ("CANCELLED", 1)
    with world.database.reading() as db:
        actions = select(JournalEntry.action).where(JournalEntry.record_id == march)
        assert list(db.scalars(actions)) == ["event_saved", "event_cancelled"]


def test_told_twice_by_a_double_tap_is_told_once(host, march, client):
    path = f"/organise/events/{march}/change/cancelled"
    form = {**typed(host.client.get(path)), "do": "publish"}
    answers = [host.client.post(path, data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "somebody has changed it since" in answers[1].text
    found = client.get("/api/v1/events/made-march?lang=en").json()
    assert len(found["updates"]) == 1


def test_two_at_once_both_keep_their_words(host, march, coordinator, client):
    path = f"/organise/events/{march}/change/other"
    pages = [person.client.get(path) for person in (host, coordinator)]
    first, second = (
        person.client.post(path, data={**typed(page), "words_en": words, "do": "publish"})
        for person, page, words in (
            (host, pages[0], "Made first."),
            (coordinator, pages[1], "Made second."),
        )
    )
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Somebody else changed this event while you were writing." in second.text
    assert typed(second)["words_en"] == "Made second."
    again = coordinator.client.post(path, data={**typed(second), "do": "publish"})
    assert again.status_code == 303
    found = client.get("/api/v1/events/made-march?lang=en").json()
    assert {update["text"] for update in found["updates"]} == {"Made first.", "Made second."}


def test_a_later_hour_is_proposed_in_words(host, march, client):
    path = f"/organise/events/{march}/change/time"
    page = host.client.get(path)
    sent = typed(page)
    assert (sent["day"], sent["starts"], sent["ends"]) == ("2026-11-29", "15:00", "18:00")
    look = host.client.post(path, data={**sent, "starts": "16:15", "ends": ""})
    assert typed(look)["words_en"] == "New time: 16:15 instead of 15:00."
    host.client.post(path, data={**typed(look), "do": "publish"})
    found = client.get("/api/v1/events/made-march?lang=en").json()
    assert (found["starts_at"], found["ends_at"]) == (
        "2026-11-29T16:15:00+01:00",
        "2026-11-29T19:15:00+01:00",
    )


def test_a_meeting_without_a_route_gets_a_new_place(host, client, world):
    from app.events.enums import HostRole
    from app.events.inputs import HostInput

    ours = HostInput(organisation_id="o_made", role=HostRole.HOST)
    event_id = world.event(plain_event("vigil", place_id="pl_square", hosts=(ours,)))
    told = tell(host, event_id, "place", where="Made Hall")
    assert told.status_code == 303, read_main(told.text)
    found = client.get("/api/v1/events/vigil?lang=en").json()
    assert (found["place"]["name"], found["route"]) == ("Made Hall", [])
    assert found["updates"][0]["text"] == "New meeting point: Made Hall."


WRONG = {
    "the same place": ("place", {"where": "Made Square"}, "This is how it is already."),
    "no place": ("place", {"where": ""}, "This is how it is already."),
    "the same time": ("time", {}, "This is how it is already."),
    "no day": ("time", {"day": ""}, "Say on which day."),
    "no such day": ("time", {"day": "2026-02-30"}, "Not a valid date value."),
    "an end alone": ("time", {"starts": ""}, "Give the start too, or leave out the end."),
}


@one_kind
@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_told_beside_its_field(host, march, client, case):
    what, value, sentence = WRONG[case]
    path = f"/organise/events/{march}/change/{what}"
    sent = {**typed(host.client.get(path)), **value, "do": "look"}
    answer = host.client.post(path, data=sent)
    assert any(sentence in line for line in read(answer, 422))
    assert client.get("/api/v1/events/made-march?lang=en").json()["updates"] == []


def test_without_a_word_nothing_is_told(host, march, client):
    path = f"/organise/events/{march}/change/other"
    page = host.client.get(path)
    answer = host.client.post(path, data={**typed(page), "do": "publish"})
    assert any("Say it in a sentence." in line for line in read(answer, 422))
    assert client.get("/api/v1/events/made-march?lang=en").json()["updates"] == []


def test_the_event_of_others_is_not_found(march, sign_in, browser_of):
    paths = [
        f"/organise/events/{march}/{rest}"
        for rest in ("change", "change/place", "told/1", "co-hosts")
    ]
    stranger = sign_in("organiser", handle="stranger")
    assert [stranger.client.get(path).status_code for path in paths] == [404] * 4
    assert stranger.client.post(paths[1], data={"do": "look"}).status_code == 404
    nobody = browser_of()
    assert [nobody.get(path).status_code for path in paths] == [303] * 4
    assert nobody.post(paths[1], data={"do": "look"}).status_code == 403


def test_a_draft_has_nothing_to_tell(host, world):
    from app.events.enums import EventStatus
    from app.publishing.enums import RecordStatus

    event_id = world.event(
        made_march(status=EventStatus.DRAFT, claims=()), status=RecordStatus.DRAFT
    )
    text = read(host.client.get(f"/organise/events/{event_id}/change"))
    assert any("there is nothing to tell" in line for line in text)
    assert host.client.get(f"/organise/events/{event_id}/change/cancelled").status_code == 409
    assert host.client.get(f"/organise/events/{event_id}/change/made").status_code == 404


def test_the_truth_before_is_the_fact_afterwards(desk, coordinator, post, clock):
    """Two asked for mail, one for none, one only tapped; the letters say what the page says."""
    desk.set(FormInput())
    for address in ("a@made.test", "b@made.test"):
        secret, _ = desk.sign_up(address=address, is_informed=True)
        desk.do(service.confirm, secret)
    secret, _ = desk.sign_up()
    with desk.writing() as db:
        ticket = Ticket(new_secret(), clock())
        form = service.held_form(db, desk.event_id)
        service.tap(db, form=form, event=desk.event, ticket=ticket, means=desk.means)
    post.arrived()
    path = f"/organise/events/{desk.event_id}/change/time"
    page = coordinator.client.get(path)
    look = coordinator.client.post(path, data={**typed(page), "starts": "17:00", "ends": ""})
    reach = [
        "2 people get a mail.",
        "1 person signed up and asked for no mail: only the page and the private link tell them.",
        "1 person only tapped “I am coming”: we know no way to reach them.",
    ]
    text = read(look)
    begin = text.index(reach[0])
    assert text[begin : begin + 3] == reach
    assert post.arrived() == []
    answer = coordinator.client.post(path, data={**typed(look), "do": "publish"})
    facts = read(coordinator.client.get(answer.headers["location"]))
    begin = facts.index("2 people are being sent a mail.")
    assert facts[begin + 1 : begin + 3] == reach[1:]
    letters = post.arrived()
    assert sorted(letter["to"] for letter in letters) == ["a@made.test", "b@made.test"]
    for letter in letters:
        assert "New time: 17:00 instead of 16:00." in text_of(letter)
        assert "17:00–19:00" in text_of(letter)


@one_kind
def test_neither_letter_nor_page_tells_a_name_that_a_family_conceals(
    neighbours, desk, coordinator, post, client
):
    name = {"key": "name-1", "field": "name", "value": "Iris Madeupname", "shown": True}
    person = VictimInput(
        slug="iris",
        kind=VictimKind.PERSON,
        claims=(ClaimInput(**name, citations=(cite(),)),),
    )
    desk.world.write(victims, "v_iris", person)
    with desk.writing() as db:
        wish = WishInput(name=NameWish.WITHHELD)
        victims.set_wish(db, record_id="v_iris", wish=wish, act=desk.world.act, now=desk.clock())
    desk.set(FormInput())
    secret, _ = desk.sign_up(address="a@made.test", is_informed=True)
    desk.do(service.confirm, secret)
    post.arrived()
    words = "We meet at the house of Iris Madeupname."
    assert tell(coordinator, desk.event_id, "other", words_en=words).status_code == 303
    (letter,) = post.arrived()
    page = client.get("/en/events/made-vigil", headers={"cookie": "made=1"}).text
    told = [
        ("We meet at the house of …." in text, "Madeupname" in text)
        for text in (text_of(letter), page)
    ]
    assert told == [(True, False), (True, False)]
