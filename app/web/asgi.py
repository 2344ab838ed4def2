"""Small helpers for the layers that stand before the framework."""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import lru_cache
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
RawHeaders = list[tuple[bytes, bytes]]
_REFUSED = re.compile(rb"[qQ]=0(\.0{0,3})?")


def header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes | None:
    """The first value of a header; ``name`` in lower case."""
    for key, value in headers:
        if key == name:
            return value
    return None


@lru_cache(256)
def takes_gzip(accept_encoding: bytes) -> bool:
    """Whether Accept-Encoding names gzip and does not refuse it (RFC 9110, 12.5.3)."""
    for wish in accept_encoding.split(b","):
        coding, _, weight = wish.partition(b";")
        if coding.strip().lower() == b"gzip":
            return not _REFUSED.fullmatch(weight.strip())
    return False


async def answer(send: Send, status: int, headers: RawHeaders, body: bytes = b"") -> None:
    """Send a whole answer."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
