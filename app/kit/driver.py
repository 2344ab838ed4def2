"""The database's driver itself, where what the library does around it costs too much.

Errors are told as SQLAlchemy tells them.
"""

import sqlite3
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError


def listen_sqlite(engine: Engine, *, reads_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
            "mmap_size=0",
            f"query_only={'ON' if reads_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "reset")
    def end_what_could_not_commit(connection: sqlite3.Connection, *_about: object) -> None:
        """A commit that fails leaves the transaction open, and with it the write lock held."""
        if connection.in_transaction:
            connection.rollback()

    _begin_on_driver(engine, "BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _begin_on_driver(engine: Engine, begin: str) -> None:
    """Begin transactions and savepoints on the driver itself.

    As statements of the library they cost ten times as much. Errors are told as it tells them.
    """

    def open_transaction(connection: Any) -> None:
        connection.execute(begin)

    dialect = cast("Any", engine.dialect)
    dialect.do_begin = open_transaction
    dialect.do_savepoint = partial(on_driver, "SAVEPOINT")
    dialect.do_release_savepoint = partial(on_driver, "RELEASE SAVEPOINT")
    dialect.do_rollback_to_savepoint = partial(on_driver, "ROLLBACK TO SAVEPOINT")


def on_driver(words: str, connection: Connection, name: str) -> None:
    statement = f"{words} {name}"
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(statement)
    except Exception as error:
        raise as_ours(error, statement, connection) from error


def as_ours(error: Exception, statement: str, connection: Connection) -> BaseException:
    """A driver's error as SQLAlchemy tells it: without the values that went in."""
    dialect = connection.dialect
    driver: Any = dialect.loaded_dbapi
    is_gone = isinstance(error, driver.Error) and dialect.is_disconnect(
        cast("Any", error), connection.connection, None
    )
    if is_gone:
        connection.invalidate(error)
    return DBAPIError.instance(
        statement,
        None,
        error,
        driver.Error,
        hide_parameters=True,
        connection_invalidated=is_gone,
        dialect=dialect,
    )
