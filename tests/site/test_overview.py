"""The workspace's first page: what comes next, and what waits for whoever looks."""

from dataclasses import replace

import pytest

from app.events import service as events
from app.events.enums import EventStatus
from app.jobs.enums import JobStatus
from app.jobs.models import Job
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from tests.events.test_proposals import propose
from tests.fixtures.reading import lines_of
from tests.fixtures.sign_ups import HOST


def below(person, heading: str, lines: int) -> list[str]:
    """The lines that follow a heading of the first page."""
    told = lines_of(person.client.get("/organise").text)
    assert heading in told, told
    return told[told.index(heading) + 1 :][:lines]


def test_counts_stand_on_the_first_screen_and_no_name(host, sign_in):
    person = sign_in("organiser", organisations=(HOST,))
    assert below(person, "What comes next", 3)[1:] == ["Made Vigil", "Nobody can sign up yet."]
    host.set(FormInput(mode=SignUpMode.NAMES, capacity=5, has_waiting_list=True))
    host.sign_up(name="Zzname", party=4)
    host.sign_up(name="Zzname", party=3)
    assert below(person, "What comes next", 3)[2] == "4 come · 3 stand in line · 1 place left"
    assert "Zzname" not in person.client.get("/organise").text
    foreign = sign_in("organiser", handle="foreign")
    assert "Made Vigil" not in foreign.client.get("/organise").text


def test_nobody_comes_to_what_is_cancelled(host, sign_in, world):
    person = sign_in("organiser", organisations=(HOST,))
    host.set(FormInput(mode=SignUpMode.HEAD_COUNT))
    host.sign_up(party=2)
    home = f"/organise/events/{host.event_id}"
    assert "2 people come" in lines_of(person.client.get(home).text)
    with host.reading() as db:
        known = events.read(db, host.event_id)
    world.event(replace(known, status=EventStatus.CANCELLED))
    assert below(person, "What comes next", 4)[1:] == [
        "Made Vigil",
        "Cancelled",
        "2 said they would come",
    ]
    told = lines_of(person.client.get(home).text)
    assert ("2 people come" in told, "2 people said they would come" in told) == (False, True)


@pytest.fixture
def busy(host, sign_in, client, clock):
    """A proposal, a letter that could not be sent, and a colleague without access."""
    person = sign_in("organiser", organisations=(HOST,))
    host.set(FormInput(mode=SignUpMode.NAMES))
    sign_in("organiser", handle="later", organisations=(HOST,))
    assert propose(client, clock).status_code == 303
    with host.writing() as db:
        db.add(
            Job(
                kind="letter",
                payload={},
                status=JobStatus.DEAD,
                due_at=clock(),
                attempts=12,
                created_at=clock(),
            )
        )
    return person


def test_what_waits_is_told_to_who_can_do_something(busy, sign_in):
    assert below(busy, "Waits for you", 3) == [
        "1 proposal to read",
        "A colleague awaits access to a list: Made Vigil",
        "What comes next",
    ]
    assert below(sign_in("coordinator"), "Waits for you", 2) == [
        "1 proposal to read",
        "1 letter could not be sent",
    ]
    idle = sign_in("translator").client.get("/organise").text
    assert ("Waits for you" in idle, "What comes next" in idle) == (False, False)
