from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.statements import queries
from app.statements.documents import StatementDocument
from app.statements.schemas import StatementQuery
from app.web.api import API, Collection, add_collection
from app.web.hop import Db, Router

router = Router(prefix=API, include_in_schema=True)


def find_page(db: Db, query: StatementQuery, lang: str, after: Cursor | None) -> Slice:
    return queries.published(
        db,
        lang=lang,
        sort=query.sort,
        kind=query.kind,
        updated_since=query.updated_since,
        after=after,
        limit=query.limit,
    )


def find_item(db: Db, lang: str, name: str) -> Found | None:
    return queries.one(db, lang=lang, name=name)


add_collection(
    router,
    Collection(
        name="statements",
        summary="words on record, and who reports them",
        document=StatementDocument,
        query=StatementQuery,
        find_page=find_page,
        find_item=find_item,
    ),
)
