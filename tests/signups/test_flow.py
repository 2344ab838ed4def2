"""Signing up as a person does it: pages, buttons, and the letter."""

import re

import pytest
from sqlalchemy import select

from app.intake.enums import QuestionKind
from app.intake.inputs import Question
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from app.signups.models import SignUp, SignUpForm
from tests.fixtures.post import text_of
from tests.fixtures.reading import lines_of

PAGE = "/en/events/made-vigil/sign-up"


def hidden(html: str) -> str:
    return re.search(r'name="ticket"[^>]*value="([^"]+)"', html)[1]


@pytest.fixture
def fill(client, clock):
    """Open the form, take a little time, and send it with these fields."""

    def send(path: str = PAGE, **fields):
        ticket = hidden(client.get(path).text)
        clock.advance(seconds=5)
        return client.post(path, data={"ticket": ticket, "website": "", "party": "1", **fields})

    return send


@pytest.fixture
def stored(desk):
    """How the sign-ups stand in the database: status and party of each, and the seats taken."""

    def look():
        with desk.reading() as db:
            rows = db.execute(select(SignUp.status, SignUp.party).order_by(SignUp.id)).all()
            form = db.get(SignUpForm, desk.event_id)
            return sorted((row[0].value, row[1]) for row in rows), form.taken, form.coming

    return look


def test_without_an_address_one_is_signed_up_at_once(client, desk, fill, stored):
    desk.set(FormInput())
    sent = fill(party="3")
    assert (sent.status_code, stored()) == (303, ([("confirmed", 3)], 3, 0))
    own = sent.headers["location"]
    shown = client.get(own)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert [
        line
        for line in lines_of(shown.text)
        if line
        in {
            "You are signed up",
            "3 of you are expected.",
            "Keep this link: it is shown only now",
            "On 6 December 2026 all of this is destroyed, whatever happens.",
        }
    ] == [
        "You are signed up",
        "3 of you are expected.",
        "Keep this link: it is shown only now",
        "On 6 December 2026 all of this is destroyed, whatever happens.",
    ]


def test_the_mailed_link_shows_a_button_and_only_the_button_confirms(
    client, desk, fill, stored, post
):
    desk.set(FormInput(capacity=5))
    sent = fill(party="2", address="ana@made.example", may_write="yes")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{PAGE}/sent")
    assert stored() == ([("pending", 2)], 2, 0)
    [letter] = post.arrived()
    assert (letter["to"], letter["subject"]) == ("ana@made.example", "Please confirm")
    link = re.search(r"http\S+/my/\S+", text_of(letter))[0]
    for _ in range(100):
        assert client.get(link).status_code == client.head(link).status_code == 200
    assert stored() == ([("pending", 2)], 2, 0)
    assert client.post(f"{link}/confirm").status_code == 303
    assert stored() == ([("confirmed", 2)], 2, 0)
    assert client.post(f"{link}/change", data={"party": "1"}).status_code == 303
    assert stored() == ([("confirmed", 1)], 1, 0)
    assert client.post(f"{link}/cancel").status_code == 303
    assert stored() == ([("cancelled", 1)], 0, 0)


def test_one_tap_counts_once_and_takes_no_seat(client, desk, stored):
    desk.set(FormInput())
    ticket = hidden(client.get(PAGE).text)
    for _ in range(3):
        sent = client.post(f"{PAGE}/coming", data={"ticket": ticket})
        assert (sent.status_code, sent.headers["location"]) == (303, f"{PAGE}/counted")
    assert stored() == ([], 0, 1)


def test_a_name_is_sealed_and_seen_again_only_behind_the_link(client, desk, fill, settings):
    food = Question(key="food", kind=QuestionKind.CHOICE, label="Food?", options=("All", "No meat"))
    desk.set(FormInput(mode=SignUpMode.NAMES, questions=(food,)))
    assert fill(name="Zzname", q_food="Nothing like this").status_code == 422
    own = fill(name="Zzname", q_food="No meat").headers["location"]
    shown = client.get(own).text
    assert ('value="Zzname"' in shown, '<option selected value="No meat">' in shown) == (True, True)
    with desk.reading() as db:
        rows = db.execute(select(SignUp.__table__)).all()
    assert [b"Zzname" in bytes(str(row), "utf-8") for row in rows] == [False]
    assert client.post(f"{own.partition('?')[0]}/cancel").status_code == 303
    assert "Zzname" not in client.get(own).text
