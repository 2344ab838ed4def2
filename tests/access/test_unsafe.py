"""Whoever may not do a thing changes nothing by trying; and what they try would have done it."""

import sqlite3
from contextlib import closing
from urllib.parse import urlencode

import pytest

from app.web.hop import SAFE_METHODS
from tests.access.cells import (
    PLAIN,
    TWO_STATES,
    Cell,
    cells_of,
    routes_of,
    site_of,
    slow_routes,
    told,
)
from tests.access.ground import digests
from tests.access.sending import SENT, SHOWN_ELSEWHERE, Sent
from tests.access.table import Told, everybody
from tests.fixtures.forms import fields_of
from tests.fixtures.raw import ask

FORM = (b"content-type", b"application/x-www-form-urlencoded")
SLOW = {
    "/organise/account/password",
    "/organise/confirm-password",
    "/organise/events/{event_id:name}/picture",
    "/organise/events/{event_id}/list/export",
    "/organise/invitation/{token}",
    "/organise/new-password/{token}",
    "/organise/set-up/{token}",
}
"""Where passwords are derived and pictures drawn, but for the sign-in, which is everybody's."""


@pytest.fixture
def press(ground, client, browser_of, clock):
    """Return `press(cell, who, sent)`: what a browser sends of a form on a page of its own."""

    def send(cell: Cell, who, sent: Sent):
        browser = browser_of(cookies={"ayni": who.cookie} if who.cookie else {})
        fields = dict(sent.fields)
        if sent.on_page:
            fields = fields_of(browser.get(cell.path).text) | fields
            clock.advance(seconds=5)  # quicker is no person
        return browser.post(cell.path, data=fields, files=sent.files)

    return send


def test_whoever_may_does_something_and_then_it_is_undone(ground, press, tmp_path) -> None:
    """The bodies of the other test are such that they would change something."""
    site, unmoved = site_of(ground.app), []
    live, before = tmp_path / "test.db", tmp_path / "before.db"
    with closing(sqlite3.connect(live)) as now, closing(sqlite3.connect(before)) as kept:
        now.backup(kept)
        for route, sent in SENT.items():
            who = ground.people[sent.by]
            [cell] = [
                cell
                for cell in cells_of(ground, site, who, safe=False)
                if cell.route == route and cell.state in {PLAIN, sent.state}
            ]
            version, answer = ground.version(), press(cell, who, sent)
            if ground.version() == version or answer.status_code not in {200, 303}:
                unmoved.append((route, answer.status_code))
            kept.backup(now)
    assert unmoved == []


def test_every_unsafe_route_is_sent_something(app) -> None:
    unsafe = {
        route.path
        for route in routes_of(site_of(app))
        if not (route.methods or set()) & SAFE_METHODS
    }
    assert sorted(unsafe) == sorted({*SENT, *SHOWN_ELSEWHERE})


def test_whoever_may_not_changes_nothing(ground, client) -> None:
    """Nor do they keep the server busy: of what asks for long work not a byte is read."""
    site, found, refused, idle = site_of(ground.app), [], 0, set()
    slow = slow_routes(site)
    assert slow == SLOW | {"/organise/sign-in"}
    before, version = digests(ground.database), ground.version()
    for who in ground.people.values():
        for cell in cells_of(ground, site, who, safe=False):
            if cell.state not in TWO_STATES | {PLAIN} or cell.rule.judge is everybody:
                continue
            expected = cell.expected(who)
            if expected is Told.OPEN:
                continue
            refused += 1
            body = urlencode(SENT[cell.route].fields if cell.route in SENT else {}).encode()
            idle |= {cell.route} & slow
            headers = [*who.headers, FORM, (b"content-length", str(len(body)).encode())]
            answer = ask(client, cell.path.encode(), method="POST", headers=headers, chunks=[body])
            may_be = {expected, Told.FORBIDDEN} if expected is Told.SIGN_IN else {expected}
            if told(answer) not in may_be or ground.version() != version:
                found.append((who.name, cell.route, cell.state, told(answer), str(expected)))
                version = ground.version()
            if cell.route in slow and answer.read:
                found.append((who.name, cell.route, cell.state, "was read"))
    assert found == []
    assert idle == SLOW
    assert digests(ground.database) == before
    assert refused > 500
