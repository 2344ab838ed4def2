"""The second factor: one-time codes (RFC 6238), each used once, and codes for when it is lost."""

import hmac
import secrets
from datetime import datetime

from pyotp import random_base32
from pyotp.totp import TOTP
from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from app.accounts.models import Account, RecoveryCode
from app.accounts.service.acts import act_of, journal
from app.kit.errors import Conflict, NotPermitted
from app.kit.ids import ALPHABET
from app.kit.sealing import derive, keyed_digest, seal, unseal

STEP_SECONDS = 30
RECOVERY_CODES = 10
_LETTERS, _GROUP = 12, 4  # 60 bits


class NoSecondFactor(Conflict):
    """It is off already."""

    code = "no_second_factor"


class WrongCode(NotPermitted):
    """Not the present code, one that was used, or none of the recovery codes."""

    code = "wrong_code"


def new_factor() -> str:
    """A fresh shared secret, as authenticator apps take it."""
    return random_base32()


def address_of(factor: str, *, handle: str) -> str:
    """A shared secret as authenticator apps read it from a picture or a link."""
    return TOTP(factor).provisioning_uri(name=handle, issuer_name="Ayni")


def turn_on(
    db: Session, account: Account, private_key: bytes, *, factor: str, code: str, now: datetime
) -> list[str]:
    """Ask for codes from now on; returns the recovery codes, which are kept nowhere.

    Raises:
        WrongCode: the app does not show what it should.
    """
    step = _matching_step(factor, code, now)
    if step is None or account.public_key is None:
        raise WrongCode
    account.second_factor = seal(account.public_key, factor.encode())
    account.code_step = step
    journal(db, "second_factor_on", account.id, act=act_of(account), now=now)
    return _fresh_codes(db, account, private_key)


def turn_off(db: Session, account: Account, *, now: datetime) -> None:
    """Ask for no codes any more.

    Raises:
        NoSecondFactor: nobody did.
    """
    if account.second_factor is None:
        raise NoSecondFactor
    account.second_factor = account.code_step = None
    db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    journal(db, "second_factor_off", account.id, act=act_of(account), now=now)


def renew_codes(db: Session, account: Account, private_key: bytes, *, now: datetime) -> list[str]:
    """New recovery codes; the old ones end.

    Raises:
        NoSecondFactor: there is nothing to recover from.
    """
    if account.second_factor is None:
        raise NoSecondFactor
    journal(db, "recovery_codes_renewed", account.id, act=act_of(account), now=now)
    return _fresh_codes(db, account, private_key)


def use(db: Session, account: Account, private_key: bytes, *, code: str, now: datetime) -> None:
    """Take a one-time or a recovery code; of many who bring the same at once, one is let in.

    Raises:
        WrongCode: it does not fit, or was used.
    """
    typed = "".join(code.split()).replace("-", "").lower()
    used = _use_step if typed.isdigit() and len(typed) < _LETTERS else _use_recovery
    if account.second_factor is None or not used(db, account, private_key, typed, now):
        raise WrongCode


def _use_step(db: Session, account: Account, private_key: bytes, typed: str, now: datetime) -> bool:
    factor = unseal(private_key, account.second_factor or b"").decode()
    step = _matching_step(factor, typed, now)
    if step is None:
        return False
    newer = or_(Account.code_step.is_(None), Account.code_step < step)
    used = (
        update(Account)
        .where(Account.id == account.id, newer)
        .values(code_step=step)
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    return db.scalar(used) is not None


def _use_recovery(
    db: Session, account: Account, private_key: bytes, typed: str, now: datetime
) -> bool:
    lookup = _lookup(private_key, typed)
    used = (
        delete(RecoveryCode)
        .where(RecoveryCode.account_id == account.id, RecoveryCode.lookup == lookup)
        .returning(RecoveryCode.account_id)
    )
    if db.scalar(used) is None:
        return False
    journal(db, "recovery_code_used", account.id, act=act_of(account), now=now)
    return True


def _matching_step(factor: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is: the present one, or a neighbour (clocks differ)."""
    present = int(now.timestamp()) // STEP_SECONDS
    codes = TOTP(factor, interval=STEP_SECONDS)
    for step in (present, present - 1, present + 1):
        if hmac.compare_digest(codes.at(step * STEP_SECONDS).encode(), code.encode()):
            return step
    return None


def _fresh_codes(db: Session, account: Account, private_key: bytes) -> list[str]:
    db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(_LETTERS)) for _ in range(RECOVERY_CODES)
    ]
    db.add_all(
        RecoveryCode(account_id=account.id, lookup=_lookup(private_key, code)) for code in codes
    )
    db.flush()
    return [
        "-".join(code[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))
        for code in codes
    ]


def _lookup(private_key: bytes, code: str) -> bytes:
    """What a recovery code is found by: only with its owner's key can codes be tried out."""
    return keyed_digest(derive(private_key, "recovery"), code)
