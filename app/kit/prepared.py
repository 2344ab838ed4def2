"""Statements that are asked all the time: compiled once, and run on the driver's own cursor.

What SQLAlchemy does around a statement costs ten times what SQLite needs for it. That is nothing
where a person waits for a page, and most of the work where fifty people a second sign up. The
statement stays one of SQLAlchemy, with its types; its errors too.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import ClauseElement, Connection, Dialect, Table, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from app.kit.db import Base

Process = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text for one dialect; ``order`` is that of its parameters where they have no names."""

    text: str
    known: Mapping[str, Any]
    order: Sequence[str] | None
    asked: Mapping[str, Process]
    coming_out: Sequence[Process | None]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        every = dict(self.known)
        for name, process in self.asked.items():
            every[name] = process(values[name])
        return every if self.order is None else [every[name] for name in self.order]

    def row(self, told: Sequence[Any]) -> tuple[Any, ...]:
        pairs = zip(told, self.coming_out, strict=True)
        return tuple(value if process is None else process(value) for value, process in pairs)


class Prepared:
    """A statement of SQLAlchemy that asks for columns, and for no list of unknown length.

    What it must be told when it is run are its ``bindparam`` without a value.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, db: Session, **values: Any) -> list[tuple[Any, ...]]:
        """Run it in the session's transaction, after what the session has yet to write.

        Raises:
            DBAPIError: as SQLAlchemy has it.
        """
        db.flush()
        connection = db.connection()
        compiled = self._for(connection.dialect)
        parameters = compiled.parameters(values)
        try:
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute(compiled.text, parameters)
                return list(map(compiled.row, cursor.fetchall())) if cursor.description else []
        except Exception as error:
            raise _as_ours(error, compiled.text, connection) from error

    def first(self, db: Session, **values: Any) -> tuple[Any, ...] | None:
        found = self.rows(db, **values)
        return found[0] if found else None

    def scalar(self, db: Session, **values: Any) -> Any:
        """The first column of the first row; None if there is no row."""
        found = self.rows(db, **values)
        return found[0][0] if found else None

    def _for(self, dialect: Dialect) -> _Compiled:
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = _compile(self.statement, dialect)
        return self._compiled[dialect.name]


def insert_plain(db: Session, row: Base) -> Any:
    """Insert a fresh row without the session's knowing of it; returns its primary key.

    For what is written often, and not looked at again by who writes it.
    """
    table = cast("Table", row.__table__)
    values = {column.key: getattr(row, column.key) for column in table.columns}
    (key,) = table.primary_key.columns
    if values[key.key] is None:
        del values[key.key]  # the database numbers it
    return _insert(table, tuple(values)).scalar(db, **values)


@cache
def _insert(table: Table, names: tuple[str, ...]) -> Prepared:
    told = {name: bindparam(name, type_=table.columns[name].type) for name in names}
    return Prepared(table.insert().values(told).returning(*table.primary_key.columns))


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect)
    known: dict[str, Any] = {}
    asked: dict[str, Process] = {}
    for bind, name in compiled.bind_names.items():
        process = _impl(bind.type, dialect).bind_processor(dialect) or _as_it_is
        if bind.required:
            asked[name] = process
        else:
            known[name] = process(bind.value)
    columns = getattr(statement, "exported_columns", None) or ()
    return _Compiled(
        text=str(compiled),
        known=known,
        order=compiled.positiontup if compiled.positional else None,
        asked=asked,
        coming_out=[
            _impl(column.type, dialect).result_processor(dialect, None) for column in columns
        ],
    )


def _as_it_is(value: Any) -> Any:
    return value


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> Any:
    return kind.dialect_impl(dialect)


def _as_ours(error: Exception, text: str, connection: Connection) -> BaseException:
    """A driver's error as SQLAlchemy tells it: without the values that went in."""
    dialect = connection.dialect
    driver: Any = dialect.loaded_dbapi
    is_gone = isinstance(error, driver.Error) and dialect.is_disconnect(
        cast("Any", error), connection.connection, None
    )
    if is_gone:
        connection.invalidate(error)
    return DBAPIError.instance(
        text,
        None,
        error,
        driver.Error,
        hide_parameters=True,
        connection_invalidated=is_gone,
        dialect=dialect,
    )
