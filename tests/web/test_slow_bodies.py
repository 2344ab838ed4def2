"""A body that comes too slowly is not waited for, and gives its place to others."""

import asyncio
import json
import re
import socket
from collections.abc import Iterator
from threading import Thread

import pytest
import uvicorn

from app.web import errors
from app.web.gate import LARGE_AT_ONCE, MAX_BODY, Gate, Patience
from tests.web.conftest import layer, one_kind, until

IMPATIENT = Patience(first=0, rate=1 << 40)
ONE_CHUNK = Patience(first=20, rate=1 << 40)
"""Enough for one chunk that takes twenty seconds, and for nothing after it."""


@pytest.fixture
def address(app, made) -> Iterator[tuple[str, int]]:
    """Where the application listens, on a real socket."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started)
    yield listening.getsockname()
    server.should_exit = True
    thread.join()


def exchange(address, path, *, length, sent, lang="en"):
    """Send the beginning of a request and read the answer until the other side closes."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: made.example\r\ncontent-type: application/json\r\n"
        f"accept-language: {lang}\r\ncontent-length: {length}\r\n\r\n"
    )
    with socket.create_connection(address) as connection:
        connection.sendall(head.encode() + sent)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode().lower(), body.decode()


@one_kind
@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("es", "Tardó demasiado en llegar"),
        ("fr", "L’envoi a pris trop de temps"),
        ("en", "It took too long to arrive"),
    ],
)
def test_whoever_stops_sending_is_answered_in_words(app, made, address, lang, title):
    layer(app, Gate).patience = IMPATIENT
    status, head, body = exchange(address, "/made/body", length=500, sent=b'{"a": ', lang=lang)
    assert (status, "connection: close" in head) == (408, True)
    assert f"<h1>{title}</h1>" in body
    assert made.ran.total() == 0


@one_kind
def test_a_program_is_told_in_problem_details(app, made, address):
    layer(app, Gate).patience = IMPATIENT
    status, head, body = exchange(address, "/api/v1/made/body", length=500, sent=b"")
    assert (status, "content-type: application/problem+json" in head) == (408, True)
    assert json.loads(body) == {
        "type": "about:blank",
        "title": "Request Timeout",
        "status": 408,
        "detail": "What was sent took too long to arrive. Send it again.",
        "errors": [],
    }


def sending(gate, monotonic, *, seconds, chunks, cookie=b""):
    """The status of a body whose chunks take so long each, or that then ends nowhere."""
    left, statuses = list(chunks), []

    async def receive():
        monotonic.advance(seconds)
        await asyncio.sleep(0)
        if not left:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": left.pop(0), "more_body": left != [b""]}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/made",
        "query_string": b"",
        "headers": [(b"cookie", cookie)],
    }
    asyncio.run(gate(scope, receive, send))
    return statuses


async def takes_all(scope, receive, send):
    """An application that reads to the end."""
    message = {"more_body": True}
    while message.get("more_body"):
        message = await receive()
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(
    ("seconds", "kilobytes", "status"),
    [
        (19, 1, 408),  # after the second the first seconds are used up
        (1, 16, 200),
        (1.3, 16, 200),  # slower, and at its end before what it began with is used up
        (2, 16, 408),
    ],
)
def test_an_old_phone_has_the_time_it_needs(monotonic, seconds, kilobytes, status):
    gate = Gate(takes_all, refuse=errors.refusal, monotonic=monotonic)
    chunks = [*[b" " * (kilobytes << 10)] * 60, b""]
    assert sending(gate, monotonic, seconds=seconds, chunks=chunks) == [status]


def test_large_bodies_that_stop_leave_their_places(monotonic):
    larger = {re.compile("/made"): 2 * MAX_BODY}
    gate = Gate(takes_all, refuse=errors.refusal, larger=larger, monotonic=monotonic)
    gate.patience = ONE_CHUNK
    signed_in = {"cookie": b"ayni=made", "seconds": 20}
    half = [b" " * (MAX_BODY + 1)]
    stopped = [sending(gate, monotonic, chunks=half, **signed_in) for _ in range(LARGE_AT_ONCE + 2)]
    assert stopped == [[408]] * (LARGE_AT_ONCE + 2)
    gate.patience = Patience()
    assert sending(gate, monotonic, chunks=[*half, b""], **signed_in) == [200]
