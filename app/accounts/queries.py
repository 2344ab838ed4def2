from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Account, AccountOrganisation, AccountSession


class SignedInRow(NamedTuple):
    """A session that has not expired, and whose it is."""

    session: AccountSession
    account: Account


def any_account(db: Session) -> bool:
    return bool(db.scalar(select(exists().select_from(Account))))


def account_by_handle(db: Session, handle_key: str) -> Account | None:
    return db.scalar(select(Account).where(Account.handle_key == handle_key))


def account(db: Session, account_id: str) -> Account | None:
    return db.get(Account, account_id)


def session_by_lookup(db: Session, lookup: bytes, *, now: datetime) -> SignedInRow | None:
    """The session that a cookie's secret finds, if it still holds."""
    query = (
        select(AccountSession, Account)
        .join(Account, Account.id == AccountSession.account_id)
        .where(AccountSession.lookup == lookup, AccountSession.expires_at > now)
    )
    row = db.execute(query).first()
    return None if row is None else SignedInRow(row[0], row[1])


def organisations_of(db: Session, account_id: str) -> Sequence[str]:
    """The ids of the organisations that somebody acts for."""
    query = (
        select(AccountOrganisation.organisation_id)
        .where(AccountOrganisation.account_id == account_id)
        .order_by(AccountOrganisation.organisation_id)
    )
    return db.scalars(query).all()
