"""The short way to a handler takes and refuses what the framework's own way does."""

from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.routing import request_response
from starlette.testclient import TestClient

from app.events.schemas import EventFilter, EventQuery
from app.web.forms import MAX_FIELDS, Posted
from app.web.short_way import short_way

ASKED = (
    "",
    "?",
    "?limit=5&lang=fr&sort=-date",
    "?limit=5&limit=7",
    "?limit=",
    "?limit=0&kind=nothing",
    "?lang=qu&after=2023-01-32",
    "?updated_since=2023-01-19T10:00:00%2B01:00",
    "?updated_since=yesterday",
    "?unknown=1&unknown=2",
    "?kind=&place=puno&year=2023",
    "?year=2023&year=x",
    "?kind=march&kind=vigil",
    "?cursor=%C3%A1",
)


URL_ENCODED = "application/x-www-form-urlencoded"
SENT = (
    {},
    {"data": {}},
    {"data": {"name": "Áurea\r\n", "kind": ["march", "vigil"]}},
    {"data": {"name": ""}, "params": {"place": "puno", "unknown": "1"}},
    {"content": b"name=%ff&name=%00&&=", "headers": {"content-type": f"{URL_ENCODED};a=b"}},
    {"content": b"a=1&" * (MAX_FIELDS + 1), "headers": {"content-type": URL_ENCODED}},
    {"data": {"name": "x"}, "files": {"picture": ("a.png", b"\x89PNG", "image/png")}},
    {"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=x"}},
    {"content": b"--x", "headers": {"content-type": "multipart/form-data"}},
    {"json": {"name": "x"}},
    {"content": b"name=x", "headers": {"content-type": ""}},
)


class ShortRoute(APIRoute):
    def __init__(self, path, endpoint, **options):
        super().__init__(path, endpoint, **options)
        way = short_way(self.dependant)
        assert way is not None
        self.app = request_response(way)


def api(request: Request, query: Annotated[EventQuery, Query()]) -> Response:
    return Response(f"{request.url.path} {query!r}")


def page(request: Request, query: Annotated[EventFilter, Query()]) -> Response:
    return Response(f"{request.url.path} {query!r}")


def texts(request: Request, kind: str = "", place: str = "here") -> Response:
    return Response(f"{request.url.path} {kind!r} {place!r}")


def nothing(request: Request) -> Response:
    return Response(request.url.path)


def told(answer):
    """What is said of it; a value that was refused is told to nobody."""
    if answer.status_code == 200:
        return answer.text
    return [(fault["type"], fault["loc"], fault["msg"]) for fault in answer.json()["detail"]]


@pytest.mark.parametrize("handler", [api, page, texts, nothing])
def test_both_ways_lead_to_the_same(handler):
    answers = []
    for route in (APIRoute, ShortRoute):
        site = FastAPI(routes=[route("/asked", handler, methods=["GET"])])
        with TestClient(site) as client:
            answers.append([told(client.get(f"/asked{query}")) for query in ASKED])
    assert answers[0] == answers[1]
    assert answers[0][0].startswith("/asked")


def read(value):
    """A text, or what is in a file; closed as who takes it must."""
    if isinstance(value, str):
        return value
    with value.file as file:
        return value.filename, file.read()


def form(request: Request, sent: Posted) -> Response:
    told = [(name, read(value)) for name, value in sent.multi_items()]
    return Response(f"{request.url.path} {told}")


def form_with_texts(request: Request, sent: Posted, place: str = "here") -> Response:
    told = [(name, read(value)) for name, value in sent.multi_items()]
    return Response(f"{request.url.path} {place!r} {told}")


@pytest.mark.parametrize("handler", [form, form_with_texts])
def test_both_ways_lead_a_form_to_the_same(handler):
    answers = []
    for route in (APIRoute, ShortRoute):
        site = FastAPI(routes=[route("/sent", handler, methods=["POST"])])
        with TestClient(site) as client:
            sent = [client.post("/sent", **one) for one in SENT]
        answers.append([(answer.status_code, answer.text) for answer in sent])
    assert answers[0] == answers[1]
    assert {status for status, _ in answers[0]} == {200, 400, 415}


async def body(request: Request) -> bytes:
    return await request.body()


async def named(request: Request, name: str) -> str:
    return f"{request.url.path} {name}"


async def nested(sent: Posted) -> str:
    return str(sent)


def several(request: Request, kinds: Annotated[list[str], Query()]) -> Response:
    return Response(f"{request.url.path} {kinds}")


def needed(request: Request, kind: str) -> Response:
    return Response(f"{request.url.path} {kind}")


def bounded(request: Request, kind: Annotated[str, Query(max_length=3)] = "") -> Response:
    return Response(f"{request.url.path} {kind}")


def twice(
    request: Request, one: Annotated[bytes, Depends(body)], two: Annotated[bytes, Depends(body)]
) -> Response:
    return Response(f"{request.url.path} {one} {two}")


def with_named(request: Request, one: Annotated[str, Depends(named)]) -> Response:
    return Response(f"{request.url.path} {one}")


def with_nested(request: Request, one: Annotated[str, Depends(nested)]) -> Response:
    return Response(f"{request.url.path} {one}")


def in_a_thread(request: Request, one: Annotated[Response, Depends(nothing)]) -> Response:
    return Response(f"{request.url.path} {one}")


@pytest.mark.parametrize(
    "handler", [several, needed, bounded, twice, with_named, with_nested, in_a_thread]
)
def test_who_asks_for_more_goes_the_long_way(handler):
    assert short_way(APIRoute("/asked", handler, methods=["POST"]).dependant) is None


def test_a_dependency_that_gives_nothing_is_not_left_out():
    route = APIRoute("/asked", nothing, methods=["POST"], dependencies=[Depends(body)])
    assert short_way(route.dependant) is None
