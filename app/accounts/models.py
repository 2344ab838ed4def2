"""Tables of accounts.

What others are granted (locks of lists) hangs on ``account.id`` with ON DELETE CASCADE, so that
removing an account ends it. Organisations are known by id only: their room stands above.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.enums import AccountRole, InvitationPurpose
from app.kit.db import Base, UtcDateTime, enum_type
from app.kit.languages import Language

_ACCOUNT = "account.id"


class Account(Base):
    """Somebody who signs in with a handle; without keys until they chose a new password."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("(public_key IS NULL) = (locked_key IS NULL)", name="keys_together"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    handle: Mapped[str] = mapped_column(String(40))
    handle_key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[AccountRole] = mapped_column(enum_type(AccountRole, "role"))
    language: Mapped[Language] = mapped_column(enum_type(Language, "language"))
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    locked_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    second_factor: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The shared secret of the one-time codes, sealed to `public_key`."""
    code_step: Mapped[int | None] = mapped_column(BigInteger)
    """The last time step whose code was used; an older or equal one is refused."""
    sign_ins: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AccountOrganisation(Base):
    """For which organisations somebody acts."""

    __tablename__ = "account_organisation"

    account_id: Mapped[str] = mapped_column(
        ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class AccountSession(Base):
    """One signed-in device; found by one derivation of its cookie, its key locked by another."""

    __tablename__ = "account_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True)
    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    locked_key: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[str] = mapped_column(String(40))
    awaits_code: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When the password was last given."""


class RecoveryCode(Base):
    """A way in without the second factor; its row goes when it is used."""

    __tablename__ = "recovery_code"

    account_id: Mapped[str] = mapped_column(
        ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True
    )
    lookup: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


class Invitation(Base):
    """A one-use link: into the house, or to a new password; its row goes when it is used."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(
            "(purpose = 'new_password') = (account_id IS NOT NULL)", name="password_of_somebody"
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    purpose: Mapped[InvitationPurpose] = mapped_column(enum_type(InvitationPurpose, "purpose"))
    role: Mapped[AccountRole] = mapped_column(enum_type(AccountRole, "role"))
    account_id: Mapped[str | None] = mapped_column(
        ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True
    )
    """Whose password it renews."""
    invited_by: Mapped[str | None] = mapped_column(
        ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class InvitationOrganisation(Base):
    """For which organisations the invited will act."""

    __tablename__ = "invitation_organisation"

    invitation_id: Mapped[str] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[str] = mapped_column(String(32), primary_key=True)
