"""The demands: who supports which, and each with every supporter's wording side by side."""

from itertools import chain

from app.demands import labels, queries
from app.demands.enums import DemandKind
from app.demands.matrix import matrix_of, numbered_sources
from app.kit.errors import NotFound
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.web.hop import Db, Router
from app.web.i18n import translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/demands")
MOST = 500  # of a kind; many more than a person can read


@router.get("")
def list_demands(page: PublicPage, db: Db) -> Response:
    groups = {
        kind: [
            page.read(line)
            for line in queries.listed(db, lang=page.lang, kind=kind, limit=MOST).bodies
        ]
        for kind in DemandKind
    }
    return page.render(
        "demands/list.html",
        matrices={kind: matrix_of(demands) for kind, demands in groups.items() if demands},
        sources=numbered_sources(list(chain.from_iterable(groups.values()))),
        kinds=translated(labels.KINDS, page.lang),
        explained=translated(labels.EXPLAINED, page.lang),
    )


@router.get("/{slug:slug}")
def show_demand(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.DEMAND, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/demands/{new}")
    document = page.read(found.body)
    return page.render(
        "demands/one.html",
        demand=document,
        kind_label=translated(labels.KINDS, page.lang)[document["kind"]],
    )
