"""The page for people when something cannot be shown: in their language, and it says what to do."""

from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response

from app.kit.languages import Language
from app.web.i18n import preferred
from app.web.templating import render_error


def error_page(request: Request, status: HTTPStatus) -> Response:
    """Render `errors/page.html` without the database, which may be what failed."""
    body = render_error(status.value, lang=language_of(request), path=request.url.path)
    return Response(
        b"" if request.method == "HEAD" else body,
        status.value,
        media_type="text/html; charset=utf-8",
    )


def language_of(request: Request) -> str:
    """The language in the address, else the reader's, else Spanish."""
    first = request.url.path.split("/")[1]
    if first in set(Language):
        return first
    return preferred(request.headers.get("accept-language", ""), Language.SPANISH)
