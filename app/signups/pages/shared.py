"""What the pages of sign-ups have in common."""

from dataclasses import dataclass, field
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from app.mail.queries import mail_works
from app.publishing.concealing import cover_of, veil_of
from app.publishing.enums import PublicKind
from app.publishing.veil import Cover
from app.signups import queries
from app.signups.gathering import Gathering
from app.signups.inputs import Means
from app.signups.models import SignUpForm
from app.web.hop import Db, Hop, Inject
from app.web.i18n import day, moment
from app.web.page import Page


def _means(hop: Hop) -> Means:
    settings = hop.resources.settings
    return Means(
        keys=hop.resources.keys,
        base=settings.canonical_base,
        now=hop.now(),
        sends_mail=mail_works(settings, hop.db),
    )


At = Annotated[Means, Inject(_means)]
"""Parameter type of a handler that writes sign-ups, or must know the moment."""


def occasion(page: Page, db: Db, event: Gathering, form: SignUpForm) -> "Occasion":
    """An event and its form, for somebody who signs up or has done so."""

    def find() -> Cover:
        return cover_of(db, veil_of(db), kind=PublicKind.EVENT, record_id=event.id)

    return Occasion(event, form, page.once(f"cover {event.id}", find))


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event and its form, in words for a page in the event's language.

    ``cover`` is what the public may not read in the hosts' own words about it.
    """

    event: Gathering
    form: SignUpForm
    cover: Cover = field(default_factory=Cover)

    @property
    def lang(self) -> str:
        return self.event.lang

    @property
    def url(self) -> str:
        return f"/{self.lang}/events/{self.event.slug}"

    @property
    def lines(self) -> list[str]:
        """When and where, as far as it is known."""
        event = self.event
        return [line for line in (event.day, event.clock, event.place) if line]

    @property
    def until(self) -> str:
        """The printed date, in words; empty where the event has none."""
        purge_on = queries.purge_day(self.form, self.event)
        return day(purge_on, self.lang) if purge_on else ""

    def as_context(self) -> dict[str, Any]:
        return {"occasion": self, "event": self.event.told, "until": self.until}

    def closed_since(self, means: Means) -> str | None:
        """When a form that takes nobody was closed, in words of the event's own clock."""
        since = queries.closed_since(self.form, self.event, means.now)
        if since is None:
            return None
        zone = self.event.told["timezone"]
        local = since.astimezone(ZoneInfo(zone))
        return f"{day(local, self.lang)}, {moment(since, zone, self.lang)}"
