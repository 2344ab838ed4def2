"""Words as other programs take them."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from app.events.enums import EventStatus
from app.web.i18n import translations

UNSAFE = {"Cc", "Cs"}
NO_CHARACTERS = {"\ufffe", "\uffff"}
"""XML 1.0, 2.2, has no place for them."""


def _(message: str) -> str:
    return message


TITLES = {
    EventStatus.POSTPONED: _("Postponed: %(title)s"),
    EventStatus.CANCELLED: _("Cancelled: %(title)s"),
}


def plain(text: str) -> str:
    """Line breaks of one kind, no other control character, nothing that is no character."""
    lines = "\n".join(text.splitlines())
    return "".join(
        char
        for char in lines
        if char == "\n" or (unicodedata.category(char) not in UNSAFE and char not in NO_CHARACTERS)
    )


def titled(event: Mapping[str, Any], lang: str) -> str:
    """An event's title, which says first that it is cancelled or postponed."""
    words = TITLES.get(EventStatus(event["status"]))
    title: str = event["title"]
    return translations(lang).gettext(words) % {"title": title} if words else title
