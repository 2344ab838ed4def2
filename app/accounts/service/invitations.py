"""One-use links: made, used by one, taken back. Only a digest of a link's secret is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.enums import AccountRole, InvitationPurpose
from app.accounts.inputs import NewAccount, NewInvitation
from app.accounts.models import Account, Invitation, InvitationOrganisation
from app.accounts.policy import INVITES, INVITES_INTO_NONE
from app.accounts.queries import (
    account,
    any_account,
    invitation_by_lookup,
    organisations_of,
    organisations_of_invitation,
)
from app.accounts.service import accounts
from app.accounts.service.acts import journal
from app.history.enums import Role
from app.history.inputs import Act
from app.kit.errors import FieldFault, Invalid, NotFound, NotPermitted
from app.kit.ids import new_id
from app.kit.sealing import as_token, derive, from_token, new_secret

SET_UP_LASTS = timedelta(days=30)
NEW_PASSWORD_LASTS = timedelta(days=3)


class LinkSpent(NotFound):
    """No such link, or it is used up, taken back, out of date or for something else."""

    code = "link_spent"


class OrganisationNotTheirs(Invalid):
    """Somebody invites into no organisation, or into one that they do not act for."""

    code = "organisation_not_theirs"

    def __init__(self) -> None:
        super().__init__(
            FieldFault("organisations", self.code, "Invite into organisations of your own.")
        )


class RoleNotTheirs(NotPermitted):
    """Somebody invites to a role that theirs does not invite to."""

    code = "role_not_theirs"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a link that still holds offers."""

    invitation: Invitation
    organisation_ids: tuple[str, ...]


def invite(db: Session, wanted: NewInvitation, *, act: Act, now: datetime) -> str:
    """Make a link and return its token, which is kept nowhere.

    Raises:
        RoleNotTheirs: who invites may not invite to this role.
        OrganisationNotTheirs: it is not for organisations of who invites, and of them alone.
    """
    if wanted.purpose is InvitationPurpose.INVITE and wanted.invited_by is not None:
        _check(db, wanted, invited_by=wanted.invited_by)
    secret = new_secret()
    invitation = Invitation(
        id=new_id("inv"),
        lookup=derive(secret, "lookup"),
        purpose=wanted.purpose,
        role=wanted.role,
        account_id=wanted.account_id,
        invited_by=wanted.invited_by,
        created_at=now,
        expires_at=now + wanted.lasts,
    )
    db.execute(delete(Invitation).where(Invitation.expires_at <= now))
    db.add(invitation)
    db.flush()
    db.add_all(
        InvitationOrganisation(invitation_id=invitation.id, organisation_id=organisation_id)
        for organisation_id in wanted.organisation_ids
    )
    if wanted.account_id is None:  # else it is part of ending a password, which is told
        journal(db, "invited", invitation.id, act=act, now=now, kind="invitation")
    return as_token(secret)


def _check(db: Session, wanted: NewInvitation, *, invited_by: str) -> None:
    """Hold who invites to what their role may; the operator of the server is nobody's guest."""
    inviter = account(db, invited_by)
    if inviter is None or wanted.role not in INVITES.get(inviter.role, ()):
        raise RoleNotTheirs
    if inviter.role in INVITES_INTO_NONE:
        return
    own = set(organisations_of(db, inviter.id))
    if not wanted.organisation_ids or not own.issuperset(wanted.organisation_ids):
        raise OrganisationNotTheirs


def offered(db: Session, token: str, *, purpose: InvitationPurpose, now: datetime) -> Offered:
    """What a link offers.

    Raises:
        LinkSpent: it cannot be used, or not for this.
    """
    secret = from_token(token)
    found = secret and invitation_by_lookup(db, derive(secret, "lookup"), purpose=purpose, now=now)
    if not found:
        raise LinkSpent
    return Offered(found, tuple(organisations_of_invitation(db, found.id)))


def accept(
    db: Session, offer: Offered, wanted: NewAccount, *, password_key: bytes, now: datetime
) -> Account:
    """Let somebody in by their link, in the role and for the organisations that it names.

    Raises:
        LinkSpent: somebody else was first.
        HandleTaken: the handle belongs to somebody.
    """
    _use(db, offer.invitation, now=now)
    if offer.invitation.purpose is InvitationPurpose.SET_UP and any_account(db):
        raise LinkSpent
    return accounts.create(db, wanted, password_key=password_key, now=now)


def choose_password(
    db: Session, offer: Offered, account: Account, *, password_key: bytes, now: datetime
) -> bytes:
    """Give somebody a fresh key pair, locked by their new password; returns its private key.

    Raises:
        LinkSpent: somebody else was first.
    """
    _use(db, offer.invitation, now=now)
    return accounts.renew_keys(db, account, password_key=password_key, now=now)


def _use(db: Session, invitation: Invitation, *, now: datetime) -> None:
    gone = (
        delete(Invitation)
        .where(Invitation.id == invitation.id, Invitation.expires_at > now)
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    )
    if db.scalar(gone) is None:
        raise LinkSpent


def revoke(db: Session, invitation_id: str, *, act: Act, now: datetime) -> None:
    """Take a link back.

    Raises:
        LinkSpent: it is gone already.
    """
    gone = delete(Invitation).where(Invitation.id == invitation_id).returning(Invitation.id)
    if db.scalar(gone) is None:
        raise LinkSpent
    journal(db, "invitation_revoked", invitation_id, act=act, now=now, kind="invitation")


def offer_set_up(db: Session, *, now: datetime) -> str | None:
    """The token of a new set-up link while there is no account; earlier ones end."""
    if any_account(db):
        return None
    db.execute(delete(Invitation).where(Invitation.purpose == InvitationPurpose.SET_UP))
    wanted = NewInvitation(
        purpose=InvitationPurpose.SET_UP, role=AccountRole.COORDINATOR, lasts=SET_UP_LASTS
    )
    return invite(db, wanted, act=Act(role=Role.OPERATOR), now=now)
