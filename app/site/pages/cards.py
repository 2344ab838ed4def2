"""Share cards: a PNG of 1200 × 630 for every public page, made from what its entry says."""

from typing import Any

from starlette.responses import Response

from app.events import queries as events
from app.events.titles import news_mark
from app.kit.errors import NotFound
from app.memorial import queries as memorial
from app.publishing.enums import PAGE, PublicKind
from app.publishing.queries import entry_by_slug
from app.site.context import site_context
from app.site.labels import SECTIONS, kind_label, section_label
from app.web.hop import Db, Router
from app.web.i18n import partial_date
from app.web.page import Page, PublicPage

router = Router(prefix="/card/{lang:lang}")
_KINDS = {
    pattern.split("/")[1]: kind for kind, pattern in PAGE.items() if pattern.endswith("/{slug}")
}
_TOLD = {PublicKind.EVENT: events.one, PublicKind.VICTIM: memorial.one_victim}
"""Whose card says where, and of an event whether it is cancelled, postponed or moved."""


@router.get(".png")
def home_card(page: PublicPage, db: Db) -> Response:
    def draw() -> bytes:
        campaign = site_context(db, page.lang)["campaign"]
        return _card(campaign.name or "Ayni", campaign.purpose, "", "")

    return page.picture(page.once("card", draw))


@router.get("/{section:slug}.png")
def section_card(page: PublicPage, db: Db, section: str) -> Response:
    if section not in SECTIONS:
        raise NotFound

    def draw() -> bytes:
        campaign = site_context(db, page.lang)["campaign"]
        return _card(section_label(section, page.lang), campaign.purpose, "", campaign.name)

    return page.picture(page.once(f"card of {section}", draw))


@router.get("/{section:slug}/{slug:slug}.png")
def record_card(page: PublicPage, db: Db, section: str, slug: str) -> Response:
    """A record's card; a part of a section that is no record (a month) has the section's."""
    kind = _KINDS.get(section)
    if kind is None:
        return section_card(page, db, section)
    entry = entry_by_slug(db, kind=kind, slug=slug, lang=page.lang)
    if entry is None:
        raise NotFound
    date = partial_date(entry.date, page.lang) if entry.date else ""
    document = _document(page, db, kind, slug)
    place = document["place"]["name"] if document.get("place") else ""
    line = " · ".join(part for part in (place, date) if part)
    news = news_mark(document, page.lang) if kind is PublicKind.EVENT else ""
    label = " · ".join(part for part in (news, kind_label(kind, page.lang)) if part)
    campaign = site_context(db, page.lang)["campaign"]
    return page.picture(_card(entry.title, line, label, campaign.name))


def _document(page: Page, db: Db, kind: PublicKind, slug: str) -> dict[str, Any]:
    """What is said of a record beyond its entry; empty where the card needs none of it."""
    find = _TOLD.get(kind)
    found = find(db, lang=page.lang, name=slug) if find else None
    return page.read(found.body) if found else {}


def _card(title: str, line: str, kind_label: str, campaign: str) -> bytes:
    from app.site.cards import card_png  # noqa: PLC0415 -- no start waits for it

    return card_png(title=title, line=line, kind_label=kind_label, campaign=campaign)
