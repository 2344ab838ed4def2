"""The page for people when something cannot be shown: in their language, and it says what to do."""

from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response

from app.kit.languages import Language
from app.web.i18n import preferred
from app.web.templating import render_error


def error_page(request: Request, status: HTTPStatus, *, code: str = "") -> Response:
    """Render `errors/page.html` without the database, which may be what failed."""
    lang = language_of(request)
    body = render_error(status.value, code=code, lang=lang, path=request.scope["path"])
    return Response(body, status.value, media_type="text/html; charset=utf-8")


def language_of(request: Request) -> str:
    """The language in the address, else the reader's, else Spanish."""
    first = request.scope["path"].split("/")[1:2]
    if first and first[0] in set(Language):
        return first[0]
    return preferred(request.headers.get("accept-language", ""), Language.SPANISH)
