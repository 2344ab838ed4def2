"""The database: engines that only read, engines that write, and the column types.

Both databases follow one code path. A *reader* opens a snapshot and cannot write (the database
refuses); a *writer* begins by taking the write lock. Who opens which is decided in one place,
`app.web.hop` for requests and `app.operations.session` for commands.
"""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

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
    event,
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
    def part_of(self, whole: Session) -> Generator[Session]:
        """A session in the transaction of ``whole``; what it does not commit is undone alone."""
        with Session(
            whole.connection(),
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        ) as session:
            yield session

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
            _listen_sqlite(engine, reads_only=reads_only)
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


def _listen_sqlite(engine: Engine, *, reads_only: bool) -> None:
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
    dialect.do_savepoint = partial(_on_driver, "SAVEPOINT")
    dialect.do_release_savepoint = partial(_on_driver, "RELEASE SAVEPOINT")
    dialect.do_rollback_to_savepoint = partial(_on_driver, "ROLLBACK TO SAVEPOINT")


def _on_driver(words: str, connection: Connection, name: str) -> None:
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


def replace_rows(db: Session, rows: list[Row], wanted: list[Row]) -> None:
    """Put ``wanted`` in the place of an owner's ``rows``.

    The old ones are deleted first, so that a unique constraint never sees both.
    """
    if rows:
        rows.clear()
        db.flush()
    rows.extend(wanted)
