"""Signing in and out."""

from datetime import timedelta

import pytest

from app.accounts.passwords import BY_ALL
from tests.fixtures.accounts import PASSWORD
from tests.fixtures.statements import overhear

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])


def sign_in_at(client, path="/organise/sign-in", **typed):
    return client.post(path, data={"handle": "organiser", "password": PASSWORD} | typed)


def test_a_page_of_the_workspace_leads_to_the_sign_in_and_back(browser_of, organiser):
    client = browser_of()
    asked = client.get("/organise/account")
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        "/organise/sign-in?next=account",
    )
    answer = sign_in_at(client, asked.headers["location"], handle="Organiser")
    assert answer.status_code == 303
    again = sign_in_at(client, asked.headers["location"])
    assert (again.status_code, again.headers["location"]) == (303, "/organise/account")
    assert client.get("/organise").status_code == 200
    assert client.post("/organise/sign-out").headers["location"] == (
        "/organise/sign-in?notice=signed_out"
    )
    assert client.get("/organise").status_code == 303


@one_kind
def test_a_wrong_password_keeps_the_handle_and_nothing_else(client, organiser):
    answer = sign_in_at(client, password="not that one")
    assert answer.status_code == 422
    assert 'value="organiser"' in answer.text
    assert "not that one" not in answer.text
    assert "set-cookie" not in answer.headers


def test_known_and_unknown_handle_get_the_same_answer_after_the_same_statements(
    app, client, organiser
):
    sign_in_at(client, handle="somebody", password="so that what all pages share is made")
    said = overhear(app_resources(app).database)

    answers = {}
    for handle in ("organiser", "nobodyhere"):
        said.clear()
        answer = sign_in_at(client, handle=handle, password="not that one")
        body = answer.text.replace(handle, "HANDLE")
        answers[handle] = (answer.status_code, dict(answer.headers), body, tuple(said))
    known, unknown = answers["organiser"], answers["nobodyhere"]
    del known[1]["content-length"], unknown[1]["content-length"]
    assert known == unknown
    assert len(known[3]) > 2


def app_resources(app):
    while not hasattr(app, "state"):
        app = app.app
    return app.state.resources


@one_kind
@pytest.mark.parametrize(
    "query",
    [
        "next=https://elsewhere.example/",
        "next=//elsewhere.example",
        "next=event&id=/..//elsewhere.example",
        "next=event&id=https://elsewhere.example",
        "next=home%0d%0aset-cookie:x=1",
    ],
)
def test_nobody_is_sent_to_another_site(browser_of, organiser, query):
    client = browser_of()
    sign_in_at(client)  # the second in all, which leads to the second factor
    answer = sign_in_at(client, f"/organise/sign-in?{query}")
    assert answer.headers["location"] == "/organise"


@one_kind
def test_signing_in_gives_a_new_secret_and_takes_none_that_was_brought(browser_of, organiser):
    brought = "A" * 43
    client = browser_of(cookies={"ayni": brought})
    first = sign_in_at(client).cookies["ayni"]
    second = sign_in_at(client).cookies["ayni"]
    assert len({brought, first, second}) == 3
    assert browser_of(cookies={"ayni": brought}).get("/organise").status_code == 303


@one_kind
def test_the_cookie_is_for_this_host_and_no_script(client, organiser):
    cookie = sign_in_at(client).headers["set-cookie"]
    assert cookie.partition("; ")[2] == "HttpOnly; Max-Age=604800; Path=/; SameSite=lax"


def test_a_session_ends_on_its_day(clock, organiser):
    clock.advance(days=7, seconds=-1)
    assert organiser.client.get("/organise").status_code == 200
    clock.advance(seconds=1)
    assert organiser.client.get("/organise").status_code == 303
    typed = {"name": "x", "language": "en"}
    speaks = {"accept-language": "en"}
    answer = organiser.client.post("/organise/account", data=typed, headers=speaks)
    assert answer.status_code == 403
    assert "not signed in any more" in answer.text


@one_kind
def test_too_many_tries_are_told_when_to_come_back(client, organiser):
    answers = [sign_in_at(client, password=f"not that one {n}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 600
    assert "Try again in" in answers[-1].text or "Inténtelo" in answers[-1].text
    assert sign_in_at(client).status_code == 429


@one_kind
def test_tries_of_all_together_have_a_limit(taken, client, browser_of, organiser, monotonic):
    taken(BY_ALL, but=1)
    elsewhere = browser_of(client=("198.51.100.8", 4711))
    answers = [sign_in_at(client), sign_in_at(elsewhere), sign_in_at(elsewhere, handle="nobody")]
    assert [answer.status_code for answer in answers] == [303, 429, 429]
    assert [answer.headers["retry-after"] for answer in answers[1:]] == ["60", "60"]
    monotonic.advance(60)
    assert sign_in_at(elsewhere).status_code == 303


@one_kind
def test_a_sign_in_from_elsewhere_or_of_another_type_is_refused(client, organiser):
    typed = {"handle": "organiser", "password": PASSWORD}
    foreign = client.post(
        "/organise/sign-in", data=typed, headers={"origin": "https://elsewhere.example"}
    )
    plain = client.post(
        "/organise/sign-in",
        content="handle=organiser",
        headers={"content-type": "text/plain", "sec-fetch-site": "same-origin"},
    )
    assert (foreign.status_code, plain.status_code) == (403, 415)


@one_kind
def test_a_field_that_no_form_has_is_refused(client, organiser):
    answer = sign_in_at(client, role="coordinator")
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers


@one_kind
def test_what_matters_asks_for_the_password_again(clock, coordinator):
    clock.advance(minutes=11)
    asked = coordinator.client.get("/organise/people/invite")
    assert asked.headers["location"] == "/organise/confirm-password?next=invite"
    wrong = sign_in_at(
        coordinator.client, asked.headers["location"], handle="coordinator", password="not that one"
    )
    assert wrong.status_code == 422
    right = sign_in_at(coordinator.client, asked.headers["location"], handle="coordinator")
    assert right.headers["location"] == "/organise/people/invite"
    assert coordinator.client.get("/organise/people/invite").status_code == 200


@one_kind
def test_sessions_are_listed_and_ended_one_by_one(browser_of, organiser, clock):
    other = browser_of(headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"})
    sign_in_at(other)
    page = organiser.client.get("/organise/account").text
    assert "Firefox, Android" in page
    assert organiser.client.post("/organise/account/sessions/end").status_code == 303
    assert other.get("/organise").status_code == 303
    assert organiser.client.get("/organise").status_code == 200
    ended = organiser.client.post(f"/organise/account/sessions/{organiser.session_id}/end")
    assert ended.headers["location"] == "/organise/sign-in?notice=signed_out"
    assert organiser.client.get("/organise").status_code == 303


@one_kind
def test_somebody_elses_session_is_not_found(organiser, coordinator):
    path = f"/organise/account/sessions/{coordinator.session_id}/end"
    assert organiser.client.post(path).status_code == 404
    assert coordinator.client.get("/organise").status_code == 200


@one_kind
def test_the_second_sign_in_offers_a_second_factor_and_the_third_does_not(browser_of, organiser):
    client = browser_of()
    assert [sign_in_at(client).headers["location"] for _ in range(2)] == [
        "/organise/account/second-factor",  # the fixture signed in once
        "/organise",
    ]


@one_kind
def test_a_changed_password_opens_the_same_key_and_ends_the_other_sessions(
    client, browser_of, organiser
):
    other = browser_of()
    sign_in_at(other)
    new = "quite another few words"
    typed = {"handle": "organiser", "password": "wrong one", "new_password": new, "again": new}
    refused = organiser.client.post("/organise/account/password", data=typed)
    assert (refused.status_code, "That is not your password." in refused.text) == (422, True)
    typed["password"] = PASSWORD
    assert organiser.client.post("/organise/account/password", data=typed).status_code == 303
    assert organiser.client.get("/organise").status_code == 200
    assert other.get("/organise").status_code == 303
    assert sign_in_at(client).status_code == 422
    assert sign_in_at(client, password=new).status_code == 303


def test_the_database_does_not_open_the_key_without_the_cookie(database, organiser):
    from app.accounts.models import Account, AccountSession
    from app.kit.sealing import SealBroken, derive, from_token, unlock

    secret = from_token(organiser.client.cookies["ayni"])
    with database.reading() as db:
        session = db.get(AccountSession, organiser.session_id)
        account = db.get(Account, organiser.account_id)
        assert session.lookup == derive(secret, "lookup")
        for guess in (session.lookup, secret, derive(session.lookup, "wrap")):
            with pytest.raises(SealBroken):
                unlock(guess, session.locked_key)
        private = unlock(derive(secret, "wrap"), session.locked_key)
        assert private not in (account.locked_key, account.public_key)
        assert session.expires_at - session.created_at == timedelta(days=7)


@one_kind
def test_under_https_the_cookie_is_bound_to_the_host(organiser, settings, clock, cheap_cost):
    from starlette.testclient import TestClient

    from app.main import create_app

    public = settings.model_copy(update={"base_url": ("https://ayni.example",)})
    app = create_app(public, clock=clock, password_cost=cheap_cost)
    with TestClient(app, base_url="https://ayni.example", follow_redirects=False) as client:
        cookie = sign_in_at(client).headers["set-cookie"]
    assert cookie.startswith("__Host-ayni=")
    assert cookie.partition("; ")[2] == "HttpOnly; Max-Age=604800; Path=/; SameSite=lax; Secure"
