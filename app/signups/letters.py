"""The letters of a sign-up, in plain text. Subjects say nothing: a mail provider reads them.

What organisers wrote (titles, notices) is put in as it is; a letter has no markup to break.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.mail.inputs import Attachment, Letter
from app.signups.gathering import Gathering
from app.web.i18n import day, moment, translations


def _(message: str) -> str:
    return message


CONFIRM = _("Please confirm")
NEWS = _("There is news")
SIGNED_UP = _("Somebody, we hope it was you, signed up with this address for:")
PRESS = _("Open this link and press the button there. Until then nothing counts.")
HELD_UNTIL = _("Your place is held until %(time)s.")
NOT_HELD = _("No place is held for you: if none is free when you confirm, you wait for one.")
SAME_LINK = _(
    "The same link lets you change or cancel later. It is yours alone: please do not pass it on."
)
INVITE = _("To invite others, share this page: %(url)s")
CALENDAR = _(
    "The file with this letter is for your calendar. A calendar that subscribes to this address"
    " keeps itself up to date: %(url)s"
)
DESTROYED = _("On %(day)s everything that was left with us for this is destroyed.")
DESTROYED_LATER = _(
    "What was left with us for this is now destroyed on %(day)s, no longer on %(former)s. If you do"
    " not want that, cancel: nothing is kept then."
)
ADDRESS_KEPT = _("We keep your address, locked, until then, because you asked us to write.")
ADDRESS_GONE = _("Your address is not kept: once this letter is sent, we forget it.")
NOT_YOU = _("If it was not you, do nothing. It ends by itself.")
PLACE_FREE = _("A place has become free, and it is yours. You are expected at:")
GIVE_BACK = _("If you cannot come any more, please give it back: use the link of our first letter.")
TOLD = _("You asked us to write when something changes. This is about:")
LOOK = _("How it stands now: %(url)s")
YOUR_LINK = _("To change or cancel, use the link of our first letter.")
NO_MORE = _("To get no more letters about this: %(url)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every letter about a sign-up tells: of what, in which language, until when."""

    event: Gathering
    lang: str
    base: str
    purge_on: date | None
    entry: tuple[Attachment, ...] = ()
    """The event for a calendar, as the public reads it; nothing where it has no exact day."""

    def say(self, message: str, **values: object) -> str:
        text = translations(self.lang).gettext(message)
        return text % values if values else text

    @property
    def url(self) -> str:
        return f"{self.base}/{self.lang}/events/{self.event.slug}"

    def what_and_when(self) -> str:
        event = self.event
        when = ", ".join(filter(None, [event.day, event.clock]))
        return "\n".join(filter(None, [event.title, when, event.place]))

    def for_calendar(self) -> str | None:
        return self.say(CALENDAR, url=f"{self.url}.ics") if self.entry else None

    def until_when(self, former: date | None = None) -> str | None:
        """The printed date; where it is later than the one told before, that it is."""
        if self.purge_on is None:
            return None
        now = day(self.purge_on, self.lang)
        if former is None or former >= self.purge_on:
            return self.say(DESTROYED, day=now)
        return self.say(DESTROYED_LATER, day=now, former=day(former, self.lang))


def confirmation(
    setting: Setting, *, to: str, link: str, held_until: datetime | None, keeps_address: bool
) -> Letter:
    """The letter whose link opens a page with a button."""
    say = setting.say
    held = say(NOT_HELD)
    if held_until is not None:
        zone = setting.event.told["timezone"]
        held = say(HELD_UNTIL, time=moment(held_until, zone, setting.lang))
    return _letter(
        setting,
        to=to,
        subject=CONFIRM,
        has_entry=True,
        paragraphs=[
            say(SIGNED_UP),
            setting.what_and_when(),
            say(PRESS) + " " + held,
            link,
            say(SAME_LINK),
            say(INVITE, url=setting.url),
            setting.for_calendar(),
            setting.until_when(),
            say(ADDRESS_KEPT if keeps_address else ADDRESS_GONE),
            say(NOT_YOU),
        ],
    )


def promotion(setting: Setting, *, to: str, stop: str, former: date | None) -> Letter:
    say = setting.say
    return _letter(
        setting,
        to=to,
        subject=NEWS,
        has_entry=True,
        unsubscribe=stop,
        paragraphs=[
            say(PLACE_FREE),
            setting.what_and_when(),
            setting.for_calendar(),
            say(GIVE_BACK),
            setting.until_when(former),
            say(NO_MORE, url=stop),
        ],
    )


def news(setting: Setting, *, to: str, text: str, stop: str, former: date | None) -> Letter:
    say = setting.say
    return _letter(
        setting,
        to=to,
        subject=NEWS,
        has_entry=True,
        unsubscribe=stop,
        paragraphs=[
            say(TOLD),
            setting.what_and_when(),
            text,
            say(LOOK, url=setting.url),
            setting.for_calendar(),
            say(YOUR_LINK),
            setting.until_when(former),
            say(NO_MORE, url=stop),
        ],
    )


def _letter(
    setting: Setting,
    *,
    to: str,
    subject: str,
    paragraphs: list[str | None],
    unsubscribe: str | None = None,
    has_entry: bool = False,
) -> Letter:
    return Letter(
        to=to,
        subject=setting.say(subject),
        body="\n\n".join(filter(None, paragraphs)) + "\n",
        lang=setting.lang,
        attachments=setting.entry if has_entry else (),
        unsubscribe=unsubscribe,
    )
