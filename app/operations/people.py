"""Letting people in from the command line: the first of all, or when nobody else can."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.orm import Session

from app.accounts.enums import AccountRole, InvitationPurpose
from app.accounts.handles import is_handle, salt_of
from app.accounts.inputs import NewAccount, NewInvitation
from app.accounts.policy import password_fault
from app.accounts.service import accounts, invitations
from app.accounts.service.accounts import HandleTaken
from app.campaign.queries import default_language
from app.config import OperatorError, Settings
from app.history.enums import Role
from app.history.inputs import Act
from app.kit.clock import system_clock
from app.kit.key_folder import KeyFolder
from app.kit.languages import Language
from app.kit.sealing import FULL_COST, password_key
from app.operations.session import one_write, opened
from app.organisations.queries import ids_of_slugs

INVITATION_LASTS = timedelta(days=3)
_OPERATOR = Act(role=Role.OPERATOR)


class PeopleError(OperatorError):
    """Somebody cannot be let in like this; the text says why."""


def create(settings: Settings, *, handle: str, name: str, role: AccountRole, password: str) -> None:
    """Make an account.

    Raises:
        PeopleError: handle or password do not do, or the handle is taken.
    """
    if not is_handle(handle):
        raise PeopleError("A handle is 3 to 40 letters or digits; between them . - or _")
    fault = password_fault(password, handle=handle)
    if fault is not None:
        raise PeopleError(f"The password will not do. {fault}")
    key = password_key(password, salt=salt_of(KeyFolder(settings.keys), handle), cost=FULL_COST)
    with _write(settings) as db:
        wanted = NewAccount(
            handle=handle, name=name or handle, role=role, language=Language(default_language(db))
        )
        try:
            accounts.create(db, wanted, password_key=key, act=_OPERATOR, now=system_clock())
        except HandleTaken:
            raise PeopleError("Somebody has this handle already.") from None


def invite(settings: Settings, *, role: AccountRole, slugs: Sequence[str]) -> str:
    """Make a one-use link.

    Raises:
        PeopleError: no organisation has one of the slugs.
    """
    with _write(settings) as db:
        ids = ids_of_slugs(db, slugs)
        missing = [slug for slug in slugs if slug not in ids]
        if missing:
            raise PeopleError(f"There is no organisation {missing[0]}.")
        wanted = NewInvitation(
            purpose=InvitationPurpose.INVITE,
            role=role,
            lasts=INVITATION_LASTS,
            organisation_ids=tuple(sorted(ids.values())),
        )
        token = invitations.invite(db, wanted, act=_OPERATOR, now=system_clock())
    return f"{settings.canonical_base}/organise/invitation/{token}"


def set_up_link(settings: Settings) -> str | None:
    """The link by which the first account is made; None once there is one."""
    with _write(settings) as db:
        token = invitations.offer_set_up(db, now=system_clock())
    return None if token is None else f"{settings.canonical_base}/organise/set-up/{token}"


@contextmanager
def _write(settings: Settings) -> Generator[Session]:
    with opened(settings) as database, one_write(database, clock=system_clock) as db:
        yield db
