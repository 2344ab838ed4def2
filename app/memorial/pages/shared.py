"""What the pages of the memorial share: filters by GET, old addresses, a record's history."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from app.history.queries import revisions_of
from app.kit.cursors import Cursor, decode, encode
from app.kit.dates import PartialDate, PartialDateError
from app.kit.errors import NotFound
from app.kit.languages import pick
from app.kit.slices import Slice
from app.memorial import labels
from app.publishing.concealing import cover_of, veil_of
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.web.hop import Db
from app.web.i18n import partial_date, translated
from app.web.page import Page, PublicPage, Response

MOST = 1000
"""Tolls, or figures: more than one page can show."""

_MEANT = re.compile(r"[a-z0-9_-]{1,80}")
Choice = TypeVar("Choice", bound=StrEnum)
Option = tuple[str, str]
"""What a filter can be set to: the value, and its words."""


def chosen(choices: type[Choice], value: str) -> Choice | None:
    """The choice a filter asks for; what is unknown asks for nothing."""
    return choices(value) if value in set(choices) else None


def month_options(months: Sequence[str], lang: str) -> list[Option]:
    """Months to choose from, with their names."""
    return [(month, partial_date(month, lang)) for month in months]


class Listing:
    """A filtered list that is read page by page. What a filter cannot mean is ignored."""

    size = 60

    def __init__(self, page: Page, section: str, **filters: str) -> None:
        self._path = f"/{page.lang}/{section}"
        self.asked = {name: value for name, value in filters.items() if _MEANT.fullmatch(value)}

    def slug(self, name: str) -> str | None:
        return self.asked.get(name)

    def date(self, name: str) -> PartialDate | None:
        try:
            return PartialDate.parse(self.asked.get(name, ""))
        except PartialDateError:
            return None

    def after(self, cursor: str) -> Cursor | None:
        """Where this page begins.

        Raises:
            CursorMismatch: the cursor belongs to another list.
        """
        return decode(cursor, question=self._question) if cursor else None

    def shown(self, found: Slice, cursor: str) -> dict[str, Any]:
        """What the template says of filters and pages."""
        following = encode(found.next, question=self._question) if found.next else None
        return {
            "asked": self.asked,
            "path": self._path,
            "next_url": self._url(cursor=following) if following else None,
            "first_url": self._url() if cursor else None,
        }

    def _url(self, **further: str) -> str:
        asked = urlencode({**self.asked, **further})
        return f"{self._path}?{asked}" if asked else self._path

    @property
    def _question(self) -> str:
        return f"{self._path}?{urlencode(sorted(self.asked.items()))}"


def history(page: PublicPage, db: Db, kind: PublicKind, record_id: str) -> list[dict[str, Any]]:
    """What the public reads of a record's versions: when, in which role, and why."""
    roles = translated(labels.ROLES, page.lang)
    cover = cover_of(db, veil_of(db), kind=kind, record_id=record_id)
    return [
        {
            "number": revision.number,
            "at": revision.at,
            "role": roles[revision.role],
            "reason": cover.text((pick(revision.reason, page.lang, page.lang) or ("",))[0]),
            "is_correction": revision.is_correction,
        }
        for revision in revisions_of(db, kind=kind, record_id=record_id)
    ]


def moved(page: PublicPage, db: Db, kind: PublicKind, section: str, slug: str) -> Response:
    """Send whoever has an old address to the new one, while the record is public."""
    new = current_slug(db, kind=kind, former=slug)
    if new is None:
        raise NotFound
    return page.moved(f"/{page.lang}/{section}/{new}")
