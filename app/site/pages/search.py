"""Search over everything that is public; it forgives spelling."""

from app.publishing.addresses import page_path
from app.publishing.queries import search
from app.site.labels import kind_label
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router()
MOST = 50
LONGEST = 200
"""Characters of a question; the form takes no more."""


@router.get("/{lang:lang}/search")
def search_page(page: PublicPage, db: Db, q: str = "") -> Response:
    """Find public records; an empty question shows the form, of a long one the beginning counts."""
    sought = q[:LONGEST].strip()
    found = search(db, text_sought=sought, lang=page.lang, limit=MOST)
    results = [
        {
            "title": entry.title,
            "url": page_path(entry.kind, entry.slug, page.lang),
            "summary": entry.summary,
            "kind": kind_label(entry.kind, page.lang),
            "date": entry.date,
            "lang": entry.title_lang if entry.title_lang != page.lang else None,
        }
        for entry in found
    ]
    return page.render("site/search.html", sought=sought, results=results, most=MOST)
