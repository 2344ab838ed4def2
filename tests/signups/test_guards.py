"""What stands between the public form and a sign-up: tickets, traps, races, and mail that fails."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import select, text

from app.events import service as events
from app.events.enums import EventStatus
from app.mail.models import MailTest
from app.signups import service
from app.signups.inputs import FormInput
from app.signups.models import SignUp, SignUpForm
from tests.fixtures.reading import lines_of
from tests.signups.test_flow import PAGE, hidden

AT_ONCE = 8


@pytest.fixture
def stored(desk):
    """How many come of each sign-up, and how many seats are taken."""

    def look() -> tuple[list[int], int]:
        with desk.reading() as db:
            parties = db.scalars(select(SignUp.party).order_by(SignUp.id)).all()
            return list(parties), db.get(SignUpForm, desk.event_id).taken

    return look


@pytest.mark.parametrize("address", ["", "ana@made.example"])
def test_one_form_sent_by_several_at_once_is_one_sign_up(
    desk, client, clock, stored, post, address
):
    desk.set(FormInput(capacity=50))
    ticket = hidden(client.get(PAGE).text)
    clock.advance(seconds=5)
    fields = {
        "ticket": ticket,
        "party": "3",
        "address": address,
        "may_write": "no" if address else "",
    }
    together = Barrier(AT_ONCE)

    def send(_number: int) -> tuple[int, str]:
        together.wait()
        sent = client.post(PAGE, data=fields)
        return sent.status_code, sent.headers["location"]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = set(threads.map(send, range(AT_ONCE)))
    assert len(answers) == 1
    assert {status for status, _ in answers} == {303}
    assert stored() == ([3], 3)
    assert len(post.arrived()) == (1 if address else 0)


def test_of_many_who_send_at_once_as_many_are_signed_up_as_there_are_seats(
    desk, client, clock, stored, post
):
    desk.set(FormInput(capacity=5))
    tickets = [hidden(client.get(PAGE).text) for _ in range(3 * AT_ONCE)]
    clock.advance(seconds=5)
    together = Barrier(AT_ONCE)

    def send(ticket: str) -> int:
        together.wait()
        return client.post(PAGE, data={"ticket": ticket, "party": "1"}).status_code

    with ThreadPoolExecutor(AT_ONCE) as threads:
        statuses = sorted(threads.map(send, tickets))
    assert statuses == [303] * 5 + [409] * (3 * AT_ONCE - 5)
    assert stored() == ([1] * 5, 5)


def test_who_waited_while_it_was_cancelled_is_not_signed_up(desk, client, clock, stored):
    desk.set(FormInput(capacity=50))
    ticket = hidden(client.get(PAGE).text)
    clock.advance(seconds=5)
    with ThreadPoolExecutor(1) as apart:
        with desk.writing() as db:
            service.held_form(db, desk.event_id)
            sent = apart.submit(client.post, PAGE, data={"ticket": ticket, "party": "1"})
            while not desk.world.database.is_sqlite and not waits_for_a_lock(desk):
                assert not wait([sent], timeout=0.02).done
            cancelled = replace(events.read(db, desk.event_id), status=EventStatus.CANCELLED)
            events.save(
                db, record_id=desk.event_id, wanted=cancelled, act=desk.world.act, now=clock()
            )
        answer = sent.result()
    assert answer.status_code == 409
    assert stored() == ([], 0)


def waits_for_a_lock(desk) -> bool:
    asked = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with desk.reading() as db:
        return bool(db.scalar(text(asked)))


def test_a_form_that_was_open_too_long_is_kept_and_sent_once_more(desk, client, clock, stored):
    desk.set(FormInput(capacity=50))
    old = hidden(client.get(PAGE).text)
    clock.advance(hours=12, minutes=1)
    late = client.post(PAGE, data={"ticket": old, "party": "4"})
    assert (late.status_code, stored()) == (422, ([], 0))
    assert (
        "This page was open for a long time. Please look at it once more and send it."
        in lines_of(late.text)
    )
    assert ('value="4"' in late.text, hidden(late.text) != old) == (True, True)
    clock.advance(seconds=5)
    assert client.post(PAGE, data={"ticket": hidden(late.text), "party": "4"}).status_code == 303
    assert stored() == ([4], 4)


def test_a_ticket_of_another_form_or_of_nobody_is_none(desk, client, clock, stored):
    desk.set(FormInput(capacity=50))
    foreign = hidden(client.get("/en/events/propose").text)
    clock.advance(seconds=5)
    statuses = [
        client.post(PAGE, data={"ticket": ticket, "party": "1"}).status_code
        for ticket in (foreign, "made", "")
    ]
    assert (statuses, stored()) == ([422] * 3, ([], 0))


def test_programs_are_too_quick_or_fill_in_everything(desk, client, clock, stored, post):
    desk.set(FormInput(capacity=50))
    ticket = hidden(client.get(PAGE).text)
    quick = client.post(PAGE, data={"ticket": ticket, "party": "2"})
    assert (quick.status_code, hidden(quick.text)) == (422, ticket)
    assert "That was very quick. Please look at it once more and send it." in lines_of(quick.text)
    clock.advance(seconds=5)
    filled = {"ticket": ticket, "party": "2", "website": "https://made.test/"}
    trapped = client.post(PAGE, data={**filled, "address": "ana@made.example", "may_write": "yes"})
    assert (trapped.status_code, trapped.headers["location"]) == (303, f"{PAGE}/sent")
    assert (stored(), post.arrived()) == (([], 0), [])


CLOSED = {
    "en": "We cannot send mail at present. You can sign up all the same; keep the link that you are"
    " shown.",
    "es": "Por ahora no podemos enviar correo. Puede inscribirse igual; guarde el enlace que"
    " se le muestra.",
    "fr": "Nous ne pouvons pas envoyer de courrier pour le moment. Vous pouvez vous inscrire quand"
    " même ; gardez le lien qui s’affichera.",
}


def test_where_mail_fails_sign_up_by_mail_is_closed_with_a_sentence(
    desk, client, clock, stored, coordinator
):
    desk.set(FormInput(capacity=50))
    with desk.writing() as db:
        db.add(MailTest(id=1, asked_at=clock(), failure="ConnectionRefusedError"))
    for lang, sentence in CLOSED.items():
        shown = client.get(PAGE.replace("/en/", f"/{lang}/"))
        assert sentence in lines_of(shown.text)
        assert 'name="address"' not in shown.text
    ticket = hidden(client.get(PAGE).text)
    clock.advance(seconds=5)
    fields = {"ticket": ticket, "party": "2"}
    by_mail = client.post(PAGE, data={**fields, "address": "ana@made.example", "may_write": "no"})
    assert (by_mail.status_code, stored()) == (422, ([], 0))
    assert client.post(PAGE, data=fields).headers["location"].startswith("/en/my/")
    assert stored() == ([2], 2)
    assert "Mail does not reach anybody: sign-up by mail is closed. See why" in " ".join(
        lines_of(coordinator.client.get("/organise").text)
    )
