"""What the tests of accounts share."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.history.models import JournalEntry

NEW = "four words of cold salt"


@pytest.fixture
def journal(database) -> Callable[[], list[tuple[str, str, str]]]:
    """Return a function that reads the whole journal: role, action, kind."""

    def read():
        with database.reading() as db:
            query = select(JournalEntry).order_by(JournalEntry.sequence)
            return [(row.role.value, row.action, row.kind) for row in db.scalars(query)]

    return read


@pytest.fixture
def set_up_link(settings) -> str:
    """The path of the link that `ayni serve` prints while there is no account."""
    from app.operations import people

    return people.set_up_link(settings).removeprefix(settings.canonical_base)


@pytest.fixture
def invitation(sign_in) -> Callable[..., str]:
    """Return a function that has a coordinator make an invitation; the path of its link."""
    made = []

    def make(role: str = "organiser", **fields) -> str:
        if not made:
            made.append(sign_in("coordinator", handle="inviter"))
        answer = made[0].client.post(
            "/organise/people/invite", data={"role": role, "days": "3", **fields}
        )
        assert answer.status_code == 200, answer.text
        return link_in(answer.text)

    return make


def link_in(page: str) -> str:
    """The path of the one-use link that a page shows."""
    return re.search(r'<textarea id="link"[^>]*>http://[^/<]+(/organise/[^<]+)<', page)[1]


def joining(handle: str, **fields) -> dict[str, str]:
    """What somebody types behind an invitation."""
    typed = {"handle": handle, "name": "", "language": "en", "new_password": NEW, "again": NEW}
    return typed | fields


def at_once(number: int, do) -> list:
    """The results of calling ``do(index)`` from so many threads together."""
    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(do, range(number)))
