"""The application with made routes beside its own."""

import time
from collections.abc import Callable
from functools import partial

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from tests.fixtures.raw import Answer, ask
from tests.web.made import MadeRoutes

# For what has nothing to do with the kind of database.
one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])


def layer(app, kind):
    """The layer of a kind around or inside the application."""
    while not isinstance(app, kind):
        app = app.app
    return app


def until(condition, *, seconds=60.0):
    """Look again and again, at most so long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


@pytest.fixture
def made(app) -> MadeRoutes:
    routes = MadeRoutes()
    layer(app, FastAPI).include_router(routes.router, include_in_schema=False)
    return routes


@pytest.fixture
def site(made, client) -> TestClient:
    """The application with made routes, started."""
    return client


@pytest.fixture
def raw(site) -> Callable[..., Answer]:
    """Ask byte by byte."""
    return partial(ask, site)


class Outage:
    """Takes the database away and brings it back."""

    def __init__(self, url: str, postgres) -> None:
        self.url = url
        self.postgres = postgres
        self.name = url.partition("?")[0].rpartition("/")[2]

    def begin(self) -> None:
        if self.postgres is None:
            self._rename("public_version", "away")
            return
        self.postgres.execute(f"alter database {self.name} allow_connections false")
        self.postgres.execute(
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{self.name}'"  # noqa: S608 -- a name of our own
        )

    def end(self) -> None:
        if self.postgres is None:
            self._rename("away", "public_version")
        else:
            self.postgres.execute(f"alter database {self.name} allow_connections true")

    def _rename(self, old: str, new: str) -> None:
        engine = create_engine(self.url)
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
        engine.dispose()


@pytest.fixture
def outage(database_url, database_kind, request) -> Outage:
    is_server = database_kind == "postgresql"
    return Outage(database_url, request.getfixturevalue("postgres_server") if is_server else None)
