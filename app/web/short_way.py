"""The short way to a handler, for routes that ask the framework for little.

What the framework does around a call costs as much as the whole hop: it looks anew, at every
request, at what each parameter might be. Most pages and all lists ask for one model of the query,
or for plain texts of it; what takes a form asks for what was sent, and for nothing else. Here that
is found out once; what is taken, and what is refused, is the same.
"""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any, get_args, get_origin

import anyio.to_thread
from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.responses import Response

from app.web.together import Groups, Write

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Take = Callable[[Mapping[str, str]], dict[str, Any]]
Read = Callable[..., Awaitable[Any]]
IN_QUERY = ("query",)


def short_way(dependant: Dependant, write: Write | None = None) -> Handler | None:
    """Lead a request to what ``dependant`` calls, in a thread; None where that asks for more.

    With ``write`` it goes together with others, as `app.web.together` says.
    """
    take, readers = _taker(dependant.query_params), _readers(dependant.dependencies)
    call, request_name = dependant.call, dependant.request_param_name
    others = (
        dependant.path_params,
        dependant.header_params,
        dependant.cookie_params,
        dependant.body_params,
    )
    if take is None or readers is None or call is None or request_name is None or any(others):
        return None

    groups = Groups(write) if write is not None else None

    async def answer(request: Request) -> Response:
        read = {name: await reader(**{its: request}) for name, reader, its in readers}
        arguments = take(request.query_params) | read
        arguments[request_name] = request
        if groups is not None:
            return await groups.join(request, arguments)
        return await anyio.to_thread.run_sync(partial(call, **arguments))

    return answer


def _readers(dependencies: Sequence[Dependant]) -> Sequence[tuple[str, Read, str]] | None:
    """What is read of the request beforehand: the name of each, how, and what it calls a request.

    None where one of them asks for more than the request.
    """
    found: list[tuple[str, Read, str]] = []
    for each in dependencies:
        if not _asks_for_nothing_else(each) or not inspect.iscoroutinefunction(each.call):
            return None
        if each.name is None or each.request_param_name is None:
            return None
        found.append((each.name, each.call, each.request_param_name))
    is_one_asked_twice = len({reader for _, reader, _ in found}) < len(found)
    return None if is_one_asked_twice else found


def _asks_for_nothing_else(dependant: Dependant) -> bool:
    """Whether its request is all it is told."""
    told = {"call", "name", "path", "request_param_name", "use_cache"}
    return not any(
        getattr(dependant, part.name) for part in fields(dependant) if part.name not in told
    )


def _taker(asked: Sequence[Any]) -> Take | None:
    """How the parameters of a query are taken: one model, or texts that need no check."""
    if len(asked) == 1 and _is_plain_model(asked[0].field_info.annotation):
        return partial(_take_model, asked[0])
    if all(_is_plain_text(field.field_info) for field in asked):
        return partial(_take_texts, {field.name: field for field in asked})
    return None


def _take_model(field: Any, query: Mapping[str, str]) -> dict[str, Any]:
    value, errors = field.validate(dict(query), loc=IN_QUERY)
    if errors:
        raise RequestValidationError(errors)
    return {field.name: value}


def _take_texts(asked: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    return {name: query.get(field.alias, field.default) for name, field in asked.items()}


def _is_plain_model(annotation: Any) -> bool:
    """Whether it is a model whose fields take one value each, by their names."""
    return (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and not any(
            field.alias or field.validation_alias or _is_several(field.annotation)
            for field in annotation.model_fields.values()
        )
    )


def _is_plain_text(info: Any) -> bool:
    return info.annotation is str and not info.metadata and not info.is_required()


def _is_several(annotation: Any) -> bool:
    parts = (annotation, *get_args(annotation))
    return any((get_origin(part) or part) in {list, tuple, set, frozenset} for part in parts)
