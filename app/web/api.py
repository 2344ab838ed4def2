"""The JSON API's shape, the same for every collection (contract: `docs/api.md`).

A collection is described once, `add_collection` gives it its list and its items: cursors, sorts,
filters, languages, ``updated_since``, ETag, 304 and problem details.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.responses import Response

from app.kit.cursors import MAX_CURSOR_LENGTH, Cursor, decode, encode
from app.kit.errors import NotFound
from app.kit.languages import ALL_LANGUAGES, Language
from app.kit.slices import Found, Slice
from app.web.hop import Db, Hop, Inject, Router
from app.web.moments import Moment
from app.web.page import BASE_MARK

API = "/api/v1"
CORS = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Link"}


class ListQuery(BaseModel):
    """What every list takes. A domain adds ``sort`` and its filters."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(20, ge=1, le=100, description="How many items a page holds.")
    cursor: str | None = Field(
        None,
        max_length=MAX_CURSOR_LENGTH,
        description="Opaque; taken from `next`, for the same question.",
        json_schema_extra={"pattern": "^[A-Za-z0-9_-]+$"},
    )
    updated_since: Moment | None = Field(
        None, description="Only items whose current version came about at or after this moment."
    )
    lang: Language | None = Field(
        None, description="Texts in this language; else all languages under `translations`."
    )


class ItemQuery(BaseModel):
    """What every item takes."""

    model_config = ConfigDict(extra="forbid")

    lang: Language | None = Field(
        None, description="Texts in this language; else all languages under `translations`."
    )


class ErrorDetail(BaseModel):
    parameter: str = Field(description="Which parameter; never its value.")
    code: str
    detail: str


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ErrorDetail]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One collection of the API.

    ``find_page(db, query, lang, after)`` answers one page, ``find_item(db, lang, name)`` one item
    by id or slug or None.
    """

    name: str
    summary: str
    document: type[BaseModel]
    query: type[ListQuery]
    find_page: Callable[[Any, Any, str, Cursor | None], Slice]
    find_item: Callable[[Any, str, str], Found | None]


def question_of(name: str, query: ListQuery) -> str:
    """Everything that shapes a list: a cursor of another question is refused."""
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    return json.dumps([name, asked], sort_keys=True)


def add_collection(router: Router, collection: Collection) -> None:
    """Add ``/{name}`` and ``/{name}/{id}`` to a router that stands under ``/api/v1``."""
    query_type, name = collection.query, collection.name

    def list_items(db: Db, answer: "Answer", query: Any) -> Response:
        question = question_of(name, query)
        after = None if query.cursor is None else decode(query.cursor, question=question)
        page = collection.find_page(db, query, query.lang or ALL_LANGUAGES, after)
        following = encode(page.next, question=question) if page.next else None
        return answer.page(page.bodies, following, query)

    def read_item(db: Db, answer: "Answer", name: str, query: Any) -> Response:
        item = collection.find_item(db, query.lang or ALL_LANGUAGES, name)
        if item is None:
            raise NotFound
        return answer.item(item)

    list_items.__annotations__["query"] = Annotated[query_type, Query()]
    list_items.__annotations__["answer"] = Annotated[Answer, Inject(_answer)]
    read_item.__annotations__["query"] = Annotated[ItemQuery, Query()]
    read_item.__annotations__["answer"] = Annotated[Answer, Inject(_answer)]
    read_item.__annotations__["name"] = Annotated[
        str, Path(alias="id", pattern="^[a-z0-9_-]{1,80}$", description="The item's id or slug.")
    ]
    tags: list[str | StrEnum] = [name]
    router.add_api_route(
        f"/{name}",
        list_items,
        methods=["GET"],
        name=f"list_{name}",
        summary=f"List {collection.summary}",
        tags=list(tags),
        response_model=_list_model(collection),
        responses=_responses(400, 414, 422, 503),
    )
    router.add_api_route(
        f"/{name}/{{id}}",
        read_item,
        methods=["GET"],
        name=f"read_{name}",
        summary=f"Read one of {collection.summary}",
        tags=list(tags),
        response_model=collection.document,
        responses=_responses(400, 404, 414, 422, 503),
    )


class Answer:
    """Makes the answers of the API inside the hop."""

    def __init__(self, hop: Hop) -> None:
        self._hop = hop
        self._base = hop.resources.settings.canonical_base

    def page(self, bodies: Sequence[bytes], cursor: str | None, query: ListQuery) -> Response:
        """A list: items, and the absolute address of the next page (RFC 8288).

        A list is long: what is put around it is put there before its pieces become one.
        """
        following = None if cursor is None else self._next(cursor, query)
        pieces = b",".join(bodies).split(BASE_MARK)
        pieces[0] = b'{"items":[' + pieces[0]
        pieces[-1] += b'],"next":%s}' % json.dumps(following).encode()
        content = self._base.encode().join(pieces)
        headers = dict(CORS)
        if following:
            headers["link"] = f'<{following}>; rel="next"'
        return self._json(content, headers)

    def item(self, item: Found) -> Response:
        """One item with its version in the ETag."""
        headers = {**CORS, "etag": f'"{item.version}-{item.hash}"'}
        return self._json(item.body.replace(BASE_MARK, self._base.encode()), headers)

    def _json(self, content: bytes, headers: Mapping[str, str]) -> Response:
        self._hop.cacheable = True
        return Response(content, media_type="application/json", headers=dict(headers))

    def _next(self, cursor: str, query: ListQuery) -> str:
        asked = query.model_dump(mode="json", exclude_defaults=True, exclude={"cursor"})
        return f"{self._base}{self._hop.request.url.path}?{urlencode({**asked, 'cursor': cursor})}"


def _answer(hop: Hop) -> Answer:
    return Answer(hop)


def _list_model(collection: Collection) -> Any:
    return create_model(
        f"{collection.document.__name__.removesuffix('Document')}List",
        __config__=ConfigDict(defer_build=True),
        items=(list[collection.document], ...),  # type: ignore[name-defined] -- made at run time
        next=(str | None, ...),
    )


@cache
def _problem() -> dict[str, Any]:
    return {"application/problem+json": {"schema": Problem.model_json_schema()}}


def _responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    problems = {
        status: {"description": HTTPStatus(status).phrase, "content": _problem()}
        for status in statuses
    }
    return {304: {"description": HTTPStatus.NOT_MODIFIED.phrase}, **problems}
