"""Statements that are asked all the time: compiled once, and run on the driver's own cursor.

What SQLAlchemy does around a statement costs ten times what SQLite needs for it. That is nothing
where a person waits for a page, and most of the work where fifty people a second sign up. The
statement stays one of SQLAlchemy, with its types; its errors too.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ClauseElement, Connection, Dialect, Select, Table, bindparam, inspect
from sqlalchemy.orm import Mapper, Session, SessionTransaction, make_transient_to_detached
from sqlalchemy.orm.attributes import instance_dict, set_committed_value
from sqlalchemy.types import TypeEngine

from app.kit.db import Base
from app.kit.driver import as_ours
from app.kit.turns import give_way

Found = TypeVar("Found")
Kept = TypeVar("Kept", bound=Base)
Process = Callable[[Any], Any]
_LINE = "line_of_prepared"
_ONCE = "once_in_transaction"
_ASKED: Any = object()


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text for one dialect.

    ``parameters`` stand in its order: the name of each, what makes of a value what the driver
    takes, and the value of those that are not asked for (`_ASKED` elsewhere).
    """

    text: str
    is_positional: bool
    parameters: Sequence[tuple[str, Process | None, Any]]
    coming_out: Sequence[tuple[int, Process]]

    def told(self, values: Mapping[str, Any]) -> Any:
        every = [
            (values[name] if process is None else process(values[name]))
            if known is _ASKED
            else known
            for name, process, known in self.parameters
        ]
        if self.is_positional:
            return every
        return {name: value for (name, _, _), value in zip(self.parameters, every, strict=True)}

    def row(self, told: tuple[Any, ...]) -> tuple[Any, ...]:
        if not self.coming_out:
            return told
        row = list(told)
        for place, process in self.coming_out:
            row[place] = process(row[place])
        return tuple(row)


@dataclass(frozen=True, slots=True)
class _Line:
    """The connection on which a transaction of a session runs, and the driver's under it."""

    transaction: SessionTransaction | None
    connection: Connection
    driver: Any

    def goes_on(self, db: Session) -> bool:
        """Whether the session is still in that transaction, and nothing in it has failed."""
        begun = self.transaction
        return begun is not None and begun is _transaction(db) and begun.is_active


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
        give_way()
        db.flush()
        line = _line_of(db)
        compiled = self._for(line.connection.dialect)
        told = compiled.told(values)
        try:
            asked = line.driver.execute(compiled.text, told)
            return [compiled.row(row) for row in asked.fetchall()] if asked.description else []
        except Exception as error:
            raise as_ours(error, compiled.text, line.connection) from error

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


class PreparedRow(Generic[Kept]):
    """Like `Prepared`, for one whole row: the session knows it, as if it had loaded it anew."""

    def __init__(self, kind: type[Kept], statement: Select[Any]) -> None:
        self._kind, self._statement = kind, statement

    def one(self, db: Session, **values: Any) -> Kept | None:
        """The row, or None."""
        told = self._asked.first(db, **values)
        if told is None:
            return None
        found = dict(zip(self._columns, told, strict=True))
        key = self._mapper.identity_key_from_primary_key(tuple(found[name] for name in self._key))
        known: Kept | None = db.identity_map.get(key)
        if known is None:
            known = self._kind()
            instance_dict(known).update(found)
            make_transient_to_detached(known)
            db.add(known)
        else:
            for name, value in found.items():
                set_committed_value(known, name, value)
        return known

    @cached_property
    def _mapper(self) -> Mapper[Kept]:
        return inspect(self._kind)

    @cached_property
    def _columns(self) -> Mapping[str, Any]:
        return {each.key: each.columns[0] for each in self._mapper.column_attrs}

    @cached_property
    def _key(self) -> Sequence[str]:
        return [self._mapper.get_property_by_column(c).key for c in self._mapper.primary_key]

    @cached_property
    def _asked(self) -> Prepared:
        return Prepared(self._statement.with_only_columns(*self._columns.values()))


def once(db: Session, key: Hashable, find: Callable[[], Found]) -> Found:
    """What ``find`` finds, once in the session's transaction; nothing (None) is looked for again.

    For rows that are held until it ends, and whose changes the session itself makes.
    """
    transaction = _transaction(db)
    begun: SessionTransaction | None
    kept: dict[Hashable, Any]
    begun, kept = db.info.get(_ONCE, (None, {}))
    if begun is not transaction:
        kept = {}
        db.info[_ONCE] = transaction, kept
    if kept.get(key) is None:
        kept[key] = find()
    return kept[key]


def forget_once(db: Session, key: Hashable) -> None:
    """Have `once` find something anew that has been changed."""
    _, kept = db.info.get(_ONCE, (None, {}))
    kept.pop(key, None)


def insert_plain(db: Session, kind: type[Base], told: Mapping[str, Any]) -> Any:
    """Insert a fresh row without the session's knowing of it; returns its primary key.

    What is not ``told`` is null, whatever the model's defaults, and the key the database's next.
    For what is written often, and not looked at again by who writes it.
    """
    table = cast("Table", kind.__table__)
    names = _names(table, numbered=told.get(table.primary_key.columns[0].key) is None)
    return _insert(table, names).scalar(db, **{name: told.get(name) for name in names})


@cache
def _names(table: Table, *, numbered: bool) -> tuple[str, ...]:
    """What an insert tells; not the key where the database numbers it."""
    return tuple(c.key for c in table.columns if not (numbered and c.primary_key))


@cache
def _insert(table: Table, names: tuple[str, ...]) -> Prepared:
    told = {name: bindparam(name, type_=table.columns[name].type) for name in names}
    return Prepared(table.insert().values(told).returning(*table.primary_key.columns))


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect)
    parameters: dict[str, tuple[str, Process | None, Any]] = {}
    for bind, name in compiled.bind_names.items():
        process = _impl(bind.type, dialect).bind_processor(dialect)
        known = bind.value if process is None or bind.required else process(bind.value)
        parameters[name] = (name, process, _ASKED if bind.required else known)
    order: Sequence[str] = compiled.positiontup if compiled.positional else list(parameters)
    columns = getattr(statement, "exported_columns", None) or ()
    processes = [_impl(column.type, dialect).result_processor(dialect, None) for column in columns]
    return _Compiled(
        text=str(compiled),
        is_positional=compiled.positional,
        parameters=[parameters[name] for name in order],
        coming_out=[(place, process) for place, process in enumerate(processes) if process],
    )


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> Any:
    return kind.dialect_impl(dialect)


def _line_of(db: Session) -> _Line:
    """Where the session's transaction runs; looked up once for each."""
    line: _Line | None = db.info.get(_LINE)
    if line is None or not line.goes_on(db):
        connection = db.connection()
        driver = connection.connection.driver_connection
        line = db.info[_LINE] = _Line(_transaction(db), connection, driver)
    return line


def _transaction(db: Session) -> SessionTransaction | None:
    return db.get_nested_transaction() or db.get_transaction()
