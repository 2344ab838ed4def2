"""Letting people in."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.handles import handle_key
from app.accounts.inputs import NewAccount
from app.accounts.models import Account, AccountOrganisation
from app.accounts.service.acts import act_of, journal
from app.history.inputs import Act
from app.kit.errors import Conflict
from app.kit.ids import new_id
from app.kit.sealing import lock, new_key_pair


class HandleTaken(Conflict):
    """Somebody has this handle already."""

    code = "handle_taken"


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
    db.add_all(
        AccountOrganisation(account_id=account.id, organisation_id=organisation_id)
        for organisation_id in wanted.organisation_ids
    )
    journal(db, "account_created", account.id, act=act or act_of(account), now=now)
    return account


def act_for(db: Session, *, account_id: str, organisation_id: str) -> None:
    """Let an account act for an organisation, as it does for the others of its own."""
    db.merge(AccountOrganisation(account_id=account_id, organisation_id=organisation_id))
