"""Static files under hashed addresses, held for a year; the content names the address."""

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from app.config import ROOT
from app.web.asgi import App, RawHeaders, Receive, Scope, Send, answer, header, takes_gzip

STATIC = ROOT / "static"
PREFIX = "/static/"
YEAR = b"public, max-age=31536000, immutable"
_PACKED = {".css", ".js", ".svg", ".json", ".webmanifest", ".txt"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    body: bytes
    packed: bytes | None
    media_type: str
    address: str


@cache
def static_files() -> dict[str, StaticFile]:
    """Every file under ``static/`` by its hashed address and by its plain one, read once."""
    found: dict[str, StaticFile] = {}
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            file = _read(path)
            found[file.address] = file
            found[PREFIX + path.relative_to(STATIC).as_posix()] = file
    return found


def static_url(name: str) -> str:
    """The hashed address of a file under ``static/``.

    Raises:
        KeyError: there is no such file.
    """
    return static_files()[PREFIX + name].address


def _read(path: Path) -> StaticFile:
    body = path.read_bytes()
    name = path.relative_to(STATIC)
    digest = blake2b(body, digest_size=6).hexdigest()
    address = PREFIX + name.with_name(f"{name.stem}.{digest}{name.suffix}").as_posix()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if media_type.startswith("text/") or path.suffix == ".js":
        media_type += "; charset=utf-8"
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in _PACKED else None
    return StaticFile(body, packed, media_type, address)


class Static:
    """Answers ``/static/…`` before anything else runs."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self.app(scope, receive, send)
            return
        file = static_files().get(scope["path"])
        if file is None or scope["method"] != "GET":
            await answer(send, 404, [(b"content-type", b"text/plain; charset=utf-8")], b"404\n")
            return
        await _send_file(file, scope, send)


async def _send_file(file: StaticFile, scope: Scope, send: Send) -> None:
    hashed = scope["path"] == file.address
    headers: RawHeaders = [
        (b"content-type", file.media_type.encode()),
        (b"cache-control", YEAR if hashed else b"public, max-age=0, must-revalidate"),
        (b"vary", b"accept-encoding"),
    ]
    body = file.body
    wish = header(scope["headers"], b"accept-encoding") or b""
    if file.packed is not None and takes_gzip(wish):
        body = file.packed
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", b"%d" % len(body)))
    await answer(send, 200, headers, body)
