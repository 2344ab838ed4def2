"""Two servers on one database: what one command changes, both show within a second."""

import json
import time
from statistics import median
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from app.history.enums import Role
from app.history.inputs import Act
from app.kit.clock import system_clock
from app.kit.db import Database
from app.operations.session import one_write
from app.publishing.enums import RecordStatus
from app.sources import service as sources
from app.sources.enums import SourceKind
from app.sources.inputs import SourceInput

WITHIN = 1.0  # seconds
DEADLINE = 30.0
PAUSE = 0.02  # between two looks, so that the servers have time for their own
PATHS = (
    "/en/sources/made-paper",
    "/en/sources",
    "/api/v1/sources/made-paper",
    "/api/v1/sources",
)


@pytest.fixture
def write(database_url):
    """Return `write(title)`, which changes a source as a command does; None withdraws it."""
    database = Database(database_url, pool_size=1)

    def change(title):
        wanted = SourceInput(
            slug="made-paper", kind=SourceKind.ARTICLE, title=title or "Made", title_language="en"
        )
        status = RecordStatus.PUBLISHED if title else RecordStatus.WITHDRAWN
        with one_write(database, clock=system_clock) as db:
            sources.save(
                db,
                record_id="so_made",
                wanted=wanted,
                act=Act(role=Role.OPERATOR),
                now=system_clock(),
                status=status,
            )

    yield change
    database.dispose()


def read(server, path):
    try:
        with urlopen(server.base_url + path, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        with refusal:
            return refusal.code, ""


def shows(server, path, title) -> bool:
    """Whether an address shows the source under a title; None: whether it no longer does."""
    status, text = read(server, path)
    if title is None:
        return status == (404 if path.endswith("paper") else 200) and "made-paper" not in text
    return title in text


def seconds_until(servers, title):
    """How long until every page and every JSON of every server is so."""
    begun = time.monotonic()
    waiting = [(server, path) for server in servers for path in PATHS]
    while waiting:
        waiting = [(server, path) for server, path in waiting if not shows(server, path, title)]
        time.sleep(PAUSE if waiting else 0)
        assert time.monotonic() - begun < DEADLINE, f"still otherwise: {waiting}"
    return time.monotonic() - begun


def test_what_one_command_changes_both_show_within_a_second(serve, database_url, write):
    first, second = (serve(database_url=database_url) for _ in range(2))
    waited = []
    for title in ("Made 0", "Made 1", "Made 2", "Made 3", None, "Made 4", "Made 5"):
        write(title)
        waited.append(seconds_until([first, second], title))
    first.stop()
    write("Made last")
    waited.append(seconds_until([second], "Made last"))
    assert json.loads(read(second, "/readyz")[1]) == {"status": "ready"}
    told = ", ".join(f"{seconds:.2f} s" for seconds in waited)
    print(f"seen after {told}")  # noqa: T201 -- the figure, with -s
    # Two looks a second: each is well within one, unless the machine itself was busy elsewhere.
    assert median(waited) < WITHIN, told
