from app.kit.cursors import Cursor
from app.kit.dates import PartialDate
from app.kit.slices import Found, Slice
from app.memorial import queries
from app.memorial.documents import (
    FigureDocument,
    IncidentDocument,
    TollDocument,
    VictimDocument,
)
from app.memorial.schemas import FigureQuery, IncidentQuery, TollQuery, VictimQuery
from app.web.api import API, Collection, add_collection
from app.web.hop import Db, Router

router = Router(prefix=API, include_in_schema=True)


def find_victims(db: Db, query: VictimQuery, lang: str, after: Cursor | None) -> Slice:
    return queries.published_victims(
        db,
        lang=lang,
        sort=query.sort,
        only=queries.VictimFilter(
            kind=query.kind,
            place=query.place,
            date=PartialDate.parse(query.date) if query.date else None,
            updated_since=query.updated_since,
        ),
        after=after,
        limit=query.limit,
    )


def find_incidents(db: Db, query: IncidentQuery, lang: str, after: Cursor | None) -> Slice:
    return queries.published_incidents(
        db,
        lang=lang,
        sort=query.sort,
        kind=query.kind,
        date=PartialDate.parse(query.date) if query.date else None,
        updated_since=query.updated_since,
        after=after,
        limit=query.limit,
    )


def find_tolls(db: Db, query: TollQuery, lang: str, after: Cursor | None) -> Slice:
    return queries.published_tolls(
        db,
        lang=lang,
        sort=query.sort,
        harm=query.harm,
        updated_since=query.updated_since,
        after=after,
        limit=query.limit,
    )


def find_figures(db: Db, query: FigureQuery, lang: str, after: Cursor | None) -> Slice:
    return queries.published_figures(
        db,
        lang=lang,
        sort=query.sort,
        kind=query.kind,
        updated_since=query.updated_since,
        after=after,
        limit=query.limit,
    )


def find_victim(db: Db, lang: str, name: str) -> Found | None:
    return queries.one_victim(db, lang=lang, name=name)


def find_incident(db: Db, lang: str, name: str) -> Found | None:
    return queries.one_incident(db, lang=lang, name=name)


def find_toll(db: Db, lang: str, name: str) -> Found | None:
    return queries.one_toll(db, lang=lang, name=name)


def find_figure(db: Db, lang: str, name: str) -> Found | None:
    return queries.one_figure(db, lang=lang, name=name)


add_collection(
    router,
    Collection(
        name="victims",
        summary="the people of the memorial, named, unnamed, and groups known by number",
        document=VictimDocument,
        query=VictimQuery,
        find_page=find_victims,
        find_item=find_victim,
    ),
)
add_collection(
    router,
    Collection(
        name="incidents",
        summary="what happened to people or property, or changed their situation",
        document=IncidentDocument,
        query=IncidentQuery,
        find_page=find_incidents,
        find_item=find_incident,
    ),
)
add_collection(
    router,
    Collection(
        name="tolls",
        summary="the published counts of killed, injured and detained; never to be added up",
        document=TollDocument,
        query=TollQuery,
        find_page=find_tolls,
        find_item=find_toll,
    ),
)
add_collection(
    router,
    Collection(
        name="figures",
        summary="all other published numbers",
        document=FigureDocument,
        query=FigureQuery,
        find_page=find_figures,
        find_item=find_figure,
    ),
)
