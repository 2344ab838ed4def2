"""An event's title, and the word that must be read before it: cancelled, postponed, moved."""

from collections.abc import Mapping
from typing import Any

from app.events.enums import UpdateKind
from app.events.labels import STANDINGS, UPDATES
from app.web.i18n import translated, translations

ELSEWHERE = {UpdateKind.MOVED, UpdateKind.DELAYED}
Event = Mapping[str, Any]


def _(message: str) -> str:
    return message


MARKED = _("%(mark)s: %(title)s")


def standing_mark(event: Event, lang: str) -> str:
    """Whether a stored event is cancelled or postponed; empty if it is neither."""
    return translated(STANDINGS, lang).get(event["status"], "")


def news_mark(event: Event, lang: str) -> str:
    """What a link that is passed on must say first: also that time or place changed."""
    kinds = (update["kind"] for update in event["updates"])
    changed = next((kind for kind in kinds if kind in ELSEWHERE), None)
    return standing_mark(event, lang) or translated(UPDATES, lang).get(changed or "", "")


def marked(mark: str, title: str, lang: str) -> str:
    """The title behind its mark, where there is one."""
    return translations(lang).gettext(MARKED) % {"mark": mark, "title": title} if mark else title
