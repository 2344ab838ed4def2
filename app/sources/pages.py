"""The list of sources, and one source with everything that rests on it."""

from app.kit.errors import NotFound
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug, referring
from app.sources import queries
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/sources")
RESTING_KINDS = tuple(kind for kind in PublicKind if kind is not PublicKind.SOURCE)


@router.get("")
def list_sources(page: PublicPage, db: Db) -> Response:
    found = queries.published(db, lang=page.lang, limit=100)
    return page.render("sources/list.html", sources=[page.read(body) for body in found.bodies])


@router.get("/{slug:slug}")
def show_source(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.SOURCE, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/sources/{new}")
    resting = {
        kind: referring(
            db,
            to_kind=PublicKind.SOURCE,
            to_id=found.id,
            from_kind=kind,
            role="source",
            lang=page.lang,
        )
        for kind in RESTING_KINDS
    }
    return page.render("sources/one.html", source=page.read(found.body), resting=resting)
