"""The second factor: codes that are used once, and what helps when the phone is lost."""

import re
from collections import Counter

import pytest
from pyotp.totp import TOTP

from app.accounts.models import Account
from tests.accounts.conftest import at_once
from tests.fixtures.accounts import PASSWORD

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])


def turn_on(person, clock) -> tuple[TOTP, list[str]]:
    """Turn a person's second factor on: what their phone shows, and the recovery codes."""
    page = person.client.get("/organise/account/second-factor").text
    secret = re.search(r'name="factor"[^>]*value="([A-Z2-7]{32})"', page)[1]
    phone = TOTP(secret)
    shown = person.client.post(
        "/organise/account/second-factor", data={"factor": secret, "code": phone.at(clock())}
    )
    assert shown.status_code == 200, shown.text
    return phone, re.findall(r"<code>([0-9a-z-]{14})</code>", shown.text)


def give_password(browser, handle="organiser"):
    answer = browser.post("/organise/sign-in", data={"handle": handle, "password": PASSWORD})
    assert answer.headers["location"] == "/organise/sign-in/code"
    return browser


def give_code(browser, code: str) -> int | str:
    """Where that leads, or else the status."""
    answer = browser.post("/organise/sign-in/code", data={"code": code})
    return answer.headers.get("location", answer.status_code)


def test_of_twenty_who_bring_one_code_at_once_one_is_let_in(browser_of, organiser, clock):
    phone, _ = turn_on(organiser, clock)
    clock.advance(seconds=60)
    browsers = [give_password(browser_of()) for _ in range(8)]
    code = phone.at(clock())
    statuses = at_once(20, lambda index: give_code(browsers[index % 8], code))
    assert statuses.count("/organise") == 1
    assert set(statuses) <= {"/organise", "/organise/sign-in", 422, 429}
    assert sum(browser.get("/organise").status_code == 200 for browser in browsers) <= 1


def test_of_ten_who_bring_one_recovery_code_at_once_one_is_let_in(browser_of, organiser, clock):
    _, codes = turn_on(organiser, clock)
    assert len(set(codes)) == 10
    browsers = [give_password(browser_of()) for _ in range(8)]
    statuses = at_once(8, lambda index: give_code(browsers[index], codes[0].upper()))
    assert Counter(statuses) == {"/organise": 1, 422: 7}


@one_kind
def test_the_password_alone_lets_nobody_in(browser_of, organiser, clock):
    turn_on(organiser, clock)
    browser = give_password(browser_of())
    assert browser.get("/organise").status_code == 303
    assert give_code(browser, "000000") == 422
    clock.advance(minutes=11)
    assert give_code(browser, "000000") == "/organise/sign-in"
    assert browser.get("/organise").status_code == 303


@one_kind
def test_the_code_of_an_older_step_is_refused_after_a_newer_one(browser_of, organiser, clock):
    phone, _ = turn_on(organiser, clock)
    used = phone.at(clock())
    assert give_code(give_password(browser_of()), used) == 422
    clock.advance(seconds=30)
    assert give_code(give_password(browser_of()), used) == 422
    assert give_code(give_password(browser_of()), phone.at(clock())) == "/organise"


@one_kind
def test_signing_in_with_a_code_gives_another_secret(browser_of, organiser, clock):
    phone, _ = turn_on(organiser, clock)
    clock.advance(seconds=60)
    browser = give_password(browser_of())
    before = browser.cookies["ayni"]
    assert give_code(browser, phone.at(clock())) == "/organise"
    assert browser.cookies["ayni"] != before
    assert browser_of(cookies={"ayni": before}).get("/organise").status_code == 303
    assert browser.get("/organise").status_code == 200


@one_kind
def test_it_is_turned_off_with_the_password_and_its_secret_is_not_in_the_database(
    organiser, clock, database, journal, client
):
    phone, codes = turn_on(organiser, clock)
    with database.reading() as db:
        assert phone.secret.encode() not in db.get(Account, organiser.account_id).second_factor
    clock.advance(minutes=11)
    off = "/organise/account/second-factor/off"
    assert organiser.client.post(off).headers["location"].startswith("/organise/confirm-password")
    organiser.client.post(
        "/organise/confirm-password", data={"handle": "organiser", "password": PASSWORD}
    )
    renewed = organiser.client.post("/organise/account/second-factor/codes")
    assert not set(codes) & set(re.findall(r"<code>([0-9a-z-]{14})</code>", renewed.text))
    assert organiser.client.post(off).status_code == 303
    answer = client.post("/organise/sign-in", data={"handle": "organiser", "password": PASSWORD})
    assert answer.headers["location"] != "/organise/sign-in/code"
    assert [row[1] for row in journal()] == [
        "account_created",
        "signed_in",
        "second_factor_on",
        "password_confirmed",
        "recovery_codes_renewed",
        "second_factor_off",
        "signed_in",
    ]


@one_kind
def test_a_wrong_first_code_turns_nothing_on(organiser, clock, database):
    page = organiser.client.get("/organise/account/second-factor").text
    secret = re.search(r'name="factor"[^>]*value="([A-Z2-7]{32})"', page)[1]
    answer = organiser.client.post(
        "/organise/account/second-factor", data={"factor": secret, "code": "000000"}
    )
    assert (answer.status_code, secret in answer.text) == (422, True)
    with database.reading() as db:
        assert db.get(Account, organiser.account_id).second_factor is None
