"""Our own access log: route template, status and milliseconds. No address, no query, no client."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

from app.kit.clock import Clock
from app.web.asgi import App, Message, Receive, Scope, Send

ROUTE_KEY = "ayni.route"
FLUSH_LINES = 64
FLUSH_SECONDS = 0.5


class AccessLog:
    """One line a request; lines are written in small groups."""

    def __init__(
        self,
        app: App,
        *,
        clock: Clock,
        stream: TextIO | None = None,
        monotonic: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.app = app
        self._clock = clock
        self._stream = stream or sys.stdout
        self._monotonic = monotonic
        self._lines: list[str] = []
        self._flushed_at = monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = self._monotonic()
        status = 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, note_status)
        finally:
            self._note(scope, status, (self._monotonic() - begun) * 1000)

    def _note(self, scope: Scope, status: int, milliseconds: float) -> None:
        route = scope.get(ROUTE_KEY) or _template_of(scope)
        self._lines.append(f"{scope['method']} {route} {status} {milliseconds:.1f}ms")
        now = self._monotonic()
        if len(self._lines) >= FLUSH_LINES or now - self._flushed_at > FLUSH_SECONDS:
            self.flush()
            self._flushed_at = now

    def flush(self) -> None:
        if not self._lines:
            return
        stamp = self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._stream.write("".join(f"{stamp} {line}\n" for line in self._lines))
        self._stream.flush()
        self._lines.clear()


def _template_of(scope: Scope) -> str:
    """The route's template ("/{lang}/events/{slug}"); never the address itself."""
    route = scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", None)
    return path if isinstance(path, str) else "(none)"
