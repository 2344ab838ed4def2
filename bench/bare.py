"""What there is to compare with: a bare ASGI answer and a bare framework route, 20 kB each."""

from fastapi import FastAPI
from starlette.responses import Response

from app.web.asgi import Receive, Scope, Send, answer

BODY = b"x" * 20_000
HEADERS = [(b"content-type", b"text/plain"), (b"content-length", b"20000")]
framework = FastAPI(openapi_url=None)


async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer everything with 20 kB."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await answer(send, 200, HEADERS, BODY)


@framework.get("/")
async def route() -> Response:
    return Response(BODY, media_type="text/plain")
