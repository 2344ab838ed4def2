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


SENTENCES: Mapping[Notice, str] = {
    Notice.SIGNED_OUT: _("You are signed out."),
    Notice.SAVED: _("Saved."),
}
