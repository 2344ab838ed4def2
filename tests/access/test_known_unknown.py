"""What is known and what is not meets the same statements and gets the same answer.

Handles without a second factor are looked at in `tests/accounts/test_signing.py`, addresses in
`tests/signups/test_known_address.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.kit.sealing import as_token, new_secret
from app.publishing.enums import PublicKind
from tests.access.cells import site_of
from tests.access.records import id_of
from tests.accounts.test_second_factor import give_password, turn_on
from tests.fixtures.statements import overhear

WRONG = {"password": "not that one"}


@dataclass(frozen=True, slots=True)
class Met:
    """What somebody gets, the names and tokens that they brought taken out."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    statements: tuple[str, ...]


@pytest.fixture
def meet(app) -> Callable[..., Met]:
    """Return `meet(browser, method, path, hide=…, …)`."""
    said = overhear(site_of(app).state.resources.database)

    def ask(browser: Any, method: str, path: str, hide: str, **more: Any) -> Met:
        browser.get("/organise/sign-in")
        browser.get("/en/my/none")  # so that what all pages share is made
        said.clear()
        answer = browser.request(method, path, **more)
        headers = dict(answer.headers)
        headers.pop("content-length", None)  # a name's length, and no more
        body = answer.text.replace(hide, "…")
        assert int(answer.headers["content-length"]) == len(answer.content)
        return Met(answer.status_code, tuple(headers.items()), body, tuple(said))

    return ask


def random_token() -> str:
    return as_token(new_secret())


def same(one: Met, *others: Met, status: int) -> None:
    assert one.status == status
    for other in others:
        assert other == one
    assert len(one.statements) > 1


def test_an_account_with_a_second_factor_or_without_a_key_is_no_other_than_none(
    meet, client, sign_in, organiser, clock
) -> None:
    turn_on(organiser, clock)
    boss = sign_in("coordinator")
    keyless = sign_in("steward", handle="keylessone")
    renewed = boss.client.post(f"/organise/people/{keyless.account_id}/new-password")
    assert renewed.status_code == 200

    def try_as(handle: str) -> Met:
        typed = {"handle": handle, **WRONG}
        return meet(client, "POST", "/organise/sign-in", handle, data=typed)

    same(*(try_as(handle) for handle in ("nobodyhere", "organiser", "keylessone")), status=422)


def test_a_recovery_code_that_was_used_is_no_other_than_none(
    meet, browser_of, organiser, clock
) -> None:
    _, codes = turn_on(organiser, clock)
    used, unknown = codes[0], "zzzz-zzzz-zzzz"
    first = give_password(browser_of())
    assert first.post("/organise/sign-in/code", data={"code": used}).status_code == 303
    second = give_password(browser_of())
    met = [
        meet(second, "POST", "/organise/sign-in/code", code, data={"code": code})
        for code in (unknown, used)
    ]
    same(*met, status=422)


def test_a_link_that_ended_is_no_other_than_none(
    meet, ground, client, browser_of, clock, database
) -> None:
    boss = browser_of(cookies={"ayni": ground.people["coordinator"].cookie})
    ours = browser_of(cookies={"ayni": ground.people["ours"].cookie})
    links = ground.links
    boss.post(f"/organise/invitations/{links['invitation id']}/revoke")
    ours.post(f"/organise/events/{links['event draft']}/preview-link/end")
    for path, ended, foreign in (
        ("/organise/invitation/{}", links["invitation"], links["new password"]),
        ("/organise/new-password/{}", links["my published"], links["preview"]),
        ("/organise/set-up/{}", links["invitation"], links["new password"]),
        ("/en/drafts/{}", links["preview"], links["my published"]),
        ("/en/my/{}", links["my purged"], links["preview"]),
    ):
        tokens = (random_token(), ended, foreign)
        same(*(meet(client, "GET", path.format(one), one) for one in tokens), status=404)
    for verb in ("confirm", "cancel", "no-mail"):
        tokens = (random_token(), links["my purged"], links["preview"])
        met = (meet(client, "POST", f"/en/my/{one}/{verb}", one) for one in tokens)
        same(*met, status=404)


def test_a_stop_link_with_another_s_token_is_no_other_than_none(meet, ground, client) -> None:
    known = ground.links["stop published"].rpartition("/my/")[2].partition("/")[0]
    token = random_token()
    for method in ("GET", "POST"):
        met = (
            meet(client, method, f"/en/my/{name}/no-mail/{token}", name)
            for name in ("su_000000000000", known)
        )
        same(*met, status=404)


def test_an_event_of_others_is_no_other_than_none(meet, ground, browser_of) -> None:
    theirs = browser_of(cookies={"ayni": ground.people["theirs"].cookie})
    ids = ("e_000000000000", ground.links["event draft"], id_of(PublicKind.EVENT, "withdrawn"))
    for page in ("", "/edit", "/door", "/sign-up", "/card.png"):
        met = (meet(theirs, "GET", f"/organise/events/{one}{page}", one) for one in ids)
        same(*met, status=404)
