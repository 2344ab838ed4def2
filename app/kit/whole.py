"""Records whole: each with what belongs to it, by statements that are built once.

SQLAlchemy's `selectinload` builds the statement of each collection anew, and that costs more than
running it. A record is loaded whole for every write, and for every page on which it is edited.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import bindparam, select
from sqlalchemy.orm import QueryableAttribute, Session
from sqlalchemy.orm.attributes import set_committed_value

Row = TypeVar("Row")
Attribute = QueryableAttribute[Any]


class Whole(Generic[Row]):
    """How a record of a kind is loaded with its collections; a module holds one for each kind.

    A path leads from the record to what belongs to it, and on to what belongs to that.
    """

    def __init__(self, kind: type[Row], *paths: Sequence[Attribute]) -> None:
        name = cast("Any", kind).id  # every record has one
        self._query = select(kind).where(name.in_(bindparam("ids", expanding=True)))
        self._parts: list[_Part] = []
        for path in paths:
            parts = self._parts
            for attribute in path:
                parts = _part(parts, attribute).parts

    def all(self, db: Session, ids: Collection[str]) -> Sequence[Row]:
        """The records with these ids, whole, in no order; those that are not there are missing."""
        rows = db.scalars(self._query, {"ids": list(ids)}).all()
        for part in self._parts if rows else ():
            part.load(db, rows)
        return rows

    def one(self, db: Session, record_id: str) -> Row | None:
        """The record with this id, whole; None if there is none."""
        return next(iter(self.all(db, (record_id,))), None)


class _Part:
    """One collection of some rows, or the one row in its place."""

    def __init__(self, attribute: Attribute) -> None:
        self.attribute = attribute
        self.parts: list[_Part] = []

    @cached_property
    def _relation(self) -> Any:
        return self.attribute.property

    @cached_property
    def _keys(self) -> tuple[str, str]:
        """By what an owner is named, and by what its rows name it."""
        [(own, foreign)] = self._relation.local_remote_pairs
        owner, member = self._relation.parent, self._relation.mapper
        return owner.get_property_by_column(own).key, member.get_property_by_column(foreign).key

    @cached_property
    def _query(self) -> Any:
        kind, order = self._relation.mapper.class_, self._relation.order_by
        query = select(kind).where(
            getattr(kind, self._keys[1]).in_(bindparam("owners", expanding=True))
        )
        return query.order_by(*order) if order else query

    def load(self, db: Session, rows: Sequence[Any]) -> None:
        name = self.attribute.key
        missing = [row for row in rows if name not in row.__dict__]
        if missing:
            self._read(db, missing)
        if self.parts:
            below = [one for row in rows for one in getattr(row, name)]
            for part in self.parts if below else ():
                part.load(db, below)

    def _read(self, db: Session, rows: Sequence[Any]) -> None:
        own, foreign = self._keys
        found: dict[Any, list[Any]] = defaultdict(list)
        for one in db.scalars(self._query, {"owners": [getattr(row, own) for row in rows]}):
            found[getattr(one, foreign)].append(one)
        for row in rows:
            its = found[getattr(row, own)]
            whole = its if self._relation.uselist else next(iter(its), None)
            set_committed_value(row, self.attribute.key, whole)


def _part(parts: list[_Part], attribute: Attribute) -> _Part:
    for part in parts:
        if part.attribute is attribute:
            return part
    parts.append(_Part(attribute))
    return parts[-1]
