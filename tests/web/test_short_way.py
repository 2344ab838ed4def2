"""The short way to a handler takes and refuses what the framework's own way does."""

from typing import Annotated

import pytest
from fastapi import FastAPI, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.testclient import TestClient

from app.events.schemas import EventFilter, EventQuery
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


class ShortRoute(APIRoute):
    def get_route_handler(self):
        way = short_way(self.dependant)
        assert way is not None
        return way


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


def several(request: Request, kinds: Annotated[list[str], Query()]) -> Response:
    return Response(f"{request.url.path} {kinds}")


def needed(request: Request, kind: str) -> Response:
    return Response(f"{request.url.path} {kind}")


def bounded(request: Request, kind: Annotated[str, Query(max_length=3)] = "") -> Response:
    return Response(f"{request.url.path} {kind}")


@pytest.mark.parametrize("handler", [several, needed, bounded])
def test_who_asks_for_more_goes_the_long_way(handler):
    assert short_way(APIRoute("/asked", handler, methods=["GET"]).dependant) is None
