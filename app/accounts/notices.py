"""What the workspace says after something was done: a word in the address, a sentence on the page.

Marked for translation, not translated.
"""

from collections.abc import Mapping
from enum import StrEnum


def _(message: str) -> str:
    return message


class Notice(StrEnum):
    """What was just done."""

    SIGNED_OUT = "signed_out"
    SAVED = "saved"
    SHEET_WRITTEN = "sheet_written"
    LISTS_OPEN = "lists_open"
    TRIED_AGAIN = "tried_again"
    DROPPED = "dropped"
    ASKED = "asked"
    JUDGED_ALREADY = "judged_already"
    DRAFT_DISCARDED = "draft_discarded"
    EVENT_COPIED = "event_copied"
    EVENTS_REPEATED = "events_repeated"
    LINK_ENDED = "link_ended"
    PICTURE_KEPT = "picture_kept"
    PICTURE_GONE = "picture_gone"
    REVOKED = "revoked"
    REMOVED = "removed"
    SESSIONS_ENDED = "sessions_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a word in an address
    FACTOR_OFF = "factor_off"
    SIGN_UP_OPENED = "sign_up_opened"
    SIGN_UP_CLOSED = "sign_up_closed"
    MESSAGE_POSTED = "message_posted"
    NAMES_ASKED = "names_asked"


SENTENCES: Mapping[Notice, str] = {
    Notice.SIGNED_OUT: _("You are signed out."),
    Notice.SAVED: _("Saved."),
    Notice.SHEET_WRITTEN: _("Done. Keep the sheet where only you find it."),
    Notice.LISTS_OPEN: _("Your lists open again."),
    Notice.TRIED_AGAIN: _("It is tried again now."),
    Notice.DROPPED: _("It is dropped, with all it held."),
    Notice.ASKED: _("Asked. They find the question in their workspace."),
    Notice.JUDGED_ALREADY: _("Somebody else has judged this one already."),
    Notice.DRAFT_DISCARDED: _("The draft is gone."),
    Notice.EVENT_COPIED: _("This is a copy, and still a draft. Look at it, then publish it."),
    Notice.EVENTS_REPEATED: _("The further dates are made, each an event of its own."),
    Notice.LINK_ENDED: _("The secret link leads nowhere any more."),
    Notice.PICTURE_KEPT: _("The picture is there."),
    Notice.PICTURE_GONE: _("The picture is gone."),
    Notice.REVOKED: _("The link works no longer."),
    Notice.REMOVED: _("The account is gone, with its sessions, links and keys."),
    Notice.SESSIONS_ENDED: _("Signed out there."),
    Notice.PASSWORD_CHANGED: _("The new password holds. All other devices are signed out."),
    Notice.FACTOR_OFF: _("The second factor is off."),
    Notice.SIGN_UP_OPENED: _("People can sign up now."),
    Notice.SIGN_UP_CLOSED: _("Nobody can sign up any more. Who is signed up stays so."),
    Notice.NAMES_ASKED: _("Names are asked for from now on."),
    Notice.MESSAGE_POSTED: _("The letters are on their way."),
}
