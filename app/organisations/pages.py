"""The list of organisations, and one organisation with all that it does and says."""

from typing import Annotated

from fastapi import Query

from app.kit.errors import NotFound
from app.organisations import labels, queries
from app.organisations.schemas import OrganisationFilter
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.web.hop import Db, Router
from app.web.i18n import translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/organisations")
PAGE_SIZE = 100


@router.get("")
def list_organisations(
    page: PublicPage, db: Db, query: Annotated[OrganisationFilter, Query()]
) -> Response:
    path = f"/{page.lang}/organisations"
    found = queries.listed(
        db, lang=page.lang, kind=query.kind, after=query.after(path), limit=PAGE_SIZE
    )
    return page.render(
        "organisations/list.html",
        organisations=[page.read(line) for line in found.bodies],
        kinds=translated(labels.KINDS, page.lang),
        groups=translated(labels.GROUPS, page.lang),
        chosen=query.kind,
        next_url=query.further(path, found.next),
        first_url=path if query.cursor else None,
    )


@router.get("/{slug:slug}")
def show_organisation(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.ORGANISATION, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/organisations/{new}")
    document = page.read(found.body)
    return page.render(
        "organisations/one.html",
        organisation=document,
        kind_label=translated(labels.KINDS, page.lang)[document["kind"]],
    )
