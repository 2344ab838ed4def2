from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.orm import Session

from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.kit.whole import Whole
from app.publishing.queries import Order, Part, find_one, page_of
from app.statements.enums import StatementKind, StatementSort
from app.statements.models import PublishedStatement, Statement, StatementClaim

ORDERS = {
    StatementSort.DATE: Order(column=PublishedStatement.date_key),
    StatementSort.DATE_DESC: Order(column=PublishedStatement.date_key, descending=True),
    StatementSort.TITLE: Order(column=PublishedStatement.sort_key),
    StatementSort.UPDATED_AT: Order(column=PublishedStatement.updated_at),
    StatementSort.UPDATED_AT_DESC: Order(column=PublishedStatement.updated_at, descending=True),
}
_OF_KIND = PublishedStatement.kind == bindparam("kind")
_STATEMENT = Whole(
    Statement,
    (Statement.issuers,),
    (Statement.incidents,),
    (Statement.demands,),
    (Statement.claims, StatementClaim.citations),
    (Statement.citations,),
)


def statements(db: Session, ids: Collection[str]) -> Sequence[Statement]:
    """The records themselves: issuers, what they speak of, their claims and all citations."""
    return _STATEMENT.all(db, ids)


def statement(db: Session, record_id: str) -> Statement | None:
    """The record itself, with its issuers, what it speaks of, its claims and all citations."""
    return _STATEMENT.one(db, record_id)


def published(
    db: Session,
    *,
    lang: str,
    sort: StatementSort = StatementSort.DATE_DESC,
    kind: StatementKind | None = None,
    updated_since: datetime | None = None,
    after: Cursor | None = None,
    limit: int,
) -> Slice:
    """Statements as the public reads them; those without a date count as the oldest."""
    where: list[ColumnElement[bool]] = []
    if kind is not None:
        where.append(PublishedStatement.kind == kind)
    if updated_since is not None:
        where.append(PublishedStatement.updated_at >= updated_since)
    return page_of(
        db,
        PublishedStatement.body,
        lang=lang,
        order=ORDERS[sort],
        where=where,
        after=after,
        limit=limit,
    )


def listed(
    db: Session, *, lang: str, kind: StatementKind | None, after: Cursor | None = None, limit: int
) -> Slice:
    """Lines of statements, the latest first."""
    return page_of(
        db,
        PublishedStatement.line,
        lang=lang,
        order=ORDERS[StatementSort.DATE_DESC],
        part=None if kind is None else Part(_OF_KIND, {"kind": kind}),
        after=after,
        limit=limit,
    )


def one(db: Session, *, lang: str, name: str) -> Found | None:
    return find_one(db, PublishedStatement, lang=lang, name=name)
