"""The list of statements, and one statement with who reports it."""

from typing import Annotated

from fastapi import Query

from app.kit.errors import NotFound
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.queries import code_of, current_slug
from app.statements import labels, queries
from app.statements.schemas import StatementFilter
from app.web.hop import Db, Router
from app.web.i18n import translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/statements")
PAGE_SIZE = 50


@router.get("")
def list_statements(
    page: PublicPage, db: Db, query: Annotated[StatementFilter, Query()]
) -> Response:
    path = f"/{page.lang}/statements"
    found = queries.listed(
        db, lang=page.lang, kind=query.kind, after=query.after(path), limit=PAGE_SIZE
    )
    return page.render(
        "statements/list.html",
        statements=[page.read(line) for line in found.bodies],
        kinds=translated(labels.KINDS, page.lang),
        chosen=query.kind,
        next_url=query.further(path, found.next),
        first_url=path if query.cursor else None,
    )


@router.get("/{slug:slug}")
def show_statement(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.STATEMENT, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/statements/{new}")
    document = page.read(found.body)
    code = code_of(db, kind=PublicKind.STATEMENT, record_id=found.id)
    return page.render(
        "statements/one.html",
        statement=document,
        kind_label=translated(labels.KINDS, page.lang)[document["kind"]],
        fields=translated(labels.FIELDS, page.lang),
        short_url=f"{page.base}/{SHORT_LINK[PublicKind.STATEMENT]}/{code}",
    )
