"""Share cards: a PNG of 1200 × 630 for every public page, made from what its entry says."""

from starlette.responses import Response

from app.kit.errors import NotFound
from app.publishing.enums import PAGE
from app.publishing.queries import entry_by_slug
from app.site.cards import card_png
from app.site.context import site_context
from app.site.labels import SECTIONS, kind_label, section_label
from app.web.hop import Db, Router
from app.web.i18n import partial_date
from app.web.page import PublicPage

router = Router(prefix="/card/{lang:lang}")
_KINDS = {
    pattern.split("/")[1]: kind for kind, pattern in PAGE.items() if pattern.endswith("/{slug}")
}


@router.get(".png")
def home_card(page: PublicPage, db: Db) -> Response:
    campaign = site_context(db, page.lang)["campaign"]
    return page.picture(_card(campaign.name or "Ayni", campaign.purpose, "", ""))


@router.get("/{section:slug}.png")
def section_card(page: PublicPage, db: Db, section: str) -> Response:
    if section not in SECTIONS:
        raise NotFound
    campaign = site_context(db, page.lang)["campaign"]
    return page.picture(_card(section_label(section, page.lang), campaign.purpose, "", campaign.name))


@router.get("/{section:slug}/{slug:slug}.png")
def record_card(page: PublicPage, db: Db, section: str, slug: str) -> Response:
    kind = _KINDS.get(section)
    entry = entry_by_slug(db, kind=kind, slug=slug, lang=page.lang) if kind else None
    if kind is None or entry is None:
        raise NotFound
    campaign = site_context(db, page.lang)["campaign"]
    line = partial_date(entry.date, page.lang) if entry.date else ""
    return page.picture(_card(entry.title, line, kind_label(kind, page.lang), campaign.name))


def _card(title: str, line: str, kind_label: str, campaign: str) -> bytes:
    return card_png(title=title, line=line, kind_label=kind_label, campaign=campaign)
