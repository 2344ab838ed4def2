"""Roles and what they may do: one table. Whose events and lists is for the queries to say."""

from collections.abc import Mapping

from app.accounts.enums import AccountRole, Permission

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


def may(role: AccountRole, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]
