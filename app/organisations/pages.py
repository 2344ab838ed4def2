"""The list of organisations, and one organisation with all that it does and says."""

from typing import Annotated

from fastapi import Query

from app.kit.errors import NotFound
from app.organisations import queries
from app.organisations.schemas import OrganisationFilter
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/organisations")
PAGE_SIZE = 100


@router.get("")
def list_organisations(
    page: PublicPage, db: Db, query: Annotated[OrganisationFilter, Query()]
) -> Response:
    path = f"/{page.lang}/organisations"
    found = queries.published(
        db, lang=page.lang, kind=query.kind, after=query.after(path), limit=PAGE_SIZE
    )
    return page.render(
        "organisations/list.html",
        organisations=[page.read(body) for body in found.bodies],
        query=query,
        next_url=query.further(path, found.next),
    )


@router.get("/{slug:slug}")
def show_organisation(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.ORGANISATION, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/organisations/{new}")
    return page.render("organisations/one.html", organisation=page.read(found.body))
