"""One hop: who may write, what is kept, and that nobody waits for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import pytest
from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from sqlalchemy import func, select
from starlette.responses import Response

from app.history.models import JournalEntry
from app.kit.db import Database
from app.kit.generation import public_version
from app.web.hop import RouteError, Router
from app.web.page_cache import FromCache
from app.web.slow import slow
from tests.web.conftest import layer, one_kind, until

METHODS = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def kept(settings):
    """How many rows stand in the journal, and the public version, as another connection sees."""
    database = Database(settings.database, pool_size=1)

    def look():
        with database.reading() as db:
            return db.scalar(select(func.count(JournalEntry.sequence))), public_version(db)

    yield look
    database.dispose()


def test_what_succeeds_is_kept(site, kept):
    statuses = [
        site.request(method, f"/made/note/{status}").status_code
        for method in METHODS
        for status in (200, 204, 303, 399)
    ]
    assert statuses == [200, 204, 303, 399] * 4
    assert kept() == (16, 0)


def test_what_fails_leaves_nothing(site, kept):
    for status in (0, 400, 403, 404, 409, 422, 500, 503, 599):
        answers = [site.request(method, f"/made/note/{status}").status_code for method in METHODS]
        assert answers == [status or 500] * 4
        assert kept() == (0, 0)
    assert site.post("/made/note/204").status_code == 204  # and the connection is free again
    assert kept() == (1, 0)


def test_what_pages_share_is_made_once_for_each_public_version(site, made):
    def ask():
        return [site.get("/made/once", headers={"cookie": "a=b"}).text for _ in range(2)]

    site.post("/made/source?title=Made")
    first = ask()
    site.post("/made/source?title=Made+anew")
    assert (first, ask()) == (["once 1"] * 2, ["once 2"] * 2)


def test_what_writes_shares_it_until_it_changes_what_is_public(site, made):
    def ask(method="GET"):
        return site.request(method, "/made/once", headers={"cookie": "a=b"}).text

    assert [ask("POST"), ask(), ask("POST")] == ["once 1"] * 3
    assert [site.post(f"/made/once/changed/{status}").text for status in (409, 200)] == [
        "once 2",  # taken back
        "once 3",
    ]
    assert [ask(), ask("POST")] == ["once 4"] * 2


def test_get_and_head_cannot_write(site, kept):
    answers = [site.request(method, "/made/writes").status_code for method in ("GET", "HEAD")]
    assert [status // 100 for status in answers] == [5, 5]
    assert kept() == (0, 0)


def test_a_commit_raises_the_version_and_tells_the_watcher(site, kept, outage):
    watcher = layer(site.app, FromCache).cache.watcher
    seen = []
    for title in ("One", "Two", "Two", "Three"):
        site.post(f"/made/source?title={title}")
        seen.append((kept()[1], watcher.current))
    assert seen == [(1, 1), (2, 2), (2, 2), (3, 3)]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_as_many_slow_requests_as_there_are_threads_and_connections(site, made, settings, method):
    """The trap of speed.md: threads wait for connections while sessions wait for threads.

    Readers meet at a gate that opens when every thread stands before it: all run at once. Of
    writers one runs at a time on SQLite, so each is a party of its own.
    """
    threads = settings.pool_size
    at_once = threads if method == "GET" else 1
    asked = 6 * threads
    made.gate = threading.Barrier(at_once)
    with ThreadPoolExecutor(asked) as people:
        answers = list(people.map(lambda _: site.request(method, "/made/slow"), range(asked)))
    assert [answer.status_code for answer in answers] == [200] * asked
    assert made.ran["slow"] == asked


@one_kind
def test_there_are_as_many_threads_as_connections_and_one_more_for_the_watcher(site, settings):
    database = layer(site.app, FastAPI).state.resources.database
    limiter = site.portal.call(current_default_thread_limiter)
    assert limiter.total_tokens == database.pool_size == settings.pool_size
    assert database.reader.pool.size() == database.writer.pool.size() == settings.pool_size + 1


def test_readiness_needs_no_second_connection(site, settings, post):
    asked = 6 * settings.pool_size
    post.work()
    until(lambda: site.get("/readyz").status_code == 200)
    with ThreadPoolExecutor(asked) as people:
        answers = list(people.map(lambda _: site.get("/readyz").status_code, range(asked)))
    assert answers == [200] * asked


def sync_dependency() -> int:
    return 1


async def async_dependency() -> int:
    return 1


async def nested(value: Annotated[int, Depends(sync_dependency)]) -> int:
    return value


def generator_dependency():
    yield 1


async def nested_slow(value: Annotated[int, Depends(slow(sync_dependency))]) -> int:
    return value


def plain() -> Response:
    return Response()


async def awaits() -> Response:
    return Response()


def asks_sync(value: Annotated[int, Depends(sync_dependency)]) -> Response:
    return Response(str(value))


def asks_nested(value: Annotated[int, Depends(nested)]) -> Response:
    return Response(str(value))


def asks_generator(value: Annotated[int, Depends(generator_dependency)]) -> Response:
    return Response(str(value))


@pytest.mark.parametrize(
    ("router", "handler", "options"),
    [
        (Router(), awaits, {}),
        (Router(), asks_sync, {}),
        (Router(), asks_nested, {}),
        (Router(), asks_generator, {}),
        (Router(), plain, {"dependencies": [Depends(sync_dependency)]}),
        (Router(), plain, {"dependencies": [Depends(nested)]}),
        (Router(), plain, {"dependencies": [Depends(nested_slow)]}),
        (Router(), plain, {"dependencies": [Depends(slow(sync_dependency))]}),
        (Router(dependencies=[Depends(slow(sync_dependency))]), plain, {}),
        (Router(dependencies=[Depends(sync_dependency)]), plain, {}),
    ],
)
def test_what_would_need_a_second_hop_is_refused_at_start(router, handler, options):
    with pytest.raises(RouteError):
        router.add_api_route("/made", handler, **options)


def test_what_runs_in_one_hop_is_accepted():
    router = Router(dependencies=[Depends(async_dependency)])
    router.add_api_route("/made", plain)
    assert len(router.routes) == 1
