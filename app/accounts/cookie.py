"""The session cookie: a random secret, nothing else."""

from datetime import timedelta

from fastapi import Request
from starlette.responses import Response

from app.config import Settings
from app.kit.sealing import as_token, from_token


def _name(settings: Settings) -> str:
    return "__Host-ayni" if _is_secure(settings) else "ayni"


def _is_secure(settings: Settings) -> bool:
    return settings.canonical_base.startswith("https:")


def read_secret(request: Request, settings: Settings) -> bytes | None:
    """The secret that a browser sends; None if it sends none of ours."""
    return from_token(request.cookies.get(_name(settings), ""))


def hand_out(
    response: Response, secret: bytes, *, lasts: timedelta, settings: Settings
) -> Response:
    """Give the browser a session's secret, to be sent to this host only and read by no script."""
    response.set_cookie(
        _name(settings),
        as_token(secret),
        max_age=int(lasts.total_seconds()),
        secure=_is_secure(settings),
        httponly=True,
        samesite="lax",
    )
    return response


def take_back(response: Response, settings: Settings) -> Response:
    """Have the browser forget the secret."""
    response.delete_cookie(
        _name(settings), secure=_is_secure(settings), httponly=True, samesite="lax"
    )
    return response
