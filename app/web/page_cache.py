"""The page cache: an anonymous GET that it holds is answered before the framework.

An entry holds the finished answer, plain and gzip, stamped with the public version read before
its content. It is valid while that stamp is current; an answer that depends on the time is kept
for 60 s at most. A response that saw a cookie, or sets one, is never held.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from app.web.access_log import ROUTE_KEY
from app.web.asgi import App, Message, RawHeaders, Receive, Scope, Send, answer, header, takes_gzip
from app.web.hop import CACHE_KEY
from app.web.watcher import VersionWatcher

MAX_BYTES = 32 << 20
MIN_GZIP = 512
GZIP_LEVEL = 6
PUBLIC = b"public, max-age=0, must-revalidate"
_COMPRESSIBLE = (
    b"text/",
    b"application/json",
    b"application/problem+json",
    b"application/atom+xml",
    b"image/svg+xml",
)

Key = tuple[str, bytes, bytes]
"""Path, query, and what else the answer depends on."""


@dataclass(slots=True)
class Held:
    """One answer, ready to be sent."""

    version: int
    until: float | None
    etag: bytes
    headers: RawHeaders
    gzip_headers: RawHeaders
    not_modified: RawHeaders
    body: bytes
    gzip_body: bytes
    route: str
    size: int


class PageCache:
    """Holds public answers of this process, least recently used out first."""

    def __init__(
        self,
        app: App,
        *,
        watcher: VersionWatcher,
        monotonic: Callable[[], float] = time.monotonic,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self.app = app
        self.watcher = watcher
        self._monotonic = monotonic
        self._max_bytes = max_bytes
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _plain(scope):
            await self.app(scope, receive, send)
            return
        key = (scope["path"], scope["query_string"], _variant(scope))
        held = self._held.get(key)
        if held is not None and self._is_valid(held):
            self._held.move_to_end(key)
            scope[ROUTE_KEY] = held.route
            await _send_held(held, scope, send)
            return
        await self._collect(key, scope, receive, send)

    def _is_valid(self, held: Held) -> bool:
        current = self.watcher.current
        return (
            current is not None
            and held.version == current
            and (held.until is None or self._monotonic() < held.until)
        )

    async def _collect(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application, gather its answer, keep it if it may be kept."""
        start: Message = {}
        parts: list[bytes] = []
        passing = False

        async def gather(message: Message) -> None:
            nonlocal passing
            if passing:
                await send(message)
            elif message["type"] == "http.response.start":
                start.update(message)
            elif not _may_be_held(scope, start):
                passing = True
                await send(start)
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_held(self._hold(key, scope, start, b"".join(parts)), scope, send)

        await self.app(scope, receive, gather)

    def _hold(self, key: Key, scope: Scope, start: Message, body: bytes) -> Held:
        version, seconds = scope[CACHE_KEY]
        until = None if seconds is None else self._monotonic() + seconds
        held = _finished(start["headers"], body, version, until, _route_of(scope))
        self.watcher.note(version)
        self._forget(key)
        self._held[key] = held
        self._bytes += held.size
        while self._bytes > self._max_bytes:
            self._forget(next(iter(self._held)))
        return held

    def _forget(self, key: Key) -> None:
        held = self._held.pop(key, None)
        if held is not None:
            self._bytes -= held.size


def _plain(scope: Scope) -> bool:
    """Whether a request says nothing about who sends it."""
    return all(name not in {b"cookie", b"authorization"} for name, _ in scope["headers"])


def _may_be_held(scope: Scope, start: Message) -> bool:
    """Whether a handler said that its answer is public, and it turned out so."""
    return (
        CACHE_KEY in scope
        and start["status"] == 200  # noqa: PLR2004 -- HTTP OK
        and header(start["headers"], b"set-cookie") is None
    )


def _variant(scope: Scope) -> bytes:
    """What else an answer depends on: the reader's languages, on addresses without one."""
    path: str = scope["path"]
    if path == "/" or path[:3] in {"/e/", "/m/", "/s/"}:
        return header(scope["headers"], b"accept-language") or b""
    return b""


def _route_of(scope: Scope) -> str:
    return getattr(scope.get("route"), "path_format", "(none)")


def _finished(
    headers: RawHeaders, body: bytes, version: int, until: float | None, route: str
) -> Held:
    kept = [
        (name, value)
        for name, value in headers
        if name not in {b"content-length", b"etag", b"cache-control", b"vary"}
    ]
    etag = header(headers, b"etag") or b'"%s"' % blake2b(body, digest_size=12).hexdigest().encode()
    kept += [
        (b"etag", etag),
        (b"cache-control", header(headers, b"cache-control") or PUBLIC),
        (b"vary", header(headers, b"vary") or b"accept-encoding"),
    ]
    compressible = (header(headers, b"content-type") or b"").startswith(_COMPRESSIBLE)
    packed = (
        gzip.compress(body, GZIP_LEVEL, mtime=0) if compressible and len(body) >= MIN_GZIP else b""
    )
    plain = [*kept, (b"content-length", b"%d" % len(body))]
    squeezed = [
        *kept,
        (b"content-encoding", b"gzip"),
        (b"content-length", b"%d" % len(packed)),
    ]
    size = len(body) + len(packed) + 2048
    return Held(version, until, etag, plain, squeezed, kept, body, packed, route, size)


async def _send_held(held: Held, scope: Scope, send: Send) -> None:
    headers = scope["headers"]
    seen = header(headers, b"if-none-match")
    if seen is not None and _matches(seen, held.etag):
        await answer(send, 304, held.not_modified)
        return
    if held.gzip_body and takes_gzip(headers):
        await answer(send, 200, held.gzip_headers, held.gzip_body)
    else:
        await answer(send, 200, held.headers, held.body)


def _matches(seen: bytes, etag: bytes) -> bool:
    """RFC 9110, 13.1.2: the weak comparison of If-None-Match."""
    tags = [tag.strip().removeprefix(b"W/") for tag in seen.split(b",")]
    return b"*" in tags or etag.removeprefix(b"W/") in tags
