from app.demands import queries
from app.demands.documents import DemandDocument
from app.demands.schemas import DemandQuery
from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.web.api import API, Collection, add_collection
from app.web.hop import Db, Router

router = Router(prefix=API, include_in_schema=True)


def find_page(db: Db, query: DemandQuery, lang: str, after: Cursor | None) -> Slice:
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
        name="demands",
        summary="what is demanded, and by whom in which words",
        document=DemandDocument,
        query=DemandQuery,
        find_page=find_page,
        find_item=find_item,
    ),
)
