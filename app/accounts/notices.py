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


SENTENCES: Mapping[Notice, str] = {
    Notice.SIGNED_OUT: _("You are signed out."),
    Notice.SAVED: _("Saved."),
    Notice.SHEET_WRITTEN: _("Done. Keep the sheet where only you find it."),
    Notice.LISTS_OPEN: _("Your lists open again."),
    Notice.TRIED_AGAIN: _("It is tried again now."),
    Notice.DROPPED: _("It is dropped, with all it held."),
    Notice.ASKED: _("Asked. They find the question in their workspace."),
    Notice.JUDGED_ALREADY: _("Somebody else has judged this one already."),
}
