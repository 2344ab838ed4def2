from dataclasses import dataclass

from app.accounts.enums import AccountRole
from app.kit.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Whom to let in: what others call them, and for what."""

    handle: str
    name: str
    role: AccountRole
    language: Language
    organisation_ids: tuple[str, ...] = ()
