"""Whoever only follows a link, a mail scanner too, changes nothing: a hundred times, GET and HEAD.

The links are those of the letters that lie in the folder after every flow that mails has mailed,
and those that are shown to be passed on by hand.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from app.publishing.enums import PublicKind
from tests.access.ground import digests
from tests.access.records import id_of, slug_of
from tests.fixtures.forms import fields_of
from tests.fixtures.post import text_of
from tests.fixtures.raw import ask_all
from tests.fixtures.sign_ups import ticket_on

APP = Path(__file__).parents[2] / "app"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/[^\s<>]*[\w/=-])")
TIMES = 100
WRITES_LETTERS = {
    "mail/envelope.py",  # opens one that was sealed
    "operations/doctor.py",  # a test, in which there is no link
    "operations/pages/mailbox.py",  # the same
    "signups/letters.py",
}
MAILED = {
    "private page": r"/en/my/[\w-]+",
    "no more letters": r"/en/my/su_\w+/no-mail/[\w-]+",
    "event": r"/en/events/[a-z]+",
    "calendar": r"/en/events/[a-z]+\.ics",
}
"""Where letters lead; each of them is in one letter at least."""
PASSED_ON = {
    "invitation": "/organise/invitation/",
    "new password": "/organise/new-password/",
    "preview": "/en/drafts/",
}
"""What is shown once, to be copied to somebody."""
SIGN_UP = f"/en/events/{slug_of(PublicKind.EVENT, 'published')}/sign-up"
OWN = f"/organise/events/{id_of(PublicKind.EVENT, 'published')}"
SETTINGS = {"mode": "names", "largest_party": "9", "purge_days": "20", "capacity": "9"}


@pytest.fixture
def letters(ground, browser_of, client, clock, post):
    """What lies in the folder once everybody has done what mails."""
    ours = browser_of(cookies={"ayni": ground.people["ours"].cookie})
    waits = {**SETTINGS, "has_waiting_list": "y"}

    def done(answer):
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def sign_up(**fields):
        ticket = ticket_on(client.get(SIGN_UP).text)
        clock.advance(seconds=5)
        known = {"ticket": ticket, "website": "", "party": "1"}
        return done(client.post(SIGN_UP, data={**known, **fields}))

    post.arrived()
    done(ours.post(f"{OWN}/sign-up", data=waits))
    many = sign_up(party="8").partition("?")[0]
    sign_up(address="waits@made.example", may_write="yes")
    [asked] = post.arrived()
    done(client.post(f"{LINK.search(text_of(asked))[1]}/confirm"))
    done(client.post(f"{many}/cancel"))
    [promoted] = post.arrived()
    sign_up(address="unconfirmed@made.example", may_write="no")
    done(ours.post(f"{OWN}/sign-up/message", data={"text": "Made words"}))
    path = f"{OWN}/change/cancelled"
    filled = fields_of(ours.get(path).text) | {"do": "publish", "words_en": "It is off."}
    done(ours.post(path, data=filled))
    return [asked, promoted, *post.arrived()]


def test_these_are_all_the_letters_there_are() -> None:
    writing = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        if re.search(r"\bLetter\(", path.read_text("utf-8"))
    }
    assert writing == WRITES_LETTERS
    source = (APP / "signups/letters.py").read_text("utf-8")
    assert re.findall(r"def (\w+)\([^)]*\) -> Letter", source) == [
        "confirmation", "promotion", "news", "_letter",
    ]  # fmt: skip


def test_following_links_changes_nothing(ground, letters, client) -> None:
    paths = {path for letter in letters for path in LINK.findall(text_of(letter))}
    headers = " ".join(str(letter["list-unsubscribe"]) for letter in letters)
    paths |= set(LINK.findall(headers))
    kinds = defaultdict(set)
    for path in paths:
        [kind] = [name for name, pattern in MAILED.items() if re.fullmatch(pattern, path)]
        kinds[kind].add(path)
    assert len(letters) == 7
    assert {kind: len(found) for kind, found in kinds.items()} == {
        "private page": 2, "no more letters": 2, "event": 1, "calendar": 1,
    }  # fmt: skip
    paths |= {start + ground.links[name] for name, start in PASSED_ON.items()}
    before, version, statuses = digests(ground.database), ground.version(), set()
    for path in sorted(paths):
        for method in ("GET", "HEAD"):
            answers = ask_all(client, [path.encode()] * TIMES, method=method)
            statuses |= {answer.status for answer in answers}
    assert statuses == {200}
    assert ground.version() == version
    assert digests(ground.database) == before
