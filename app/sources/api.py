from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.sources import queries
from app.sources.documents import SourceDocument
from app.sources.schemas import SourceQuery
from app.web.api import API, Collection, add_collection
from app.web.hop import Db, Router

router = Router(prefix=API, include_in_schema=True)


def find_page(db: Db, query: SourceQuery, lang: str, after: Cursor | None) -> Slice:
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
        name="sources",
        summary="the documents every fact is cited from",
        document=SourceDocument,
        query=SourceQuery,
        find_page=find_page,
        find_item=find_item,
    ),
)
