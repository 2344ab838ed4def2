"""The database: engines that only read, engines that write, and the column types.

Both databases follow one code path. A *reader* opens a snapshot and cannot write (the database
refuses); a *writer* begins by taking the write lock. Who opens which is decided in one place,
`app.web.hop` for requests and `app.operations.session` for commands.
"""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    Text,
    create_engine,
    make_url,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import JSON, TypeDecorator

from app.kit.dates import PartialDate
from app.kit.driver import listen_sqlite, on_driver

if TYPE_CHECKING:
    import psycopg

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_SECONDS = 10
WATCHERS = 1  # a connection beyond the worker threads': see app.web.watcher
STATEMENT_TIMEOUT_MS = 15_000
FORGET_WAIT_MS = 500  # for readers in the way; writers wait meanwhile
PART = "part"  # the name of its savepoint
_CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"

Row = TypeVar("Row")


class Base(DeclarativeBase):
    """The root of every table."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite forgets the zone, so it is put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs its zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PartialDateType(TypeDecorator[PartialDate]):
    """A partial date by its EDTF text; bounds are computed when it is read."""

    impl = String(21)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        return None if value is None else value.edtf

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)


class _AsBytes(ColumnElement[Any]):
    """A text column as SQLite keeps it: UTF-8, without a detour through a string."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], kind: "Utf8Text") -> None:
        self.column, self.type = column, kind

    _traverse_internals: ClassVar[Any] = [
        ("column", InternalTraversal.dp_clauseelement),
        ("type", InternalTraversal.dp_type),
    ]


@compiles(_AsBytes)
def _as_it_is(element: _AsBytes, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.column, **options)


@compiles(_AsBytes, "sqlite")
def _as_blob(element: _AsBytes, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.column, **options)} AS BLOB)"


class Utf8Text(TypeDecorator[bytes]):
    """Text that is only ever passed on: UTF-8 bytes to us, text to the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else value.decode()

    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:
        return value.encode() if isinstance(value, str) else value

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        return _AsBytes(column, self)


Bytewise = String(220).with_variant(String(220, collation="C"), "postgresql")
"""Text compared byte by byte on both databases: folded sort keys."""

TextsType = JSON(none_as_null=True)
"""One text by language, as `app.kit.languages.Texts`."""


def enum_type(members: type[StrEnum], name: str) -> Enum:
    """VARCHAR and a CHECK that lists the values; ``name`` names the check."""
    return Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=_values,
    )


def _values(members: type[StrEnum]) -> list[str]:
    return [member.value for member in members]


@dataclass(slots=True)
class Part:
    """Something in a larger transaction; undone unless ``is_kept``."""

    is_kept: bool = False


class Database:
    """One reader and one writer engine on the same database."""

    def __init__(self, url: str, *, pool_size: int) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.pool_size = pool_size
        self.reader = self._engine(reads_only=True)
        self.writer = self._engine(reads_only=False)

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session on one snapshot; nothing can be written through it."""
        with Session(self.reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, *, patience: float = BUSY_SECONDS) -> Generator[Session]:
        """A session that holds the write lock; the caller commits, an exception rolls back.

        Raises:
            PoolTimeout: other writers of this process took longer than ``patience``, in seconds.
        """
        with self._turn(patience), Session(self.writer, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def part_of(self, whole: Session) -> Generator["Part"]:
        """Something in the transaction of ``whole`` which, unless it is kept, is undone alone.

        It runs in the same session, and what it does not keep the session forgets. Where a flush
        fails, or the database gives up, the whole is no longer active, or its connection invalid.
        """
        part, connection = Part(), whole.connection()
        on_driver("SAVEPOINT", connection, PART)
        try:
            yield part
            if part.is_kept:
                whole.flush()
        except BaseException:
            part.is_kept = False
            raise
        finally:
            if not part.is_kept:
                whole.expunge_all()
                whole.info.clear()
            if whole.is_active and not connection.invalidated:
                _end_part(connection, undo=not part.is_kept)

    def forget_deleted(self, tables: Sequence[str]) -> bool:
        """Leave nothing of deleted rows in the database's files; false if a reader is in the way.

        SQLite: the log is written back and emptied, and the file written anew; nobody else of this
        process writes meanwhile (`app.operations.versions` says why). PostgreSQL: the tables are.

        Raises:
            PoolTimeout: other writers of this process took too long.
        """
        with self._turn(BUSY_SECONDS):
            connection = self.writer.raw_connection()
            try:
                driver: Any = connection.driver_connection
                return _forget_sqlite(driver) if self.is_sqlite else _forget_tables(driver, tables)
            finally:
                connection.close()

    def dispose(self) -> None:
        self.reader.dispose()
        self.writer.dispose()

    @contextmanager
    def _turn(self, patience: float) -> Generator[None]:
        """Let writers of this process at a SQLite file one after another.

        Left to the database they would sleep ever longer while others pass them by.
        """
        if not self.is_sqlite:
            yield
            return
        door = _door_of(self.url.database or "")
        if not door.acquire(timeout=patience):
            message = "other writers took too long"
            raise PoolTimeout(message)
        try:
            yield
        finally:
            door.release()

    def _engine(self, *, reads_only: bool) -> Engine:
        engine = create_engine(
            self.url,
            pool_size=self.pool_size + WATCHERS,
            max_overflow=0,
            pool_timeout=BUSY_SECONDS,
            pool_pre_ping=not self.is_sqlite,
            hide_parameters=True,
            **(_sqlite_options() if self.is_sqlite else _postgresql_options(reads_only=reads_only)),
        )
        if self.is_sqlite:
            listen_sqlite(engine, reads_only=reads_only)
        return engine


@lru_cache(256)
def _door_of(path: str) -> Lock:
    """The lock of a file, whichever `Database` opens it; the database itself keeps the promise."""
    del path
    return Lock()


def _sqlite_options() -> dict[str, Any]:
    return {
        "connect_args": {
            "timeout": BUSY_SECONDS,
            "isolation_level": None,
            "check_same_thread": False,
        }
    }


def _postgresql_options(*, reads_only: bool) -> dict[str, Any]:
    mode = "on" if reads_only else "off"
    options = (
        f"-c default_transaction_read_only={mode} -c timezone=UTC"
        f" -c statement_timeout={STATEMENT_TIMEOUT_MS}"
    )
    return {
        "connect_args": {"options": options, "connect_timeout": BUSY_SECONDS},
        "isolation_level": "REPEATABLE READ" if reads_only else "READ COMMITTED",
    }


def _forget_sqlite(connection: sqlite3.Connection) -> bool:
    connection.execute(f"PRAGMA busy_timeout={FORGET_WAIT_MS}")
    try:
        for statement in (_CHECKPOINT, "VACUUM", _CHECKPOINT):
            answer = connection.execute(statement).fetchone()
            if answer is not None and answer[0]:  # busy: a reader still sees what was
                return False
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    return True


def _forget_tables(connection: "psycopg.Connection", tables: Sequence[str]) -> bool:
    from psycopg import errors, sql  # noqa: PLC0415 -- only where PostgreSQL is the database

    connection.autocommit = True
    try:
        wait = sql.Literal(FORGET_WAIT_MS)
        connection.execute(sql.SQL("SET lock_timeout = {}").format(wait))
        for table in tables:
            connection.execute(sql.SQL("VACUUM FULL {}").format(sql.Identifier(table)))
    except errors.LockNotAvailable:
        return False
    finally:
        connection.execute("RESET lock_timeout")
        connection.autocommit = False
    return True


def _end_part(connection: Connection, *, undo: bool) -> None:
    """Return to the savepoint, or forget it.

    Where it is gone, the database has undone the transaction by itself, as on a full disk: what is
    left of the connection would begin another one.
    """
    try:
        if undo:
            on_driver("ROLLBACK TO SAVEPOINT", connection, PART)
        on_driver("RELEASE SAVEPOINT", connection, PART)
    except DBAPIError:
        connection.invalidate()
        raise


def replace_rows(db: Session, rows: list[Row], wanted: list[Row]) -> None:
    """Put ``wanted`` in the place of an owner's ``rows``.

    The old ones are deleted first, so that a unique constraint never sees both.
    """
    if rows:
        rows.clear()
        db.flush()
    rows.extend(wanted)
