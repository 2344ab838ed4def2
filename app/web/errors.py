"""One table from facts to answers: a page for people, problem details (RFC 9457) for programs."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.kit.errors import (
    Conflict,
    Fault,
    FieldFault,
    Gone,
    Invalid,
    NotFound,
    NotPermitted,
    PreconditionFailed,
    PreconditionRequired,
    Unavailable,
)
from app.kit.log import complain
from app.web.asgi import App, Message, Receive, Scope, Send
from app.web.error_page import error_page

STATUS: dict[type[Fault], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Gone: HTTPStatus.GONE,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    PreconditionFailed: HTTPStatus.PRECONDITION_FAILED,
    PreconditionRequired: HTTPStatus.PRECONDITION_REQUIRED,
    Conflict: HTTPStatus.CONFLICT,
    NotPermitted: HTTPStatus.FORBIDDEN,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The request cannot be read. Check it and send it again.",
    HTTPStatus.FORBIDDEN: "This is not permitted here. Open the site itself and try again.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address. Begin at /api/v1/ or /api/docs.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method. See /api/docs.",
    HTTPStatus.REQUEST_TIMEOUT: "What was sent took too long to arrive. Send it again.",
    HTTPStatus.GONE: "This was withdrawn.",
    HTTPStatus.CONFLICT: "Something else was changed first. Read it again, then repeat.",
    HTTPStatus.PRECONDITION_FAILED: "The version you saw is no longer current. Read it again.",
    HTTPStatus.PRECONDITION_REQUIRED: "Send If-Match with the version you saw.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "What was sent is too large. Send less.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "This address is too long. Ask for less.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send this as application/json.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Something in the request does not fit. See `errors`.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something failed here, not with you. Try again later.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database cannot be reached. Try again in a minute.",
}
_UNFIT = "This value does not fit; its form is described at /api/docs."
RETRY_SECONDS = "30"
API_PREFIX = "/api/"


class SeeOther(Exception):
    """The answer is another page of this site: nobody is signed in, a password is asked for."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class Answered(Exception):
    """The answer is there before the handler: a page of its own for whom it lets no further."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def status_of(fault: Fault) -> HTTPStatus:
    """The status of a fault: that of its nearest ancestor in the table."""
    for ancestor in type(fault).__mro__:
        if ancestor in STATUS:
            return STATUS[ancestor]
    return HTTPStatus.BAD_REQUEST


def install(app: FastAPI) -> None:
    """Let every error of a request end in one of our answers."""
    app.add_exception_handler(Fault, _on_fault)
    app.add_exception_handler(SeeOther, _on_see_other)
    app.add_exception_handler(Answered, _on_answered)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
    for kind in (OperationalError, PoolTimeout, DBAPIError):
        app.add_exception_handler(kind, _on_database)
    app.add_exception_handler(Exception, on_anything)


def problem(status: HTTPStatus, *, code: str, faults: Sequence[FieldFault] = ()) -> Response:
    """Problem details: what is wrong and what to do, never the value that was sent."""
    content = {
        "type": "about:blank" if code == "http" else f"urn:ayni:problem:{code}",
        "title": status.phrase,
        "status": status.value,
        "detail": SENTENCES.get(status, status.description or status.phrase),
        "errors": [
            {"parameter": fault.field, "code": fault.code, "detail": fault.detail}
            for fault in faults
        ],
    }
    return Response(
        json.dumps(content, ensure_ascii=False),
        status.value,
        media_type="application/problem+json",
    )


def _answer(
    request: Request,
    status: HTTPStatus,
    *,
    code: str = "http",
    faults: Sequence[FieldFault] = (),
) -> Response:
    if request.scope["path"].startswith(API_PREFIX):
        response = problem(status, code=code, faults=faults)
        response.headers["access-control-allow-origin"] = "*"
    else:
        response = error_page(request, status, code=code)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["retry-after"] = RETRY_SECONDS
    return response


def refusal(scope: Scope, status: HTTPStatus) -> Response:
    """The answer to a request that gets no further than the gate."""
    return _answer(Request(scope), status)


async def _on_fault(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Fault):
        raise fault
    return _answer(request, status_of(fault), code=fault.code, faults=fault.fields)


async def _on_see_other(_request: Request, elsewhere: Exception) -> Response:
    if not isinstance(elsewhere, SeeOther):
        raise elsewhere
    return RedirectResponse(elsewhere.path, HTTPStatus.SEE_OTHER)


async def _on_answered(_request: Request, answered: Exception) -> Response:
    if not isinstance(answered, Answered):
        raise answered
    return answered.response


async def _on_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    response = _answer(request, HTTPStatus(error.status_code))
    response.headers.update(error.headers or {})
    if "GET" in response.headers.get("allow", ""):  # `app.web.head` answers it, the router not
        response.headers["allow"] += ", HEAD"
    return response


async def _on_validation(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [_field_fault(request, detail) for detail in error.errors()]
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, code="invalid", faults=faults)


def _field_fault(request: Request, detail: dict[str, Any]) -> FieldFault:
    """Name the parameter and what it takes; a foreign name is answered with the known ones."""
    name = ".".join(str(part) for part in detail["loc"][1:]) or str(detail["loc"][0])
    if detail["type"] == "extra_forbidden":
        known = ", ".join(_known_parameters(request))
        return FieldFault("(unknown)", "unknown_parameter", f"The parameters here are: {known}.")
    # What a validator of ours raises may quote the value.
    sentence = _UNFIT if detail["type"] == "value_error" else f"{detail['msg']}."
    return FieldFault(name, detail["type"], sentence)


def _known_parameters(request: Request) -> list[str]:
    dependant = getattr(request.scope.get("route"), "dependant", None)
    names: list[str] = []
    for parameter in getattr(dependant, "query_params", ()):
        fields = getattr(parameter.field_info.annotation, "model_fields", None)
        names += list(fields) if fields else [parameter.alias]
    return names


async def _on_database(request: Request, error: Exception) -> Response:
    complain("database_error", error=type(error).__name__)
    if isinstance(error, (OperationalError, PoolTimeout)) or getattr(
        error, "connection_invalidated", False
    ):
        return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, code="unavailable")
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)


async def on_anything(request: Request, error: Exception) -> Response:
    frames = error.__traceback__
    while frames is not None and frames.tb_next is not None:
        frames = frames.tb_next
    where = f"{frames.tb_frame.f_code.co_filename}:{frames.tb_lineno}" if frames else "?"
    complain("unexpected_error", error=type(error).__name__, where=where)
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)


class LastResort:
    """Around guard and router: nothing that fails there leaves without one of our answers."""

    def __init__(self, app: App, site: FastAPI) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as error:  # noqa: BLE001 -- the last resort; logged without its text
            if started:  # the router has answered and logged it, and raises it once more
                return
            request = Request({**scope, "app": self.site}, receive)
            answer = _on_fault if isinstance(error, Fault) else on_anything
            response = await answer(request, error)
            await response(scope, receive, send)
