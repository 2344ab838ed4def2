"""The page cache: an anonymous GET whose answer is held is answered before anything else.

Two layers share it. `FromCache` stands in front of all others and sends what is held, as it left
the house the first time: headers of every layer, plain, gzip or 304. `IntoCache` stands before
the layers that make an answer and takes what comes out of them.

An entry is stamped with the public version read before its content and is valid while that is
current; an answer that depends on the time is kept for 60 s at most. A request that says who
sends it, or brings a body, is neither answered from here nor kept, nor is an answer that sets a
cookie.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from app.web.access_log import AccessLog, template_of
from app.web.asgi import App, Message, RawHeaders, Receive, Scope, Send, header, takes_gzip
from app.web.hop import CACHE_KEY
from app.web.watcher import VersionWatcher

MAX_BYTES = 32 << 20
MIN_GZIP = 512
GZIP_LEVEL = 6
PUBLIC = b"public, max-age=0, must-revalidate"
NOT_SAID = b"no-store"  # what `app.web.headers` says where a handler says nothing
OK, NOT_MODIFIED = 200, 304
_COMPRESSIBLE = (
    b"text/",
    b"application/json",
    b"application/problem+json",
    b"application/atom+xml",
    b"image/svg+xml",
)
_WEIGHED = frozenset(
    {
        b"accept-encoding",
        b"if-none-match",
        b"cookie",
        b"authorization",
        b"content-length",
        b"transfer-encoding",
    }
)
_NO_BODY: Message = {"type": "http.response.body", "body": b""}

Key = tuple[bytes, bytes]
"""Path and query, as they were sent: whoever asks byte for byte the same is past the gate."""
Asked = tuple[bytes, bytes | None]
"""The values of Accept-Encoding and If-None-Match."""
Ready = tuple[Message, Message]
"""The two messages of an answer."""


@dataclass(slots=True)
class Held:
    """One answer in its three forms, ready to be sent."""

    version: int
    until: float | None
    etag: bytes
    plain: Ready
    packed: Ready | None
    not_modified: Ready
    route: str
    size: int

    def fitting(self, asked: Asked) -> Ready:
        """The form that a request is answered with."""
        coding, seen = asked
        if seen is not None and _matches(seen, self.etag):
            return self.not_modified
        return self.packed if self.packed is not None and takes_gzip(coding) else self.plain


class PageCache:
    """Holds public answers of this process, least recently used out first."""

    def __init__(
        self,
        watcher: VersionWatcher,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self.watcher = watcher
        self._monotonic = monotonic
        self._max_bytes = max_bytes
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._bytes = 0

    def find(self, scope: Scope) -> tuple[Held, Ready] | None:
        """What is held for a GET or HEAD, and the form of it that fits."""
        key = (scope.get("raw_path", b""), scope["query_string"])
        held = self._held.get(key)
        if held is None or not self._is_valid(held):
            return None
        asked = _anonymously_asked(scope["headers"])
        if asked is None:
            return None
        self._held.move_to_end(key)
        return held, held.fitting(asked)

    def keep(self, scope: Scope, headers: RawHeaders, body: bytes) -> Held:
        """Finish an answer and hold it."""
        version, seconds = scope[CACHE_KEY]
        until = None if seconds is None else self._monotonic() + seconds
        held = _finished(headers, body, version, until, template_of(scope))
        self.watcher.note(version)
        key = (scope["raw_path"], scope["query_string"])
        self._forget(key)
        self._held[key] = held
        self._bytes += held.size
        while self._bytes > self._max_bytes:
            self._forget(next(iter(self._held)))
        return held

    def _is_valid(self, held: Held) -> bool:
        current = self.watcher.current
        return (
            current is not None
            and held.version == current
            and (held.until is None or self._monotonic() < held.until)
        )

    def _forget(self, key: Key) -> None:
        held = self._held.pop(key, None)
        if held is not None:
            self._bytes -= held.size


class FromCache:
    """Answers what is held before any other layer runs, and logs it."""

    def __init__(self, app: App, *, cache: PageCache, log: AccessLog) -> None:
        self.app = app
        self.cache = cache
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            begun = time.perf_counter()
            found = self.cache.find(scope)
            if found is not None:
                held, (start, body) = found
                await send(start)
                await send(body if scope["method"] == "GET" else _NO_BODY)
                self._log.note(scope["method"], held.route, start["status"], begun)
                return
        await self.app(scope, receive, send)


class IntoCache:
    """Takes an answer as all layers behind it leave it, and keeps it if it may be kept."""

    def __init__(self, app: App, *, cache: PageCache) -> None:
        self.app = app
        self.cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = None
        if scope["type"] == "http" and scope["method"] == "GET" and scope.get("raw_path"):
            asked = _anonymously_asked(scope["headers"])
        if asked is None:
            await self.app(scope, receive, send)
        else:
            await self._gather(asked, scope, receive, send)

    async def _gather(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        parts: list[bytes] = []
        passing = False

        async def take(message: Message) -> None:
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
                    held = self.cache.keep(scope, start["headers"], b"".join(parts))
                    for ready in held.fitting(asked):
                        await send(ready)

        await self.app(scope, receive, take)


def _anonymously_asked(headers: Iterable[tuple[bytes, bytes]]) -> Asked | None:
    """What shapes the answer; None if the request says who sends it, or brings a body."""
    coding, seen = b"", None
    for name, value in headers:
        if name in _WEIGHED:
            if name == b"accept-encoding":
                coding = value
            elif name == b"if-none-match":
                seen = value
            else:
                return None
    return coding, seen


def _may_be_held(scope: Scope, start: Message) -> bool:
    """Whether a handler said that its answer is public, and it turned out so."""
    return (
        CACHE_KEY in scope
        and start["status"] == OK
        and header(start["headers"], b"set-cookie") is None
    )


def _finished(
    headers: RawHeaders, body: bytes, version: int, until: float | None, route: str
) -> Held:
    given = dict(headers)
    etag = given.get(b"etag") or b'"%s"' % blake2b(body, digest_size=12).hexdigest().encode()
    told = given.get(b"cache-control", NOT_SAID)
    ours = {
        b"etag": etag,
        b"cache-control": PUBLIC if told == NOT_SAID else told,
        b"vary": given.get(b"vary", b"accept-encoding"),
    }
    kept = [pair for pair in headers if pair[0] not in {b"content-length", *ours}]
    kept += ours.items()
    compressible = given.get(b"content-type", b"").startswith(_COMPRESSIBLE)
    packed = None
    if compressible and len(body) >= MIN_GZIP:
        squeezed = gzip.compress(body, GZIP_LEVEL, mtime=0)
        packed = _ready(OK, [*kept, (b"content-encoding", b"gzip")], squeezed)
    size = len(body) + (len(packed[1]["body"]) if packed else 0) + 2048
    plain, not_modified = _ready(OK, kept, body), _bare(NOT_MODIFIED, kept)
    return Held(version, until, etag, plain, packed, not_modified, route, size)


def _ready(status: int, headers: RawHeaders, body: bytes) -> Ready:
    start, _ = _bare(status, [*headers, (b"content-length", b"%d" % len(body))])
    return start, {"type": "http.response.body", "body": body}


def _bare(status: int, headers: RawHeaders) -> Ready:
    return {"type": "http.response.start", "status": status, "headers": headers}, _NO_BODY


def _matches(seen: bytes, etag: bytes) -> bool:
    """RFC 9110, 13.1.2: the weak comparison of If-None-Match."""
    tags = [tag.strip().removeprefix(b"W/") for tag in seen.split(b",")]
    return b"*" in tags or etag.removeprefix(b"W/") in tags
