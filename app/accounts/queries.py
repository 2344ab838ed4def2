from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.accounts.enums import AccountRole, InvitationPurpose
from app.accounts.models import (
    Account,
    AccountOrganisation,
    AccountSession,
    Invitation,
    InvitationOrganisation,
    RecoveryCode,
)


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


def accounts(db: Session) -> Sequence[Account]:
    """Everybody, in the order of their handles."""
    return db.scalars(select(Account).order_by(Account.handle_key)).all()


def accounts_sharing(db: Session, organisation_ids: Collection[str]) -> Sequence[Account]:
    """Everybody who acts for one of these organisations."""
    theirs = select(AccountOrganisation.account_id).where(
        AccountOrganisation.organisation_id.in_(organisation_ids)
    )
    query = select(Account).where(Account.id.in_(theirs)).order_by(Account.handle_key)
    return db.scalars(query).all()


def organisations_by_account(db: Session) -> Mapping[str, Sequence[str]]:
    """Of everybody, the ids of the organisations they act for."""
    found: dict[str, list[str]] = {}
    for row in db.scalars(select(AccountOrganisation)):
        found.setdefault(row.account_id, []).append(row.organisation_id)
    return found


def handles(db: Session, account_ids: Collection[str]) -> Mapping[str, str]:
    """The handles of those accounts that are still there, by id."""
    query = select(Account.id, Account.handle).where(Account.id.in_(account_ids))
    return {row.id: row.handle for row in db.execute(query)}


def coordinators_held(db: Session) -> Sequence[str]:
    """The ids of those who can manage accounts and have a password; held until the commit."""
    query = (
        select(Account.id)
        .where(Account.role == AccountRole.COORDINATOR, Account.locked_key.is_not(None))
        .order_by(Account.id)
        .with_for_update()
    )
    return db.scalars(query).all()


def sessions_of(db: Session, account_id: str, *, now: datetime) -> Sequence[AccountSession]:
    """Where somebody is signed in, newest first."""
    query = (
        select(AccountSession)
        .where(AccountSession.account_id == account_id, AccountSession.expires_at > now)
        .order_by(AccountSession.created_at.desc(), AccountSession.id)
    )
    return db.scalars(query).all()


def session(db: Session, session_id: str) -> AccountSession | None:
    return db.get(AccountSession, session_id)


def invitation_by_lookup(
    db: Session, lookup: bytes, *, purpose: InvitationPurpose, now: datetime
) -> Invitation | None:
    """The invitation that a link finds, if it can still be used for this."""
    query = select(Invitation).where(
        Invitation.lookup == lookup,
        Invitation.purpose == purpose,
        Invitation.expires_at > now,
    )
    return db.scalar(query)


def invitation(db: Session, invitation_id: str) -> Invitation | None:
    return db.get(Invitation, invitation_id)


def open_invitations(db: Session, *, now: datetime) -> Sequence[Invitation]:
    """Links that can still be used, newest first; never those of the set-up."""
    query = (
        select(Invitation)
        .where(Invitation.expires_at > now, Invitation.purpose != InvitationPurpose.SET_UP)
        .order_by(Invitation.created_at.desc(), Invitation.id)
    )
    return db.scalars(query).all()


def organisations_of_invitation(db: Session, invitation_id: str) -> Sequence[str]:
    query = (
        select(InvitationOrganisation.organisation_id)
        .where(InvitationOrganisation.invitation_id == invitation_id)
        .order_by(InvitationOrganisation.organisation_id)
    )
    return db.scalars(query).all()


def recovery_codes_left(db: Session, account_id: str) -> int:
    query = select(func.count()).where(RecoveryCode.account_id == account_id)
    return db.scalar(query) or 0
