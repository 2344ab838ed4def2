"""Sessions: begun with a password that opens the account's key, ended on a fixed date."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.models import Account, AccountSession
from app.accounts.queries import account_by_handle
from app.accounts.service.acts import act_of, journal
from app.history.inputs import Act
from app.kit.errors import NotPermitted
from app.kit.ids import new_id
from app.kit.sealing import KEY_BYTES, SealBroken, derive, lock, new_secret, unlock

SESSION_DAYS = 7
CODE_MINUTES = 10
_NOBODYS_KEY = lock(bytes(KEY_BYTES), bytes(KEY_BYTES))


class WrongPassword(NotPermitted):
    """Handle and password do not belong together; nobody learns which of them is wrong."""

    code = "wrong_password"


@dataclass(frozen=True, slots=True)
class Begun:
    """A session just begun; ``secret`` is for the cookie and kept nowhere else."""

    account: Account
    session_id: str
    secret: bytes
    lasts: timedelta
    awaits_code: bool


def sign_in(
    db: Session, *, handle_key: str, password_key: bytes, device: str, now: datetime
) -> Begun:
    """Begin a session; one that awaits a code if the account has a second factor.

    Raises:
        WrongPassword: the key does not open, or there is no such account: the same work for both.
    """
    account = account_by_handle(db, handle_key)
    private = open_key(account, password_key)
    if account is None or private is None:
        raise WrongPassword
    return begin(db, account, private, device=device, now=now)


def open_key(account: Account | None, password_key: bytes) -> bytes | None:
    """The account's private key, if this is its password's key."""
    locked = account.locked_key if account is not None else None
    try:
        private = unlock(password_key, locked or _NOBODYS_KEY)
    except SealBroken:
        return None
    return private if locked else None


def begin(
    db: Session,
    account: Account,
    private_key: bytes,
    *,
    device: str,
    now: datetime,
    awaits_code: bool | None = None,
) -> Begun:
    """Begin a session for somebody whose private key is open; a fresh secret each time."""
    awaits = account.second_factor is not None if awaits_code is None else awaits_code
    secret = new_secret()
    lasts = timedelta(minutes=CODE_MINUTES) if awaits else timedelta(days=SESSION_DAYS)
    session = AccountSession(
        id=new_id("ses"),
        account_id=account.id,
        lookup=derive(secret, "lookup"),
        locked_key=lock(derive(secret, "wrap"), private_key),
        device=device,
        awaits_code=awaits,
        created_at=now,
        expires_at=now + lasts,
        confirmed_at=now,
    )
    db.add(session)
    db.execute(delete(AccountSession).where(AccountSession.expires_at <= now))
    if not awaits:
        account.sign_ins += 1
        journal(db, "signed_in", session.id, act=act_of(account), now=now, kind="session")
    db.flush()
    return Begun(account, session.id, secret, lasts, awaits)


def complete(
    db: Session, session: AccountSession, account: Account, private_key: bytes, *, now: datetime
) -> Begun:
    """Turn a session that awaited a code into one that is signed in, with another secret."""
    db.execute(delete(AccountSession).where(AccountSession.id == session.id))
    return begin(db, account, private_key, device=session.device, now=now, awaits_code=False)


def confirm(db: Session, session: AccountSession, *, act: Act, now: datetime) -> None:
    """Note that the password was given again just now."""
    session.confirmed_at = now
    journal(db, "password_confirmed", session.id, act=act, now=now, kind="session")


def end_all(
    db: Session, account_id: str, *, but: str | None = None, act: Act, now: datetime
) -> None:
    """End somebody's sessions, all or all ``but`` one."""
    gone = delete(AccountSession).where(
        AccountSession.account_id == account_id, AccountSession.id != (but or "")
    )
    db.execute(gone)
    journal(db, "sessions_ended", account_id, act=act, now=now)


def end(db: Session, *, session_id: str, act: Act, now: datetime) -> bool:
    """End one session; returns whether there was one."""
    gone = (
        delete(AccountSession).where(AccountSession.id == session_id).returning(AccountSession.id)
    )
    if db.scalar(gone) is None:
        return False
    journal(db, "session_ended", session_id, act=act, now=now, kind="session")
    return True
