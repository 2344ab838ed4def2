"""The date that somebody was shown holds, also when the event moves."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.events import service as events
from app.events.enums import EventStatus
from app.kit.sealing import as_token
from app.signups import service
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput, Notice
from app.signups.models import SignUp, SignUpForm
from tests.fixtures.post import text_of
from tests.fixtures.reading import lines_of
from tests.signups.test_telling import typed

FIRST, NEW = date(2026, 12, 6), date(2026, 12, 27)


@pytest.fixture
def written(host):
    """Two that left a name: one by the link alone, one who lets us write; 3 seats."""
    host.set(FormInput(mode=SignUpMode.NAMES, capacity=9))
    silent, _ = host.sign_up(name="Zzsilent", party=2)
    told, _ = host.sign_up(name="Zztold", address="ana@made.example", is_informed=True)
    host.do(service.confirm, told)
    return silent, told


@pytest.fixture
def move(host, world):
    def move(**changes):
        with host.reading() as db:
            known = events.read(db, host.event_id)
        world.event(replace(known, **changes))

    return move


@pytest.fixture
def later(host, move, written):
    start = host.clock() + timedelta(days=28)
    move(starts_at=start, ends_at=start + timedelta(hours=2))
    return written


@pytest.fixture
def dates(host):
    def look() -> list[tuple[int, date | None, bool]]:
        with host.reading() as db:
            rows = db.execute(select(SignUp.party, SignUp.purge_on, SignUp.body)).all()
            return sorted(((row[0], row[1], row[2] is not None) for row in rows), reverse=True)

    return look


def tell(host) -> None:
    with host.writing() as db:
        service.tell(
            db, event_id=host.event_id, notice=Notice(text={"en": "Later."}), means=host.means
        )


def own_page(client, secret: bytes):
    return client.get(f"/en/my/{as_token(secret)}")


def test_who_was_told_goes_with_the_event_and_who_was_not_does_not(
    host, client, clock, later, dates, post
):
    silent, told = later
    post.arrived()
    assert dates() == [(2, FIRST, True), (1, FIRST, True)]
    tell(host)
    [letter] = post.arrived()
    assert SENTENCE in text_of(letter).split("\n\n")
    assert dates() == [(2, FIRST, True), (1, NEW, True)]
    clock.advance(days=14)
    post.work()
    assert dates() == [(2, None, False), (1, NEW, True)]
    with host.reading() as db:
        assert db.get(SignUpForm, host.event_id).taken == 3
    gone, kept = own_page(client, silent), own_page(client, told)
    assert ("Zzsilent" in gone.text, 'value="Zztold"' in kept.text) == (False, True)
    assert (
        "What you wrote was destroyed on the day that we had told you."
        " How many of you come is still counted." in lines_of(gone.text)
    )
    again = client.post(f"/en/my/{as_token(silent)}/change", data={"party": "2", "name": "Anew"})
    assert (again.status_code, dates()[0]) == (303, (2, NEW, True))
    clock.advance(days=21)
    post.work()
    assert (dates(), own_page(client, told).status_code) == ([], 404)


SENTENCE = (
    "What was left with us for this is now destroyed on 27 December 2026, no longer on"
    " 6 December 2026. If you do not want that, cancel: nothing is kept then."
)


def test_behind_the_link_one_may_let_it_stay(client, later, dates):
    silent, _ = later
    page = own_page(client, silent).text
    assert "What you wrote is destroyed on 6 December 2026, as we told you" in page
    action = re.search(r'action="(/en/my/[^"]+/keep)"', page)[1]
    assert client.post(action).status_code == 303
    assert dates()[0] == (2, NEW, True)
    assert "On 27 December 2026 all of this is destroyed" in own_page(client, silent).text


def test_behind_the_link_to_what_is_cancelled_nobody_is_expected(client, move, written):
    pending, confirmed = written
    assert "One of you is expected." in lines_of(own_page(client, confirmed).text)
    move(status=EventStatus.CANCELLED)
    for secret in (pending, confirmed):
        page = own_page(client, secret).text
        told = lines_of(page)
        assert "This event does not take place" in told
        assert [line for line in told if "expected" in line or "yours alone" in line] == []
        assert "/confirm" not in page


def test_hosts_are_told_before_they_move_it(host, coordinator, written):
    path = f"/organise/events/{host.event_id}/change/time"
    page = coordinator.client.get(path)
    moved = {**typed(page), "day": "2026-12-20", "do": "look"}
    look = coordinator.client.post(path, data=moved)
    assert (look.status_code, TOLD_HOSTS in lines_of(look.text)) == (200, True)


TOLD_HOSTS = (
    "If it moves to a later day, what people wrote who get no mail is still destroyed on the day"
    " they were shown. Their places stay."
)


def test_an_earlier_date_holds_at_once_and_a_longer_time_for_nobody(
    host, client, move, written, dates
):
    host.set(FormInput(mode=SignUpMode.NAMES, capacity=9, purge_days=30))
    assert dates()[0] == (2, FIRST, True)
    start = host.clock() + timedelta(days=1)
    move(starts_at=start, ends_at=start + timedelta(hours=2))
    host.set(FormInput(mode=SignUpMode.NAMES, capacity=9))
    assert "On 30 November 2026 all of this" in own_page(client, written[0]).text


def test_an_event_that_loses_its_date_keeps_the_printed_one(
    host, client, clock, move, written, post
):
    move(starts_at=None, ends_at=None, status=EventStatus.POSTPONED)
    assert "On 6 December 2026 all of this is destroyed" in own_page(client, written[0]).text
    clock.advance(days=13)
    post.work()
    assert own_page(client, written[0]).status_code == 200
    clock.advance(days=1)
    post.work()
    assert own_page(client, written[0]).status_code == 404
