"""Letting people in, changing what they may do, and ending it."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.enums import AccountRole, InvitationPurpose
from app.accounts.handles import handle_key
from app.accounts.inputs import NewAccount
from app.accounts.models import (
    Account,
    AccountOrganisation,
    AccountSession,
    Invitation,
    RecoveryCode,
)
from app.accounts.queries import coordinators_held, organisations_of
from app.accounts.service.acts import act_of, journal
from app.history.inputs import Act
from app.kit.errors import Conflict
from app.kit.ids import new_id
from app.kit.languages import Language
from app.kit.sealing import lock, new_key_pair


class HandleTaken(Conflict):
    """Somebody has this handle already."""

    code = "handle_taken"


class LastCoordinator(Conflict):
    """Without this one nobody could let anybody in any more."""

    code = "last_coordinator"


def create(
    db: Session, wanted: NewAccount, *, password_key: bytes, act: Act | None = None, now: datetime
) -> Account:
    """Make an account whose private key opens with ``password_key``.

    Without ``act`` the new account itself is who acts.

    Raises:
        HandleTaken: the handle belongs to somebody.
    """
    pair = new_key_pair()
    account = Account(
        id=new_id("a"),
        handle=wanted.handle,
        handle_key=handle_key(wanted.handle),
        name=wanted.name,
        role=wanted.role,
        language=wanted.language,
        public_key=pair.public,
        locked_key=lock(password_key, pair.private),
        created_at=now,
    )
    try:
        with db.begin_nested():
            db.add(account)
    except IntegrityError as error:
        raise HandleTaken from error
    _act_for(db, account.id, wanted.organisation_ids)
    journal(db, "account_created", account.id, act=act or act_of(account), now=now)
    return account


def act_for(db: Session, *, account_id: str, organisation_id: str) -> None:
    """Let an account act for an organisation, as it does for the others of its own."""
    db.merge(AccountOrganisation(account_id=account_id, organisation_id=organisation_id))


def rename(
    db: Session, account: Account, *, name: str, language: Language, act: Act, now: datetime
) -> None:
    """What others call somebody, and in which language the workspace speaks to them."""
    if (account.name, account.language) == (name, language):
        return
    account.name, account.language = name, language
    journal(db, "account_changed", account.id, act=act, now=now)


def change_role(
    db: Session,
    account: Account,
    *,
    role: AccountRole,
    organisation_ids: tuple[str, ...],
    act: Act,
    now: datetime,
) -> None:
    """What somebody may do, and for which organisations.

    Raises:
        LastCoordinator: nobody else could do it any more.
    """
    if (account.role, tuple(organisations_of(db, account.id))) == (
        role,
        tuple(sorted(organisation_ids)),
    ):
        return
    if role is not AccountRole.COORDINATOR:
        _keep_a_coordinator(db, account)
    account.role = role
    db.execute(delete(AccountOrganisation).where(AccountOrganisation.account_id == account.id))
    _act_for(db, account.id, organisation_ids)
    journal(db, "role_changed", account.id, act=act, now=now)


def change_password(
    db: Session,
    account: Account,
    private_key: bytes,
    *,
    password_key: bytes,
    session_id: str,
    now: datetime,
) -> None:
    """Lock the same private key with another password; all sessions but this one end."""
    account.locked_key = lock(password_key, private_key)
    db.flush()
    others = AccountSession.id != session_id
    db.execute(delete(AccountSession).where(AccountSession.account_id == account.id, others))
    journal(db, "password_changed", account.id, act=act_of(account), now=now)


def renew_keys(db: Session, account: Account, *, password_key: bytes, now: datetime) -> bytes:
    """A fresh key pair for a new password; returns the private key.

    Nothing that was locked for the old pair opens any more.
    """
    pair = new_key_pair()
    account.public_key, account.locked_key = pair.public, lock(password_key, pair.private)
    db.flush()
    journal(db, "password_renewed", account.id, act=act_of(account), now=now)
    return pair.private


def drop_keys(db: Session, account: Account, *, act: Act, now: datetime) -> None:
    """End password, second factor and sessions of somebody who will get a link to new ones.

    Raises:
        LastCoordinator: nobody could make that link any more.
    """
    _keep_a_coordinator(db, account)
    account.public_key = account.locked_key = account.second_factor = account.code_step = None
    for table in (AccountSession, RecoveryCode):
        db.execute(delete(table).where(table.account_id == account.id))
    db.execute(
        delete(Invitation).where(
            Invitation.account_id == account.id,
            Invitation.purpose == InvitationPurpose.NEW_PASSWORD,
        )
    )
    journal(db, "password_ended", account.id, act=act, now=now)


def remove(db: Session, account: Account, *, act: Act, now: datetime) -> None:
    """End an account with everything that is its: sessions, keys, codes, links, granted locks.

    Raises:
        LastCoordinator: nobody else could let anybody in any more.
    """
    _keep_a_coordinator(db, account)
    db.execute(delete(Account).where(Account.id == account.id))
    journal(db, "account_removed", account.id, act=act, now=now)


def _keep_a_coordinator(db: Session, account: Account) -> None:
    if account.role is AccountRole.COORDINATOR and list(coordinators_held(db)) == [account.id]:
        raise LastCoordinator


def _act_for(db: Session, account_id: str, organisation_ids: tuple[str, ...]) -> None:
    db.add_all(
        AccountOrganisation(account_id=account_id, organisation_id=organisation_id)
        for organisation_id in organisation_ids
    )
    db.flush()
