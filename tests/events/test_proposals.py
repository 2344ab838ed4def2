"""What somebody without an account proposes, and what organisers do with it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.events.enums import EventKind
from app.events.inputs import ProposalInput
from app.events.models import Event, EventHost, EventProposal
from app.events.service import proposals
from app.history.models import JournalEntry
from app.kit.dates import PartialDate
from app.operations.session import one_write
from app.organisations.models import Organisation
from tests.fixtures.events import read_main

PATH = "/en/events/propose"
SENT = f"{PATH}/sent"
GOOD = {
    "kind": "vigil",
    "title": "Made vigil of neighbours",
    "day": "2026-12-04",
    "starts": "18:00",
    "timezone": "Europe/Paris",
    "where": "Made Square",
    "caller": "Made neighbours",
    "summary": "With candles.",
}


@pytest.fixture
def visitor(client, neighbours):
    client.headers["sec-fetch-site"] = "same-origin"
    return client


def ticket(client) -> str:
    answer = client.get(PATH)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    found = re.search(r'name="ticket" type="hidden" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


def propose(client, clock, **changes: str):
    sent = {"ticket": ticket(client), **GOOD, **changes}
    clock.advance(seconds=30)
    return client.post(PATH, data=sent)


def waiting(world) -> list[str]:
    with world.database.reading() as db:
        query = select(Event.title).join(EventProposal, EventProposal.event_id == Event.id)
        return [title["en"] for title in db.scalars(query.order_by(EventProposal.at, Event.id))]


def first_id(world) -> str:
    with world.database.reading() as db:
        return db.scalars(select(EventProposal.event_id).order_by(EventProposal.at)).first()


def test_nobody_reads_a_proposal_before_an_organiser_has(visitor, clock, world, coordinator):
    answer = propose(visitor, clock)
    assert (answer.status_code, answer.headers["location"]) == (303, SENT)
    assert "we kept nothing that tells who you are" in visitor.get(SENT).text
    event_id = first_id(world)
    assert visitor.get("/api/v1/events").json()["items"] == []
    assert visitor.get(f"/api/v1/events/{event_id}").status_code == 404
    text = read_main(coordinator.client.get("/organise/proposals").text)[0]
    begin = text.index("Made vigil of neighbours")
    assert text[begin : begin + 13] == [
        "Made vigil of neighbours",
        "What",
        "Vigil",
        "When",
        "Friday, 4 December 2026, 18:00",
        "Where",
        "Made Square",
        "Who calls for it, they say",
        "Made neighbours",
        "Came in",
        "22 November 2026, 10:00",
        "With candles.",
        "For which organisation",
    ]


def test_taken_over_it_is_a_draft_of_that_organisation(visitor, clock, world, sign_in):
    propose(visitor, clock)
    event_id = first_id(world)
    organiser = sign_in("organiser", organisations=("o_made",))
    path = f"/organise/proposals/{event_id}"
    foreign = organiser.client.post(path, data={"do": "accept", "organisation_id": "o_else"})
    assert foreign.status_code == 404
    answer = organiser.client.post(path, data={"do": "accept", "organisation_id": "o_made"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/organise/events/{event_id}",
    )
    assert waiting(world) == []
    with world.database.reading() as db:
        row = db.get(Event, event_id)
        assert (row.standing, row.status) == ("draft", "draft")
        actions = select(JournalEntry.action, JournalEntry.role, JournalEntry.actor_id)
        told = actions.where(JournalEntry.record_id == event_id)
        assert [tuple(entry) for entry in db.execute(told)] == [
            ("event_proposed", "public", None),
            ("proposal_accepted", "organiser", organiser.account_id),
        ]
    again = organiser.client.post(path, data={"do": "accept", "organisation_id": "o_made"})
    assert again.headers["location"] == "/organise/proposals?notice=judged_already"


def hosts_of(world, event_id):
    with world.database.reading() as db:
        query = select(Organisation.name, EventHost.role).join(
            EventHost, EventHost.organisation_id == Organisation.id
        )
        return [tuple(row) for row in db.execute(query.where(EventHost.event_id == event_id))]


def test_taken_over_as_proposed_it_keeps_who_calls(visitor, clock, world, organiser):
    propose(visitor, clock)
    event_id = first_id(world)
    page = organiser.client.get("/organise/proposals").text
    assert '<option value="new">As proposed: Made neighbours</option>' in page
    sent = {"do": "accept", "organisation_id": "new"}
    answer = organiser.client.post(f"/organise/proposals/{event_id}", data=sent)
    assert answer.headers["location"] == f"/organise/events/{event_id}"
    assert hosts_of(world, event_id) == [("Made neighbours", "calls")]
    assert organiser.client.get(f"/organise/events/{event_id}").status_code == 200


def test_who_calls_is_not_taken_over_from_others(visitor, clock, world, organiser, coordinator):
    propose(visitor, clock, caller="made union")
    event_id = first_id(world)
    path = f"/organise/proposals/{event_id}"
    sent = {"do": "accept", "organisation_id": "new"}
    assert "As proposed" not in organiser.client.get("/organise/proposals").text
    assert organiser.client.post(path, data=sent).status_code == 404
    page = coordinator.client.get("/organise/proposals").text
    assert '<option value="o_made" selected>' in page
    coordinator.client.post(path, data={**sent, "organisation_id": "o_made"})
    assert hosts_of(world, event_id) == [("Made Union", "calls")]


def test_deleted_nothing_of_it_is_left(visitor, clock, world, coordinator):
    propose(visitor, clock)
    event_id = first_id(world)
    coordinator.client.post(f"/organise/proposals/{event_id}", data={"do": "reject"})
    with world.database.reading() as db:
        assert db.get(Event, event_id) is None
        actions = select(JournalEntry.action).where(JournalEntry.record_id == event_id)
        assert list(db.scalars(actions)) == ["event_proposed", "proposal_rejected"]


def test_a_flood_goes_with_one_button(visitor, clock, world, coordinator):
    for title in ("Before", "Flood 1", "Flood 2"):
        propose(visitor, clock, title=title)
        clock.advance(minutes=60 if title == "Before" else 1)
    clock.advance(hours=1)
    propose(visitor, clock, title="After")
    assert waiting(world) == ["Before", "Flood 1", "Flood 2", "After"]
    with world.database.reading() as db:
        rows = db.scalars(select(EventProposal.event_id).order_by(EventProposal.at)).all()
    coordinator.client.post(f"/organise/proposals/{rows[1]}", data={"do": "reject_hour"})
    assert waiting(world) == ["Before", "After"]


def test_the_same_submission_is_one_proposal(visitor, clock, world):
    sent = {"ticket": ticket(visitor), **GOOD}
    clock.advance(seconds=30)

    def send(_number: int) -> tuple[int, str]:
        answer = visitor.post(PATH, data=sent)
        return answer.status_code, answer.headers["location"]

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(send, range(8)))
    assert set(answers) == {(303, SENT)}
    assert len(waiting(world)) == 1


REFUSED = {
    "no title": ({"title": " "}, "Give it a title."),
    "no day": ({"day": ""}, "Say on which day."),
    "no place": ({"where": ""}, "Say where people meet."),
    "no zone": ({"timezone": "Made/Zone"}, "Choose a time zone."),
    "a forged ticket": ({"ticket": "made"}, "This page was open for a long time."),
    "too long": ({"summary": "m" * 1001}, "Field cannot be longer than 1000 characters."),
    "an unknown field": ({"made": "1"}, "This form has changed since you opened it."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_told_and_kept(visitor, clock, world, case):
    changes, sentence = REFUSED[case]
    answer = propose(visitor, clock, **changes)
    assert (answer.status_code, answer.headers["cache-control"]) == (422, "no-store")
    assert sentence in answer.text
    assert "Made neighbours" in answer.text
    assert waiting(world) == []


def test_programs_are_too_quick_too_late_or_fill_in_everything(visitor, clock, world):
    stamp = ticket(visitor)
    quick = visitor.post(PATH, data={"ticket": stamp, **GOOD})
    assert (quick.status_code, "That was very quick." in quick.text) == (422, True)
    trap = propose(visitor, clock, website="https://made.test/")
    assert (trap.status_code, trap.headers["location"]) == (303, SENT)
    clock.advance(hours=13)
    late = visitor.post(PATH, data={"ticket": stamp, **GOOD})
    assert (late.status_code, waiting(world)) == (422, [])


def test_one_client_proposes_five_an_hour(visitor, clock, world):
    answers = [propose(visitor, clock) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert len(waiting(world)) == 5
    last = answers[-1]
    assert (int(last.headers["retry-after"]) > 3500, last.headers["cache-control"]) == (
        True,
        "no-store",
    )
    assert "Send it again in 60 minutes." in last.text
    assert 'value="Made vigil of neighbours"' in last.text


def fill(world, clock, number: int, *, minutes: int) -> None:
    """Proposals, one every so many minutes, as others would have sent them."""
    wanted = ProposalInput(
        lang="en",
        kind=EventKind.VIGIL,
        title="Made vigil",
        where="Made Square",
        timezone="UTC",
        date=PartialDate.parse("2026-12-04"),
    )
    with one_write(world.database, clock=clock) as db:
        for _ in range(number):
            proposals.propose(db, wanted=wanted, now=clock.advance(minutes=minutes))


def test_no_more_wait_than_people_can_read(visitor, clock, world, coordinator):
    fill(world, clock, proposals.MOST_WAITING - 1, minutes=3)
    answers = [propose(visitor, clock) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "Very many proposals have come in" in answers[1].text
    assert 'value="Made vigil of neighbours"' in answers[1].text
    coordinator.client.post(f"/organise/proposals/{first_id(world)}", data={"do": "reject"})
    assert propose(visitor, clock).status_code == 303


def test_nor_do_more_come_in_an_hour_than_people_can_read(visitor, clock, world):
    fill(world, clock, proposals.MOST_AN_HOUR, minutes=1)
    assert propose(visitor, clock).status_code == 409
    clock.advance(hours=1)
    assert propose(visitor, clock).status_code == 303


def test_who_may_not_moderate_does_not(visitor, clock, world, sign_in, browser_of):
    propose(visitor, clock)
    event_id = first_id(world)
    translator = sign_in("translator")
    path = f"/organise/proposals/{event_id}"
    assert translator.client.get("/organise/proposals").status_code == 403
    assert translator.client.post(path, data={"do": "reject"}).status_code == 403
    assert browser_of().post(path, data={"do": "reject"}).status_code == 403
    assert len(waiting(world)) == 1


def test_no_client_address_is_kept(visitor, clock, world):
    propose(visitor, clock)
    with world.database.reading() as db:
        columns = set(EventProposal.__table__.columns.keys())
        assert columns == {"event_id", "at", "caller"}
        assert db.scalar(select(func.count()).select_from(EventProposal)) == 1
