"""Route × role × state × format: every cell of the matrix is asked for, and answers as declared."""

import re
from collections import defaultdict

import pytest
from sqlalchemy import update
from starlette.responses import PlainTextResponse

from app.accounts.models import Account
from app.operations.session import one_write
from app.publishing.enums import PublicKind
from app.web.hop import Router
from tests.access.cells import (
    SHOWN_TO,
    TWO_STATES,
    Cell,
    cells_of,
    routes_of,
    site_of,
    told,
    without_rule,
)
from tests.access.ground import Who
from tests.access.table import PLAIN, Told, words_of
from tests.fixtures.raw import Answer, ask, ask_all

FORMATS = {
    # By how an address ends or begins; everything else is a page.
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    "/api/v1": "application/json",
    "/healthz": "application/json",
    "/readyz": "application/json",
}
PROBLEM, PAGE = "application/problem+json", "text/html; charset=utf-8"
KEPT_BY_NOBODY = re.compile(r"/organise(/|$)|/(en|es|fr)/(my|drafts)/")
WORD = re.compile(rf"zq(?:{'|'.join(PublicKind)}|name|caller|update|address)[a-z]*")


def format_of(path: str) -> str:
    found = (kind for end, kind in FORMATS.items() if path.endswith(end) or path.startswith(end))
    return next(found, PAGE)


def faults_of(path: str, answer: Answer, expected: Told) -> list[str]:
    """What is wrong with an answer apart from what its reader is told."""
    found = []
    api = path.startswith("/api/v1")
    wanted = format_of(path) if answer.status < 300 else (PROBLEM if api else PAGE)
    if not 300 <= answer.status < 400 and answer.header("content-type") != wanted:
        found.append(f"is {answer.header('content-type')}, not {wanted}")
    is_kept = "no-store" not in (answer.header("cache-control") or "")
    if KEPT_BY_NOBODY.match(path) and expected is Told.OPEN and answer.status < 300 and is_kept:
        found.append("can be kept")
    return found


def test_every_route_has_a_rule(app) -> None:
    assert without_rule(site_of(app)) == []
    assert len(routes_of(site_of(app))) > 150


def test_a_route_without_a_rule_is_seen(app) -> None:
    made = Router()
    made.add_api_route("/en/made/{slug}", lambda: PlainTextResponse("made"))
    site_of(app).include_router(made)
    assert without_rule(site_of(app)) == ["/en/made/{slug}"]


def test_every_cell_answers_as_the_table_says(ground, client) -> None:
    site, found, asked = site_of(ground.app), [], defaultdict(int)
    seen = {name: set() for name in ground.people}
    before = ground.version()
    for who in ground.people.values():
        cells = list(cells_of(ground, site, who, safe=True))
        answers = ask_all(client, [cell.path.encode() for cell in cells], headers=who.headers)
        for cell, answer in zip(cells, answers, strict=True):
            expected = cell.expected(who)
            asked[expected] += 1
            here = (who.name, cell.route, cell.state)
            if told(answer) != expected:
                found.append((*here, told(answer), expected))
            found += [(*here, fault) for fault in faults_of(cell.path, answer, expected)]
            if told(answer) is Told.OPEN:
                seen[who.name] |= set(WORD.findall(answer.body.decode("latin-1").lower()))
    assert found == []
    may_see = {name: words_of(who) for name, who in ground.people.items()}
    assert [(name, words - may_see[name]) for name, words in seen.items()] == [
        (name, set()) for name in seen
    ]
    assert {name: seen[name] for name in SHOWN_TO} == {name: may_see[name] for name in SHOWN_TO}
    assert seen["ours"] >= may_see["ours"] - may_see["anonymous"]
    assert ground.version() == before
    assert min(asked[one] for one in Told) > 5


OTHERS = {"es": ("anonymous", "holder", "ours"), "fr": ("anonymous", "holder", "steward")}
"""Who asks in the other languages: a rule is one for all of them, and this would show where not."""


def is_in_a_language(who: Who, cell: Cell) -> bool:
    """What an address or an account says the language of; of the workspace, in two states."""
    if who.role is None:
        return "{lang:lang}" in cell.route
    return cell.route.startswith("/organise") and cell.state in TWO_STATES | {PLAIN}


@pytest.mark.parametrize("lang", OTHERS)
def test_other_languages_show_and_hide_the_same(ground, client, lang) -> None:
    site, found, asked, seen = site_of(ground.app), [], defaultdict(int), defaultdict(set)
    with one_write(ground.database, clock=ground.clock) as db:
        db.execute(update(Account).values(language=lang))
    for who in (ground.people[name] for name in OTHERS[lang]):
        every = cells_of(ground, site, who, safe=True, lang=lang)
        cells = [cell for cell in every if is_in_a_language(who, cell)]
        answers = ask_all(client, [cell.path.encode() for cell in cells], headers=who.headers)
        for cell, answer in zip(cells, answers, strict=True):
            here, expected = (who.name, cell.route, cell.state), cell.expected(who)
            asked[expected] += 1
            if told(answer) != expected:
                found.append((*here, told(answer), expected))
            found += [(*here, fault) for fault in faults_of(cell.path, answer, expected)]
            body = answer.body.decode("latin-1").lower()
            is_page = answer.status == 200 and answer.header("content-type") == PAGE
            if is_page and f'<html lang="{lang}"' not in body:
                found.append((*here, "is in another language"))
            if told(answer) is Told.OPEN:
                seen[who.name] |= set(WORD.findall(body))
    assert found == []
    may_see = {name: words_of(ground.people[name]) for name in OTHERS[lang]}
    assert {name: seen[name] - may_see[name] for name in seen} == {name: set() for name in seen}
    assert seen["anonymous"] == may_see["anonymous"]
    assert min(asked[one] for one in (Told.OPEN, Told.MISSING)) > 50


def test_a_page_that_asks_nobody_who_they_are_is_seen(ground, client) -> None:
    made, site = Router(), site_of(ground.app)
    path = "/organise/events/{event_id:name}/made"
    made.add_api_route(path, lambda: PlainTextResponse("made"))
    site.include_router(made)
    steward = ground.people["steward"]
    cells = [cell for cell in cells_of(ground, site, steward, safe=True) if cell.route == path]
    answers = [told(ask(client, cell.path.encode(), headers=steward.headers)) for cell in cells]
    assert [cell.expected(steward) for cell in cells] == [Told.FORBIDDEN] * 10
    assert answers == [Told.OPEN] * 10
