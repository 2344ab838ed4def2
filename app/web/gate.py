"""The gate: what is refused before anything else looks at it.

Bytes that are no text (bad percent-encoding, NUL, control codes, lone surrogates), addresses and
bodies beyond any honest size. A body is counted while it is read, also when it comes in chunks.

A body that comes too slowly is not waited for: a few first seconds, then as long as an old phone
in a bad network needs for it.

Files may be larger, on the few paths that take them and from a browser with a session's cookie.
What the session may do there is judged before anything of the body is read (`app.web.hop`); only
a few such bodies are in memory at once, and who comes then is asked to come again.
"""

import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

import anyio
from starlette.responses import Response

from app.kit.text import is_clean
from app.web.asgi import App, Message, Receive, Scope, Send, header
from app.web.origin import has_session

MAX_BODY = 1 << 20
MAX_TARGET = 4096
LARGE_AT_ONCE = 4
"""How many bodies larger than `MAX_BODY` are in memory; each as a whole, and once more in parts."""
READS = {"GET", "HEAD", "OPTIONS"}
TOO_SLOW = HTTPStatus.REQUEST_TIMEOUT
_BAD_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")

Refuse = Callable[[Scope, HTTPStatus], Response]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a body may take: ``first`` seconds, and one more for each ``rate`` bytes of it.

    A photograph from a phone, 4 MB, may take four minutes and a half; 13 MB a quarter of an hour.
    """

    first: float = 20
    rate: float = 16 << 10

    def left(self, body: "_Body", now: float) -> float:
        """The seconds that are left for the rest of a body that began to be read."""
        began = now if body.began is None else body.began
        return began + self.first + body.received / self.rate - now


class Gate:
    """Answers 4xx for a request that cannot be meant; ``refuse`` makes the answer.

    ``larger`` are the few paths that take files, and what a body may weigh there. Where it
    ``only_reads``, another process writes: what did not come to that one has to come again.
    """

    def __init__(
        self,
        app: App,
        *,
        refuse: Refuse,
        larger: Mapping[re.Pattern[str], int] | None = None,
        only_reads: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.patience = Patience()
        self._monotonic = monotonic
        self._refuse = refuse
        self._larger = larger or {}
        self._only_reads = only_reads
        self._large = 0

    def _limit(self, scope: Scope) -> int:
        if not has_session(scope["headers"]):
            return MAX_BODY
        fitting = (most for path, most in self._larger.items() if path.fullmatch(scope["path"]))
        return next(fitting, MAX_BODY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limit(scope)
        status = _fault_of(scope, limit)
        if status is not None:
            await self._refuse(scope, status)(scope, receive, send)
        elif scope["method"] == "GET":
            await self.app(scope, receive, send)
        elif self._only_reads and scope["method"] not in READS:
            refusal = self._refuse(scope, HTTPStatus.SERVICE_UNAVAILABLE)
            refusal.headers["connection"] = "close"
            await refusal(scope, receive, send)
        else:
            await self._counted(scope, receive, send, limit)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        """Stop reading at the limit; whatever is made of half a body, the answer is ours."""
        body = _Body(limit)
        started = False

        async def count() -> Message:
            if body.fault is not None:
                return {"type": "http.disconnect"}
            message = await self._next(body, receive)
            self._weigh(body, message)
            return message if body.fault is None else {"type": "http.disconnect"}

        async def pass_on(message: Message) -> None:
            nonlocal started
            if started or body.fault is None:
                started = True
                await send(message)

        try:
            await self.app(scope, count, pass_on)
        finally:
            self._large -= body.is_large
        if not started:
            refusal = self._refuse(scope, body.fault or HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            if body.fault is TOO_SLOW:  # what comes later is not waited for (RFC 9110, 15.5.9)
                refusal.headers["connection"] = "close"
            await refusal(scope, receive, send)

    async def _next(self, body: "_Body", receive: Receive) -> Message:
        """What comes next, within the time that is left for it until all of the body is there."""
        if body.is_whole:
            return await receive()
        now = self._monotonic()
        body.began = now if body.began is None else body.began
        with anyio.move_on_after(self.patience.left(body, now)):
            message = await receive()
            body.is_whole = not message.get("more_body", False)
            return message
        body.fault = TOO_SLOW
        return {"type": "http.disconnect"}

    def _weigh(self, body: "_Body", message: Message) -> None:
        body.received += len(message.get("body", b""))
        if body.received > body.limit:
            body.fault = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        elif body.received > MAX_BODY and not body.is_large:
            if self._large >= LARGE_AT_ONCE:
                body.fault = HTTPStatus.SERVICE_UNAVAILABLE
                return
            body.is_large = True
            self._large += 1


@dataclass(slots=True)
class _Body:
    """What was read of a body, and why no more of it is; a large one takes one of few places."""

    limit: int
    began: float | None = None
    received: int = 0
    is_large: bool = False
    is_whole: bool = False
    fault: HTTPStatus | None = None


def _fault_of(scope: Scope, limit: int) -> HTTPStatus | None:
    target: bytes = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogateescape")
    query: bytes = scope["query_string"]
    if len(target) + len(query) > MAX_TARGET:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if not (is_text(target) and is_text(query)):
        return HTTPStatus.BAD_REQUEST
    if _declared(scope) > limit:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def is_text(raw: bytes) -> bool:
    """Whether percent-encoded bytes are clean UTF-8."""
    if b"%" not in raw and raw.isascii():
        return not any(byte < 0x20 or byte == 0x7F for byte in raw)  # noqa: PLR2004 -- ASCII
    if _BAD_PERCENT.search(raw):
        return False
    try:
        return is_clean(unquote_to_bytes(raw).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _declared(scope: Scope) -> int:
    length = header(scope["headers"], b"content-length")
    if length is None:
        return 0
    return int(length) if length.isdigit() and len(length) < 19 else sys.maxsize  # noqa: PLR2004
