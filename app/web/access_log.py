"""Our own access log: route template, status and milliseconds. No address, no query, no client."""

import asyncio
import sys
import time
from typing import TextIO

from app.kit.clock import Clock
from app.web.asgi import App, Message, Receive, Scope, Send

ROUTE_KEY = "ayni.route"
FLUSH_LINES = 64
FLUSH_SECONDS = 0.5
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class AccessLog:
    """One line a request; lines are written in small groups, the last when the server stops."""

    def __init__(self, app: App, *, clock: Clock, stream: TextIO | None = None) -> None:
        self.app = app
        self._clock = clock
        self._stream = stream or sys.stdout
        self._lines: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            try:
                await self.app(scope, receive, send)
            finally:
                self.flush()
            return
        begun = time.perf_counter()
        status = 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, note_status)
        finally:
            self._note(scope, status, (time.perf_counter() - begun) * 1000)

    def _note(self, scope: Scope, status: int, milliseconds: float) -> None:
        stamp = self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        method = scope["method"] if scope["method"] in METHODS else "(other)"
        route = scope.get(ROUTE_KEY) or _template_of(scope)
        self._lines.append(f"{stamp} {method} {route} {status} {milliseconds:.1f}ms\n")
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.flush)
        elif len(self._lines) >= FLUSH_LINES:
            self.flush()

    def flush(self) -> None:
        if not self._lines:
            return
        self._stream.write("".join(self._lines))
        self._stream.flush()
        self._lines.clear()


def _template_of(scope: Scope) -> str:
    """The route's template ("/{lang}/events/{slug}"); never the address itself."""
    route = scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", None)
    return path if isinstance(path, str) else "(none)"
