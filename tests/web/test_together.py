"""Several in one commit: each is answered for itself, and nobody before it is kept."""

import asyncio
from collections.abc import Sequence
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from sqlalchemy import event, select, text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.accounts.models import Account, AccountOrganisation
from app.history.models import JournalEntry
from app.history.service import write_journal
from app.kit.db import Database
from app.kit.errors import Unavailable
from app.kit.generation import public_version, raise_public_version
from app.web.hop import REQUEST, Db, Now, RouteError, Router
from app.web.together import MOST, Groups, together
from tests.web.conftest import layer, one_kind
from tests.web.made import ACT, CANARY

KEEP, REFUSE, BREAK, PUBLISH = "keep", "refuse", "break", "publish"
DANGLE, LOSE, GIVE_UP, UNFIT = "dangle", "lose", "give up", "unfit"


@together
def written(db: Db, now: Now, what: str, name: str) -> Response:
    """Write a row under a name; then keep it, or refuse it, break or publish."""
    seen = len(db.scalars(select(JournalEntry)).all())
    write_journal(db, action=name, kind="made", record_id="x_made", act=ACT, now=now)
    db.flush()
    if what == BREAK:
        raise ValueError(CANARY)
    if what == DANGLE:
        db.execute(text("PRAGMA defer_foreign_keys=ON"))
        db.add(AccountOrganisation(account_id="a_nobody", organisation_id="o_nowhere"))
    if what == UNFIT:
        db.add(Account(id="a_made"))
        db.flush()
    if what == GIVE_UP:
        db.connection().connection.driver_connection.execute("ROLLBACK")  # as on a full disk
        raise OSError(CANARY)
    if what == LOSE:
        db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    if what == PUBLISH:
        raise_public_version(db)
    return PlainTextResponse(str(seen), 409 if what == REFUSE else 200)


@pytest.fixture
def route(app):
    router = Router()
    router.add_api_route("/made/written/{what}/{name}", written, methods=["POST"])
    layer(app, FastAPI).include_router(router, include_in_schema=False)
    return router.routes[0]


@pytest.fixture
def send(client, route):
    """Return `send(*pairs)`: what several ask at once; what each is told."""
    site = layer(client.app, FastAPI)

    def told(outcome):
        if isinstance(outcome, Response):
            return outcome.status_code, outcome.body.decode()
        return type(outcome).__name__

    def ask(*pairs):
        asked = [
            {REQUEST: Request(
                {
                    "type": "http",
                    "method": "POST",
                    "app": site,
                    "headers": [],
                    "path_params": {"what": what, "name": name},
                }
            )}
            for what, name in pairs
        ]  # fmt: skip
        return [told(outcome) for outcome in route.endpoint.write(site.state.resources, asked)]

    return ask


@pytest.fixture
def kept(settings):
    """The names of what is kept, and the public version, as another connection sees."""
    database = Database(settings.database, pool_size=1)

    def look():
        with database.reading() as db:
            rows = db.scalars(select(JournalEntry.action).order_by(JournalEntry.sequence)).all()
            return list(rows), public_version(db)

    yield look
    database.dispose()


@contextmanager
def commits(client):
    """Counts the commits of writers meanwhile."""
    counted: list[int] = []
    writer = layer(client.app, FastAPI).state.resources.database.writer

    def count(connection) -> None:
        counted.append(1)

    event.listen(writer, "commit", count)
    try:
        yield counted
    finally:
        event.remove(writer, "commit", count)


def test_several_are_kept_by_one_commit_and_see_each_other(client, send, kept):
    with commits(client) as counted:
        assert send((KEEP, "a"), (KEEP, "b"), (KEEP, "c")) == [(200, "0"), (200, "1"), (200, "2")]
    assert (kept(), len(counted)) == ((["a", "b", "c"], 0), 1)


def test_what_fails_undoes_itself_alone(client, send, kept):
    told = send((KEEP, "a"), (REFUSE, "b"), (KEEP, "c"), (BREAK, "d"), (KEEP, "e"))
    assert told == [(200, "0"), (409, "1"), (200, "1"), "ValueError", (200, "2")]
    assert kept() == (["a", "c", "e"], 0)
    assert send((REFUSE, "f"), (BREAK, "g")) == [(409, "3"), "ValueError"]
    assert kept() == (["a", "c", "e"], 0)


def test_after_what_is_published_the_others_wait_for_the_next_commit(client, send, kept):
    with commits(client) as counted:
        told = send((KEEP, "a"), (PUBLISH, "b"), (KEEP, "c"), (PUBLISH, "d"))
    assert told == [(200, "0"), (200, "1"), (200, "2"), (200, "3")]
    assert (kept(), len(counted)) == ((["a", "b", "c", "d"], 2), 2)


def test_without_a_database_each_is_told_so(client, send, kept, outage):
    outage.begin()
    told = send((KEEP, "a"), (KEEP, "b"))
    outage.end()
    assert told[0] in {"OperationalError", "ProgrammingError"}
    assert told == [told[0]] * 2
    assert kept() == ([], 0)


@one_kind
def test_where_the_commit_fails_nobody_is_told_that_it_is_kept(client, send, kept):
    """What only the commit itself can find: a reference that is checked at the end."""
    told = send((KEEP, "a"), (REFUSE, "b"), (DANGLE, "c"), (KEEP, "d"))
    assert told == ["IntegrityError"] * 4
    assert kept() == ([], 0)
    assert send((KEEP, "e")) == [(200, "0")]
    assert kept() == (["e"], 0)


def test_where_the_session_cannot_write_all_are_told_so(send, kept):
    told = send((KEEP, "a"), (BREAK, "b"), (UNFIT, "c"), (KEEP, "d"))
    assert told == ["IntegrityError"] * 4
    assert kept() == ([], 0)
    assert send((KEEP, "e")) == [(200, "0")]
    assert kept() == (["e"], 0)


@one_kind
def test_where_the_database_gives_up_all_are_told_so(send, kept):
    told = send((KEEP, "a"), (REFUSE, "b"), (GIVE_UP, "c"), (KEEP, "d"))
    assert told == ["OperationalError"] * 4
    assert kept() == ([], 0)
    assert send((KEEP, "e")) == [(200, "0")]
    assert kept() == (["e"], 0)


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_where_the_connection_is_lost_all_are_told_so(send, kept):
    told = send((KEEP, "a"), (REFUSE, "b"), (LOSE, "c"), (KEEP, "d"), (BREAK, "e"))
    assert told == ["OperationalError"] * 5
    assert kept() == ([], 0)
    assert send((KEEP, "f")) == [(200, "0")]


def test_who_comes_while_others_are_written_goes_with_who_waits_too():
    sizes: list[int] = []

    async def come(number: int, path: str) -> str:
        request = Request({"type": "http", "path": path, "app": FastAPI(), "headers": []})
        request.app.state.resources = None
        return (await groups.join(request, {"number": number})).body.decode()

    def write(resources: object, asked: Sequence[dict]) -> list[Response]:
        sizes.append(len(asked))
        if len(sizes) == 1:
            loop.call_soon_threadsafe(all_are_there.set)
            come_in.result(10)
        return [PlainTextResponse(str(one["number"])) for one in asked]

    async def everybody() -> list[str]:
        nonlocal loop, all_are_there, come_in
        loop, all_are_there = asyncio.get_running_loop(), asyncio.Event()

        async def more() -> list[asyncio.Task[str]]:
            later = [asyncio.create_task(come(number, "/a")) for number in range(1, MOST + 3)]
            await asyncio.sleep(0)
            return later

        come_in = asyncio.run_coroutine_threadsafe(more(), loop)
        first = asyncio.create_task(come(0, "/a"))
        later = await asyncio.wrap_future(come_in)
        return [await one for one in (first, *later)]

    loop = all_are_there = come_in = None
    groups = Groups(write)
    assert asyncio.run(everybody()) == [str(number) for number in range(MOST + 3)]
    assert sizes in ([1, MOST, 2], [MOST, 3])


def test_where_nothing_comes_of_a_group_nobody_waits_for_ever():
    def write(resources: object, asked: Sequence[dict]) -> list[Response]:
        raise RuntimeError(CANARY)

    async def everybody() -> list[object]:
        request = Request({"type": "http", "path": "/a", "app": FastAPI(), "headers": []})
        request.app.state.resources = None
        groups = Groups(write)
        asked = (groups.join(request, {"number": number}) for number in range(3))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert [type(told) for told in asyncio.run(everybody())] == [Unavailable] * 3


@one_kind
def test_what_goes_together_is_a_form_at_most(app):
    @together
    def asks_more(db: Db, number: int) -> Response:
        return PlainTextResponse("")

    with pytest.raises(RouteError, match="asks for no more than a form"):
        Router().add_api_route("/made", asks_more, methods=["POST"])
