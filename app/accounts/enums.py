from enum import StrEnum


class AccountRole(StrEnum):
    """What somebody who signs in is here for; `app.accounts.policy` says what each may do."""

    COORDINATOR = "coordinator"
    ORGANISER = "organiser"
    MEMORIAL_EDITOR = "memorial_editor"
    TRANSLATOR = "translator"
    STEWARD = "steward"


class Permission(StrEnum):
    """One kind of thing that somebody may do."""

    EVENTS_EDIT = "events_edit"
    EVENTS_MODERATE = "events_moderate"
    LISTS_READ = "lists_read"
    LISTS_EXPORT = "lists_export"
    CHECK_IN = "check_in"
    CAMPAIGN_EDIT = "campaign_edit"
    ACCOUNTS_MANAGE = "accounts_manage"
    INVITE = "invite"
    JOURNAL_READ = "journal_read"
    MAILBOX_READ = "mailbox_read"
    MEMORIAL_EDIT = "memorial_edit"
    TRANSLATE = "translate"


class InvitationPurpose(StrEnum):
    """What a one-use link is for."""

    SET_UP = "set_up"
    INVITE = "invite"
    NEW_PASSWORD = "new_password"  # noqa: S105 -- the word, not one
