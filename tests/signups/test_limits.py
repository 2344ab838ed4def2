"""How much is taken of one client, for one address, and by everybody together.

What is counted stands in no database: where nothing is looked up, one kind of it is enough.
"""

import re

import pytest
from sqlalchemy import func, select

from app.signups.inputs import FormInput
from app.signups.models import SignUp, SignUpForm
from app.signups.pages import public
from tests.fixtures.post import text_of
from tests.fixtures.reading import lines_of
from tests.signups.test_flow import PAGE, hidden
from tests.web.conftest import one_kind

WHO = ("ana", "ben")
ADDRESSED = {"address": "ana@made.example", "may_write": "no"}


@pytest.fixture
def send(client, clock):
    """Open the form in a language, take a little time, and send it, from a client if given."""

    def send(browser=client, *, lang: str = "en", **fields: str):
        path = PAGE.replace("/en/", f"/{lang}/")
        ticket = hidden(browser.get(path).text)
        clock.advance(seconds=5)
        return browser.post(path, data={"ticket": ticket, "party": "1", **fields})

    return send


@pytest.fixture
def elsewhere(client, browser_of):
    """A browser at another address."""
    return browser_of(client=("198.51.100.8", 4711))


@pytest.fixture
def standing(desk):
    """How many sign-ups there are, and how many seats are taken."""

    def look() -> tuple[int, int]:
        with desk.reading() as db:
            count = db.scalar(select(func.count()).select_from(SignUp))
            return count, db.get(SignUpForm, desk.event_id).taken

    return look


SENTENCES = {
    "en": "Nothing is lost: what you wrote stands below. Send it again in 10 minutes.",
    "es": "No se ha perdido nada: lo que escribió sigue abajo. Envíelo de nuevo en 10 minutos.",
    "fr": (
        "Rien n’est perdu : ce que vous avez écrit figure ci-dessous. Renvoyez-le dans 10 minutes."
    ),
}


def test_over_the_limit_of_a_client_nothing_is_counted_and_nothing_lost(desk, send, standing):
    desk.set(FormInput(capacity=500))
    most = public.BY_CLIENT.amount
    assert {send(party="2").status_code for _ in range(most)} == {303}
    for lang, sentence in SENTENCES.items():
        refused = send(lang=lang, party="7")
        assert (refused.status_code, refused.headers["cache-control"]) == (429, "no-store")
        assert 0 < int(refused.headers["retry-after"]) <= 600
        assert sentence in lines_of(refused.text)
        assert re.search(r'name="party"[^>]*value="7"', refused.text)
    assert standing() == (most, 2 * most)


def test_over_the_limit_of_all_nobody_is_counted_until_a_minute_is_over(
    desk, send, elsewhere, taken, standing, monotonic
):
    desk.set(FormInput(capacity=500))
    taken(public.BY_ALL, but=1)
    assert send().status_code == 303
    refused = [send(), send(elsewhere), send(elsewhere, address="ana@made.example", may_write="no")]
    assert [(one.status_code, one.headers["retry-after"]) for one in refused] == [(429, "60")] * 3
    assert standing() == (1, 1)
    monotonic.advance(60)
    assert send(elsewhere).status_code == 303
    assert standing() == (2, 2)


def test_over_the_limit_of_all_letters_nobody_is_written_to_for_an_hour(
    desk, send, elsewhere, taken, standing, post, monotonic
):
    desk.set(FormInput(capacity=500))
    taken(public.LETTERS_BY_ALL, but=1)
    assert send(**ADDRESSED).status_code == 303
    ben = {**ADDRESSED, "address": "ben@made.example"}
    refused = [send(**ben), send(elsewhere, **ben)]
    assert [(one.status_code, one.headers["retry-after"]) for one in refused] == [(429, "3600")] * 2
    assert (standing(), len(post.arrived())) == ((1, 1), 1)
    assert send(elsewhere).status_code == 303  # without a letter
    monotonic.advance(3600)
    assert send(elsewhere, **ben).status_code == 303
    assert [letter["to"] for letter in post.arrived()] == ["ben@made.example"]


@one_kind
def test_a_clock_that_is_set_neither_opens_nor_shuts_a_door(desk, send, clock, monotonic):
    desk.set(FormInput(capacity=500))
    most = public.BY_CLIENT.amount
    assert {send().status_code for _ in range(most)} == {303}
    statuses = []
    for step in ({"days": 1}, {"days": -2}, {"days": 1}):
        clock.advance(**step)
        statuses.append(send().status_code)
    assert statuses == [429] * 3
    monotonic.advance(600)
    clock.advance(days=-1)
    assert send().status_code == 303


@one_kind
def test_taps_are_counted_with_the_rest(desk, client, send):
    desk.set(FormInput())
    most = public.BY_CLIENT.amount
    statuses = []
    for _ in range(most + 1):
        ticket = hidden(client.get(PAGE).text)
        statuses.append(client.post(f"{PAGE}/coming", data={"ticket": ticket}).status_code)
    assert statuses == [303] * most + [429]
    assert send().status_code == 429


def test_the_same_form_sent_twice_is_counted_once(desk, client, clock, send):
    desk.set(FormInput())
    ticket = hidden(client.get(PAGE).text)
    clock.advance(seconds=5)
    fields = {"ticket": ticket, "party": "1"}
    assert {client.post(PAGE, data=fields).status_code for _ in range(70)} == {303}
    assert send().status_code == 303


@one_kind
def test_letters_have_a_limit_of_their_own(desk, send, post):
    desk.set(FormInput())
    most = public.LETTERS_BY_CLIENT.amount
    statuses = [
        send(address=f"ana{number}@made.example", may_write="no").status_code
        for number in range(most + 1)
    ]
    assert statuses == [303] * most + [429]
    assert len(post.arrived()) == most
    assert send().status_code == 303  # without a letter


def test_one_address_gets_five_letters_an_hour_and_nobody_learns_of_it(
    desk, client, send, standing, post
):
    desk.set(FormInput(capacity=3))
    answers = [send(**ADDRESSED) for _ in range(8)]
    assert {(a.status_code, a.headers["location"], a.text) for a in answers} == {
        (303, f"{PAGE}/sent", "")
    }
    letters = post.arrived()
    assert (len(letters), standing()) == (5, (1, 1))
    links = [re.search(r"http\S+/my/\S+", text_of(letter))[0] for letter in letters]
    pages = {link: client.get(link).status_code for link in links}
    assert sorted(pages.values()) == [200, 404, 404, 404, 404]
    [last] = [link for link, status in pages.items() if status == 200]
    assert client.post(f"{last}/confirm").status_code == 303  # the last letter still counts
    full = [send(party="3", **{**ADDRESSED, "address": f"{who}@made.example"}) for who in WHO]
    assert [answer.status_code for answer in full] == [409, 409]
