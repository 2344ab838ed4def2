from app.events import queries
from app.events.documents import EventDocument
from app.events.queries import Wanted
from app.events.schemas import EventQuery
from app.kit.cursors import Cursor
from app.kit.slices import Found, Slice
from app.web.api import API, Collection, add_collection
from app.web.hop import Db, Router

router = Router(prefix=API, include_in_schema=True)


def find_page(db: Db, query: EventQuery, lang: str, after: Cursor | None) -> Slice:
    wanted = Wanted(
        kind=query.kind,
        status=query.status,
        place=query.place,
        after=query.after,
        before=query.before,
        updated_since=query.updated_since,
    )
    return queries.published(
        db, lang=lang, sort=query.sort, wanted=wanted, after=after, limit=query.limit
    )


def find_item(db: Db, lang: str, name: str) -> Found | None:
    return queries.one(db, lang=lang, name=name)


add_collection(
    router,
    Collection(
        name="events",
        summary="what people gather for",
        document=EventDocument,
        query=EventQuery,
        find_page=find_page,
        find_item=find_item,
    ),
)
