"""Template filters. Each takes the page's language as the keyword ``lang``."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from nh3 import clean

from app.web import i18n

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ALLOWED_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "br"}


def prose(text: str | None, *, lang: str) -> Markup:
    """Markdown of our own texts as HTML: no raw HTML, headings from h2, links sanitised."""
    del lang
    html = _markdown().render(text or "")
    return Markup(  # noqa: S704 -- the one place: rendered without HTML, then sanitised
        clean(html, tags=_ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http"})
    )


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- no start waits for it

    return MarkdownIt("commonmark", {"html": False})


def partial_date(edtf: str | None, *, lang: str) -> str:
    return i18n.partial_date(edtf, lang) if edtf else ""


def plate(edtf: str, *, lang: str) -> tuple[str, str]:
    return i18n.plate(edtf, lang)


def day(value: datetime, *, lang: str, style: str = "long") -> str:
    return i18n.day(value, lang, style)


def clock_time(value: datetime, zone: str, *, lang: str) -> str:
    return i18n.moment(value, zone, lang)


def number(value: float, *, lang: str) -> str:
    return i18n.number(value, lang)


def country(code: str, *, lang: str) -> str:
    return i18n.country(code, lang)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "prose": prose,
    "partial_date": partial_date,
    "plate": plate,
    "day": day,
    "clock_time": clock_time,
    "number": number,
    "country": country,
}
