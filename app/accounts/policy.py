"""Roles and what they may do: one table. Whose events and lists is for the queries to say."""

from collections.abc import Mapping
from itertools import pairwise

from app.accounts.enums import AccountRole, Permission
from app.kit.text import fold


def _(message: str) -> str:
    return message


_LISTS = {Permission.LISTS_READ, Permission.LISTS_EXPORT, Permission.CHECK_IN}
PERMISSIONS: Mapping[AccountRole, frozenset[Permission]] = {
    AccountRole.COORDINATOR: frozenset(Permission),
    AccountRole.ORGANISER: frozenset(
        {
            Permission.EVENTS_EDIT,
            Permission.EVENTS_MODERATE,
            Permission.INVITE,
            Permission.JOURNAL_READ,
            Permission.TRANSLATE,
            *_LISTS,
        }
    ),
    AccountRole.MEMORIAL_EDITOR: frozenset(
        {Permission.MEMORIAL_EDIT, Permission.JOURNAL_READ, Permission.TRANSLATE}
    ),
    AccountRole.TRANSLATOR: frozenset({Permission.TRANSLATE}),
    AccountRole.STEWARD: frozenset({Permission.CHECK_IN}),
}
INVITES: Mapping[AccountRole, tuple[AccountRole, ...]] = {
    AccountRole.COORDINATOR: tuple(AccountRole),
    AccountRole.ORGANISER: (AccountRole.ORGANISER, AccountRole.STEWARD),
}
"""Whom a role may invite; an organiser only into organisations of their own."""
INVITES_INTO_NONE = frozenset({AccountRole.COORDINATOR})
"""Who may also invite somebody who belongs to no organisation yet."""


def may(role: AccountRole, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]


PASSWORD_MIN, PASSWORD_MAX = 12, 200
_FEWEST_CHARACTERS = 6  # different ones
TOO_SHORT = _("At least 12 characters: four or five words that have nothing to do with each other.")
TOO_LONG = _("At most 200 characters.")
HOLDS_HANDLE = _("The handle must not be part of it.")
TOO_EVEN = _("That is guessed within seconds. Take words that have nothing to do with each other.")


def password_fault(password: str, *, handle: str) -> str | None:
    """What is wrong with a new password; None if nothing is (NIST SP 800-63B: length, no rules)."""
    if len(password) < PASSWORD_MIN:
        return TOO_SHORT
    if len(password) > PASSWORD_MAX:
        return TOO_LONG
    if fold(handle) and fold(handle) in fold(password):
        return HOLDS_HANDLE
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    if len(set(password)) < _FEWEST_CHARACTERS or len(steps) == 1:
        return TOO_EVEN
    return None
