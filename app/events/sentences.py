"""The sentence with which a form proposes to tell what changed; organisers rewrite it freely."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.events.enums import ChangeKind
from app.events.inputs import EventInput
from app.events.models import Event
from app.kit.languages import pick
from app.web.i18n import day, moment, partial_date, translations


def _(message: str) -> str:
    return message


NEW_HOUR = _("New time: %(new)s instead of %(old)s.")
NEW_DATE = _("New date: %(when)s.")
NEW_PLACE = _("New meeting point: %(place)s.")
NEW_LINK = _("New link to take part: %(link)s")
CANCELLED = _("“%(title)s” does not take place.")
POSTPONED = _("“%(title)s” is put off. As soon as there is a new date, it stands here.")
RESUMED = _("“%(title)s” takes place after all.")
THANKS = _("Thank you to everybody who came and who helped.")


def sentence(
    kind: ChangeKind, known: EventInput, changed: EventInput, *, lang: str, where: str = ""
) -> str:
    """What to say of a change from ``known`` to ``changed``; ``where`` is the new meeting point.

    Empty where only people can know.
    """
    words = translations(lang)
    match kind:
        case ChangeKind.TIME:
            return _new_time(known, changed, lang)
        case ChangeKind.PLACE if where:
            return words.gettext(NEW_PLACE) % {"place": where}
        case ChangeKind.PLACE:
            return words.gettext(NEW_LINK) % {"link": changed.online_url}
        case ChangeKind.OTHER:
            return ""
        case _:
            title = pick(known.title, lang, lang)
            return words.gettext(_OF_ALL[kind]) % {"title": title[0] if title else ""}


def time_words(event: EventInput | Event, lang: str) -> str:
    """Day and hour there: "Sunday, 29 November 2026, 15:00"; empty where nothing is known."""
    if event.starts_at is None:
        return partial_date(event.date.edtf, lang) if event.date else ""
    local = event.starts_at.astimezone(ZoneInfo(event.timezone))
    return f"{day(local, lang, style='full')}, {_hour(event.starts_at, event, lang)}"


def _new_time(known: EventInput, changed: EventInput, lang: str) -> str:
    words = translations(lang)
    if known.starts_at and changed.starts_at and _day(known) == _day(changed):
        old, new = (_hour(at, changed, lang) for at in (known.starts_at, changed.starts_at))
        if old != new:
            return words.gettext(NEW_HOUR) % {"new": new, "old": old}
    return words.gettext(NEW_DATE) % {"when": time_words(changed, lang)}


_OF_ALL = {
    ChangeKind.CANCELLED: CANCELLED,
    ChangeKind.POSTPONED: POSTPONED,
    ChangeKind.RESUMED: RESUMED,
    ChangeKind.THANKS: THANKS,
}


def _hour(at: datetime, event: EventInput | Event, lang: str) -> str:
    return moment(at, event.timezone, lang)


def _day(event: EventInput) -> object:
    return event.starts_at and event.starts_at.astimezone(ZoneInfo(event.timezone)).date()
