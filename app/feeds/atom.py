"""Atom (RFC 4287) from stored events: what is announced, and each notice on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from feedgenerator import (  # pyright: ignore[reportMissingTypeStubs] -- it has no types
    Atom1Feed,
)

from app.events.clocks import clock_line
from app.events.labels import UPDATES
from app.events.titles import marked, standing_mark
from app.kit.text import plain
from app.web.i18n import partial_date, translated

NEVER = datetime.fromtimestamp(0, UTC)
"""When a feed without entries was updated."""
MOST = 100
Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a feed says of itself; ``home`` is the zone of its clock, ``page`` what it is of."""

    name: str
    lang: str
    home: str
    page: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    id: str
    title: str
    title_lang: str | None
    updated: datetime
    content: list[tuple[str, str | None]]
    link: str


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """The library would ask the clock."""
        items: list[dict[str, Any]] = self.items  # pyright: ignore[reportUnknownMemberType] -- as above
        return max((item["updateddate"] for item in items), default=NEVER)

    def item_attributes(self, item: Any) -> dict[str, str]:
        return {"xml:lang": item["lang"]} if item["lang"] else {}


def atom(events: Iterable[Event], *, of: Heading) -> bytes:
    """The latest entries, the last changed first."""
    made: Any = _Feed(  # the library has no types
        title=plain(of.name),
        link=of.page,
        description=None,
        language=of.lang,
        author_name=plain(of.name),
        feed_url=of.address,
        feed_guid=of.address,
    )
    entries = [entry for event in events for entry in _entries(event, of)]
    entries.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
    for entry in entries[:MOST]:
        made.add_item(
            title=plain(entry.title),
            link=entry.link,
            description=_html(entry.content),
            unique_id=entry.id,
            updateddate=entry.updated,
            lang=entry.title_lang,
        )
    text: str = made.writeString("utf-8")
    return text.encode()


def _entries(event: Event, of: Heading) -> Iterator[_Entry]:
    """The event itself, and its notices; what they are known by names the language too."""
    borrowed: Mapping[str, str] = event["borrowed"] or {}
    title_lang = borrowed.get("title")
    yield _Entry(
        id=f"urn:ayni:{event['id']}:{of.lang}",
        title=marked(standing_mark(event, of.lang), event["title"], of.lang),
        title_lang=title_lang,
        updated=datetime.fromisoformat(event["updated_at"]),
        content=[(_when_and_where(event, of), None), (event["summary"], borrowed.get("summary"))],
        link=event["url"],
    )
    notices = translated(UPDATES, of.lang)
    for update in event["updates"]:
        at = datetime.fromisoformat(update["at"]).astimezone(UTC)
        text_lang = None if update["language"] == of.lang else update["language"]
        yield _Entry(
            id=f"urn:ayni:{event['id']}:{at.isoformat()}:{of.lang}",
            title=marked(notices[update["kind"]], event["title"], of.lang),
            title_lang=title_lang,
            updated=at,
            content=[(update["text"], text_lang), (_when_and_where(event, of), None)],
            link=event["url"],
        )


def _when_and_where(event: Event, of: Heading) -> str:
    day = partial_date(event["date"], of.lang) if event["date"] else ""
    clock = clock_line(event, lang=of.lang, home=of.home)
    place = event["place"]["name"] if event["place"] else ""
    start = event["route"][0]["name"] if event["route"] else ""
    return " · ".join(dict.fromkeys(filter(None, (day, clock, start, place))))


def _html(content: Iterable[tuple[str | None, str | None]]) -> str:
    """Paragraphs; a text in another language is marked with it."""
    return "".join(
        f"<p{f' lang={chr(34)}{lang}{chr(34)}' if lang else ''}>{escape(plain(text))}</p>"
        for text, lang in content
        if text
    )
