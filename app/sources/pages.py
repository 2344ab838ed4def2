"""The list of sources, and one source with everything that rests on it."""

from typing import Annotated

from fastapi import Query

from app.kit.errors import NotFound
from app.publishing.addresses import page_path
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug, referring
from app.sources import labels, queries
from app.sources.schemas import SourceFilter
from app.web.hop import Db, Router
from app.web.i18n import translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/sources")
PAGE_SIZE = 50


@router.get("")
def list_sources(page: PublicPage, db: Db, query: Annotated[SourceFilter, Query()]) -> Response:
    path = f"/{page.lang}/sources"
    found = queries.listed(
        db, lang=page.lang, kind=query.kind, after=query.after(path), limit=PAGE_SIZE
    )
    return page.render(
        "sources/list.html",
        sources=[page.read(line) for line in found.bodies],
        kinds=translated(labels.KINDS, page.lang),
        chosen=query.kind,
        next_url=query.further(path, found.next),
        first_url=path if query.cursor else None,
    )


@router.get("/{slug:slug}")
def show_source(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.SOURCE, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/sources/{new}")
    document = page.read(found.body)
    return page.render(
        "sources/one.html",
        source=document,
        kind_label=translated(labels.KINDS, page.lang)[document["kind"]],
        language_names=translated(labels.LANGUAGES, page.lang),
        resting=_resting(page, db, found.id),
    )


def _resting(page: PublicPage, db: Db, source_id: str) -> list[dict[str, object]]:
    """The records that cite a source, by kind: heading, and links with dates."""
    groups: list[dict[str, object]] = []
    citing = referring(
        db, to_kind=PublicKind.SOURCE, to_id=source_id, role="source", lang=page.lang
    )
    for kind, heading in translated(labels.RESTING, page.lang).items():
        found = citing.get(PublicKind(kind), [])
        links = [
            {
                "name": entry.title,
                "url": page_path(entry.kind, entry.slug, page.lang),
                "date": entry.date,
            }
            for entry in found
        ]
        if links:
            groups.append({"kind": kind, "heading": heading, "links": links})
    return groups
