"""Our own access log: route template, status and milliseconds. No address, no query, no client."""

import asyncio
import sys
import time
from typing import TextIO

from app.kit.clock import Clock
from app.web.asgi import App, Message, Receive, Scope, Send

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
        self._stamp, self._second = "", -1

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
            method = scope["method"] if scope["method"] in METHODS else "(other)"
            self.note(method, template_of(scope), status, begun)

    def note(self, method: str, route: str, status: int, begun: float) -> None:
        """Add the line of a request that has been answered; ``begun`` is of `perf_counter`."""
        milliseconds = (time.perf_counter() - begun) * 1000
        now = self._clock()
        if not self._lines or now.second != self._second:  # a group of lines spans no minute
            self._stamp, self._second = now.strftime("%Y-%m-%dT%H:%M:%SZ"), now.second
        self._lines.append(f"{self._stamp} {method} {route} {status} {milliseconds:.1f}ms\n")
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


def template_of(scope: Scope) -> str:
    """The route's template ("/{lang}/events/{slug}"); never the address itself."""
    route = scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", None)
    return path if isinstance(path, str) else "(none)"
