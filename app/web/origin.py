"""The origin guard: an unsafe request must come from our own pages.

No token stands in a cached page. ``Sec-Fetch-Site`` decides where the browser sends it, else
``Origin``; a request with neither is a program's, and is let in only without a session cookie.
"""

from urllib.parse import urlsplit

from app.kit.errors import NotPermitted
from app.web.asgi import App, Receive, Scope, Send, header

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
SESSION_COOKIES = (b"__Host-ayni=", b"ayni=")


class ForeignOrigin(NotPermitted):
    """A page of another site tried to act for its reader."""

    code = "foreign_origin"


class OriginGuard:
    """Refuses cross-site writes before the router sees them."""

    def __init__(self, app: App, *, bases: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = {urlsplit(base).netloc.lower() for base in bases}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not self._own(scope):
            raise ForeignOrigin
        await self.app(scope, receive, send)

    def _own(self, scope: Scope) -> bool:
        headers = scope["headers"]
        site = header(headers, b"sec-fetch-site")
        if site is not None:
            return site in {b"same-origin", b"none"}
        origin = header(headers, b"origin")
        if origin is not None:
            return _host(origin) in self.hosts
        return not has_session(headers)


def _host(origin: bytes) -> str | None:
    try:
        return urlsplit(origin.decode("latin-1")).netloc.lower()
    except ValueError:
        return None


def has_session(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether the request carries one of our session cookies."""
    cookies = b"; ".join(value for key, value in headers if key == b"cookie")
    return any(part.strip().startswith(SESSION_COOKIES) for part in cookies.split(b";"))
