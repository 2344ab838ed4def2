"""The timeline: everything dated, by month, each with its kind."""

from app.publishing.addresses import page_path
from app.publishing.enums import PublicKind
from app.publishing.models import Entry
from app.publishing.queries import entries
from app.site.labels import kind_label
from app.web.hop import Db, Router
from app.web.i18n import partial_date
from app.web.page import PublicPage, Response

router = Router()
KINDS = (PublicKind.VICTIM, PublicKind.INCIDENT, PublicKind.EVENT, PublicKind.STATEMENT)
TONES = {PublicKind.VICTIM: "memorial", PublicKind.EVENT: "event"}


@router.get("/{lang:lang}/timeline")
def timeline(page: PublicPage, db: Db) -> Response:
    dated = entries(db, lang=page.lang, kinds=KINDS, dated=True)
    return page.render("site/timeline.html", items=[_item(entry, page.lang) for entry in dated])


def _item(entry: Entry, lang: str) -> dict[str, str | None]:
    return {
        "date": entry.date,
        "date_label": partial_date(entry.date or "", lang),
        "title": entry.title,
        "url": page_path(entry.kind, entry.slug, lang),
        "kind": kind_label(entry.kind, lang),
        "summary": entry.summary,
        "lang": entry.title_lang if entry.title_lang != lang else None,
        "tone": TONES.get(entry.kind, ""),
    }
