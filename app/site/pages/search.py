"""Search over everything that is public; it forgives spelling."""

from typing import Annotated

from fastapi import Query

from app.publishing.addresses import page_path
from app.publishing.queries import search
from app.site.labels import kind_label
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router()
MOST = 50


@router.get("/{lang:lang}/search")
def search_page(
    page: PublicPage, db: Db, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Find public records; an empty question shows the form."""
    found = search(db, text_sought=q, lang=page.lang, limit=MOST)
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
    return page.render("site/search.html", sought=q, results=results, most=MOST)
