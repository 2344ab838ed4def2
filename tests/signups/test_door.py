"""At the door: who stands there finds the gathering, counts, and checks in by name."""

import pytest
from sqlalchemy import select

from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from app.signups.models import SignUp
from tests.fixtures.reading import lines_of
from tests.fixtures.sign_ups import HOST

NOTHING = "Nothing today. On the day of a gathering of yours its door stands here."


@pytest.fixture
def steward(sign_in):
    return sign_in("steward", organisations=(HOST,))


def test_a_steward_finds_the_door_on_its_day(host, steward, sign_in, clock):
    host.set(FormInput(capacity=30))
    door = f"/organise/events/{host.event_id}/door"
    early = steward.client.get("/organise")
    assert (NOTHING in lines_of(early.text), door in early.text) == (True, False)
    clock.advance(days=7)
    steward = sign_in("steward", handle="later", organisations=(HOST,))
    foreign = sign_in("steward", handle="foreign")
    assert [f'href="{door}"' in who.client.get("/organise").text for who in (steward, foreign)] == [
        True,
        False,
    ]
    assert steward.client.post(door, data={"people": "5"}).status_code == 303
    assert [who.client.get(door).status_code for who in (steward, foreign)] == [200, 404]
    assert "5 people came in" in " ".join(lines_of(steward.client.get(door).text))


@pytest.fixture
def named(host, sign_in):
    """Somebody who reads the list, and the id of the one who is on it."""
    reader = sign_in("organiser", organisations=(HOST,))
    host.set(FormInput(mode=SignUpMode.NAMES))
    host.sign_up(name="Zzname")
    with host.reading() as db:
        return reader, db.scalar(select(SignUp.id))


def standing(host) -> str:
    with host.reading() as db:
        return db.scalar(select(SignUp.status)).value


def test_by_name_one_is_checked_in_and_out_again(host, named):
    reader, number = named
    at = f"/organise/events/{host.event_id}/list"
    for there, after, offered in (("yes", "attended", "no"), ("no", "confirmed", "yes")):
        sent = reader.client.post(f"{at}/there/{number}", data={"there": there})
        assert (sent.status_code, sent.headers["location"]) == (303, f"{at}#{number}")
        assert standing(host) == after
        assert f'name="there" value="{offered}"' in reader.client.get(at).text
    assert reader.client.post(f"{at}/there/su_made", data={"there": "yes"}).status_code == 404
    assert f'href="{at}"' in reader.client.get(f"/organise/events/{host.event_id}/door").text


def test_names_are_for_readers_only_and_ask_for_the_password(host, named, steward, sign_in, clock):
    reader, number = named
    path = f"/organise/events/{host.event_id}/list/there/{number}"
    others = (steward, sign_in("coordinator"), sign_in("translator"))
    answers = [who.client.post(path, data={"there": "yes"}).status_code for who in others]
    assert answers == [403, 404, 403]
    assert "/list" not in steward.client.get(f"/organise/events/{host.event_id}/door").text
    clock.advance(minutes=11)
    asked = reader.client.post(path, data={"there": "yes"})
    assert (asked.status_code, asked.headers["location"].partition("?")[0]) == (
        303,
        "/organise/confirm-password",
    )
    assert standing(host) == "confirmed"
