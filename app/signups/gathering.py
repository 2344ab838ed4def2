"""The event of a sign-up, as far as a form, a mail or a private page must tell of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.campaign.queries import default_timezone
from app.events import queries
from app.events.clocks import clock_line
from app.events.documents import is_over
from app.events.enums import EventStatus
from app.publishing.documents import BASE
from app.web.i18n import partial_date


@dataclass(frozen=True)
class Gathering:
    """A published event in one language; ``told`` is its stored document, read from ``body``.

    ``home`` is the zone whose clock the campaign is on.
    """

    id: str
    slug: str
    lang: str
    home: str
    title: str
    status: EventStatus
    over_at: datetime | None
    told: Mapping[str, Any]
    body: bytes

    @cached_property
    def day(self) -> str:
        """Its date in words; empty while it is not known."""
        return partial_date(self.told["date"], self.lang) if self.told["date"] else ""

    @cached_property
    def clock(self) -> str:
        """Its times in words, there and at home; empty while they are not known."""
        return clock_line(self.told, lang=self.lang, home=self.home)

    @property
    def place(self) -> str:
        return self.told["place"]["name"] if self.told["place"] else ""

    def takes_place(self, now: datetime) -> bool:
        """Whether it is still to come, or going on."""
        return self.status is EventStatus.PUBLISHED and not is_over(self.told, now)

    @cached_property
    def last_day(self) -> date | None:
        """The day, there, on which it is over; None while its date is not known."""
        if self.over_at is None:
            return None
        last = self.over_at - timedelta(microseconds=1)
        return last.astimezone(ZoneInfo(self.told["timezone"])).date()

    def day_after(self, days: int) -> date | None:
        """The day, there, that many days after it is over; None while its date is not known."""
        return self.last_day + timedelta(days=days) if self.last_day else None


def document_at(body: bytes, base: str) -> Mapping[str, Any]:
    """A stored document with our addresses in it, for whoever reads it elsewhere."""
    document: Mapping[str, Any] = json.loads(body.replace(BASE.encode(), base.encode()))
    return document


def gathering(db: Session, *, name: str, lang: str) -> Gathering | None:
    """The published event with this id or slug."""
    found = queries.one(db, lang=lang, name=name)
    if found is None:
        return None
    told = json.loads(found.body)
    return Gathering(
        id=found.id,
        slug=told["slug"],
        lang=lang,
        home=default_timezone(db),
        title=told["title"],
        status=EventStatus(told["status"]),
        over_at=datetime.fromisoformat(told["over_at"]) if told["over_at"] else None,
        told=told,
        body=found.body,
    )
