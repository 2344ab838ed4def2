from dataclasses import dataclass
from datetime import timedelta

from app.accounts.enums import AccountRole, InvitationPurpose
from app.kit.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Whom to let in: what others call them, and for what."""

    handle: str
    name: str
    role: AccountRole
    language: Language
    organisation_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """Whom a one-use link lets in, or whose password it renews."""

    purpose: InvitationPurpose
    role: AccountRole
    lasts: timedelta
    organisation_ids: tuple[str, ...] = ()
    account_id: str | None = None
    invited_by: str | None = None
