"""The gate: what is refused before anything else looks at it.

Bytes that are no text (bad percent-encoding, NUL, control codes, lone surrogates), addresses and
bodies beyond any honest size. A body is counted while it is read, also when it comes in chunks.
"""

import re
from urllib.parse import unquote_to_bytes

from app.kit.text import is_clean
from app.web.asgi import App, Message, Receive, Scope, Send, answer, header

MAX_BODY = 1 << 20
MAX_TARGET = 4096
_BAD_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_TEXT = [(b"content-type", b"text/plain; charset=utf-8")]
_TOO_LONG = b"This address is too long. Please shorten it.\n"
_NOT_TEXT = b"This address holds characters that cannot be read. Please check it.\n"
_TOO_LARGE = b"What was sent is too large. Please send less.\n"


class BodyTooLarge(Exception):
    """More arrived than was allowed."""


class Gate:
    """Answers 4xx for a request that cannot be meant."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        target: bytes = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogateescape")
        query: bytes = scope["query_string"]
        if len(target) + len(query) > MAX_TARGET:
            await answer(send, 414, _TEXT, _TOO_LONG)
        elif not (is_text(target) and is_text(query.replace(b"+", b" "))):
            await answer(send, 400, _TEXT, _NOT_TEXT)
        elif _declared(scope) > MAX_BODY:
            await answer(send, 413, _TEXT, _TOO_LARGE)
        elif scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0
        started = False

        async def count() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY:
                raise BodyTooLarge
            return message

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, count, watch)
        except BodyTooLarge:
            if started:
                raise
            await answer(send, 413, _TEXT, _TOO_LARGE)


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
    length = header(scope["headers"], b"content-length") or b"0"
    return int(length) if length.isdigit() and len(length) < 19 else MAX_BODY + 1  # noqa: PLR2004
