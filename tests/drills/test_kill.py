"""kill -9 while people sign up: whoever was told so is signed up, once, and has their letter.

`make test` kills a few times; `--kills=100` as often as one wants. What the system itself holds
outlives a killed process, so that the harness is tried on a database that keeps commits back.
"""

import tempfile
import time
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from secrets import SystemRandom
from threading import Timer

import pytest
from sqlalchemy import text

from app.operations import migrate
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from tests.drills.crowd import PROXY, Crowd, Toll
from tests.fixtures import postgres
from tests.fixtures.application import TestClock, settings_for
from tests.fixtures.memory import quick_folder
from tests.fixtures.server import free_port

NOTHING = Toll(lost=0, doubled=0, unmailed=0)
SYNCED = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
UNSYNCED = {
    "synchronous_commit": "off",
    "wal_writer_delay": "10s",
    "wal_writer_flush_after": "1GB",
}
"""Commits are acknowledged before they are handed to the system, seconds later."""


@pytest.fixture
def clock() -> TestClock:
    """The time that the servers have too."""
    return TestClock(datetime.now(UTC))


@pytest.fixture
def cluster(request):
    """A PostgreSQL of the test's own, to be killed."""
    with tempfile.TemporaryDirectory(prefix="ayni-pg-", dir=quick_folder()) as name:
        server = postgres.start(Path(name), **request.param)
        yield server
        server.stop()


@pytest.fixture
def settings(request, tmp_path):
    """On the cluster of the test if it has one, else on SQLite."""
    own = request.getfixturevalue("cluster") if "cluster" in request.fixturenames else None
    url = own.create_database() if own else f"sqlite:///{tmp_path / 'test.db'}"
    settings = settings_for(tmp_path / "data", url)
    migrate.upgrade(settings)
    return settings


class Life:
    """The server between two kills, always at one address."""

    def __init__(self, serve, settings) -> None:
        self.port = free_port()
        self._serve, self._settings = serve, settings
        self.start()

    def start(self) -> None:
        self._server = self._serve(
            data_dir=self._settings.data_dir,
            database_url=self._settings.database,
            port=self.port,
            trusted_proxies=PROXY,
        )

    def kill(self) -> None:
        self._server.kill()

    def stop(self) -> None:
        self._server.stop()


@pytest.fixture
def life(serve, desk, settings):
    desk.set(FormInput(mode=SignUpMode.NAMES, capacity=1_000_000))
    return Life(serve, settings)


@pytest.fixture
def drill(life, desk, settings, capsys):
    """Return `drill(kills, *blows)`: a blow is how to kill and how to start again, by turns."""
    chance = SystemRandom()

    def run(kills, *blows):
        crowd = Crowd(desk, port=life.port)
        begun = time.monotonic()
        with crowd.coming():
            for kill, start in islice(cycle(blows), kills):
                crowd.wait_for(chance.randint(1, 20))
                moment = Timer(chance.uniform(0, 0.05), kill)
                moment.start()
                moment.join()
                with crowd.nobody_there():
                    start()
            crowd.wait_for(1)
        life.stop()
        toll = crowd.toll(settings)
        with capsys.disabled():
            print(  # noqa: T201 -- the figures are the result
                f"\n{kills} kills in {time.monotonic() - begun:.0f} s,"
                f" {len(crowd.acknowledged)} acknowledged: {toll}"
            )
        assert crowd.refused == []
        return toll

    return run


def test_a_killed_server_loses_nothing(drill, life, desk, pytestconfig) -> None:
    assert drill(pytestconfig.getoption("--kills"), (life.kill, life.start)) == NOTHING
    with desk.reading() as db:
        assert db.scalar(text("PRAGMA integrity_check")) == "ok"


@pytest.mark.parametrize("cluster", [SYNCED], ids=["synced"], indirect=True)
def test_a_killed_server_or_database_loses_nothing(drill, life, cluster, pytestconfig) -> None:
    blows = (cluster.kill, cluster.start_again), (life.kill, life.start)
    assert drill(pytestconfig.getoption("--kills"), *blows) == NOTHING


@pytest.mark.parametrize("cluster", [UNSYNCED], ids=["unsynced"], indirect=True)
def test_the_drill_turns_red_on_a_database_that_keeps_commits_back(drill, cluster) -> None:
    cluster.execute("checkpoint")  # what was there before anybody came is safe
    assert drill(1, (cluster.kill, cluster.start_again)).lost > 0
