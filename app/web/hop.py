"""The one hop: everything of a request that touches the database, in one thread, in one go.

A handler is a plain function. `OneHopRoute` wraps it so that the framework runs one function in
its thread pool: session opened, injected values loaded, handler called, answer rendered to
bytes, committed, closed. GET and HEAD get a session that cannot write; every other method gets a
session that holds the write lock.

A parameter of a handler is either the framework's (query, body) or ours:
``Annotated[Event, Inject(editable_event)]``, where ``editable_event(hop, slug)`` takes the hop
and other parameters by name. `Db`, `Now` and `Config` are the common ones. A plain text, number
or language that stands in the address is taken as the route's convertor left it; the framework
would check it a second time.

A handler with `slow` work is preceded by a look of its own: before the body is read and the work
done, every injected value is loaded once in a session that only reads. Whoever is refused then has
cost nothing. What counts is loaded anew in the hop.
"""

import inspect
import re
from collections.abc import Callable, Coroutine, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial, wraps
from typing import Annotated, Any, cast, get_type_hints

import anyio.to_thread
from fastapi import APIRouter, Depends, Request, params
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session
from starlette.responses import Response
from starlette.routing import Match, request_response
from starlette.types import Scope

from app.config import Settings
from app.kit.clock import Clock
from app.kit.db import Database
from app.kit.generation import Made, Remembered, is_raised, public_version
from app.kit.key_folder import KeyFolder
from app.kit.languages import Language
from app.kit.sealing import FULL_COST, PasswordCost
from app.web import convertors
from app.web.limits import Limits
from app.web.short_way import short_way
from app.web.slow import is_slow
from app.web.together import Done, goes_together, write_together
from app.web.watcher import VersionWatcher

convertors.install()
SAFE_METHODS = {"GET", "HEAD"}
CACHE_KEY = "ayni.cacheable"
REQUEST = "ayni_request"  # as the framework's own parameter is called
TIME_DEPENDENT_SECONDS = 60
PATIENCE_SECONDS = 3.0  # who waits to write keeps a thread from those who read
SLOW_ELSEWHERE = "%s: slow work stands in the handler, so that access is judged first"
TOGETHER = "%s: what goes together asks for no more than a form"
OF_ADDRESS = (str, int, Language)
OF_LANGUAGE = "/{lang:lang}"
_NAMES = re.compile(r"{(\w+)")


class RouteError(Exception):
    """A route is written in a way that breaks the house's rules; raised at start."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What the application has for the length of its life; `main` puts it together."""

    settings: Settings
    database: Database
    clock: Clock
    watcher: VersionWatcher
    settle: Callable[[Session, datetime], int]
    is_ready: Callable[[Session, datetime], bool]
    render: Callable[["Hop", str, str, Mapping[str, Any]], bytes]
    keys: KeyFolder
    limits: Limits
    password_cost: PasswordCost = FULL_COST
    remembered: Remembered = field(default_factory=Remembered)


@dataclass(slots=True)
class Hop:
    """One request inside its thread; ``writes`` if it holds the write lock."""

    request: Request
    db: Session
    resources: Resources
    arguments: Mapping[str, Any]
    version: int
    writes: bool = False
    known: dict[str, Any] = field(default_factory=dict[str, Any])
    """What providers found out in this hop and need again."""
    time_dependent: bool = False
    by_reader: bool = False
    cacheable: bool = False

    def now(self) -> datetime:
        """The present moment; whoever asks makes the answer time-dependent."""
        self.time_dependent = True
        return self.resources.clock()

    def look_again(self) -> None:
        """Take the public version as it is now that something is held, which may have waited.

        On SQLite a writer holds all there is from its beginning.
        """
        if not self.resources.database.is_sqlite:
            self.version = public_version(self.db)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes, once for each public version.

        For what many requests share. It is made of public content alone, and whoever takes it
        leaves it as it is.
        """
        if is_raised(self.db):
            return make()
        return self.resources.remembered.get(self.version, key, make)


class Inject:
    """Marks a parameter that ``provider`` supplies inside the hop."""

    def __init__(self, provider: Callable[..., Any]) -> None:
        self.provider = provider
        self.wanted = tuple(inspect.signature(provider).parameters)[1:]

    def supply(self, hop: "Hop") -> Any:
        return self.provider(hop, **{name: hop.arguments[name] for name in self.wanted})


def _db(hop: Hop) -> Session:
    return hop.db


def _now(hop: Hop) -> datetime:
    return hop.now()


def _settings(hop: Hop) -> Settings:
    return hop.resources.settings


def _keys(hop: Hop) -> KeyFolder:
    return hop.resources.keys


def _counters(hop: Hop) -> Limits:
    return hop.resources.limits


Db = Annotated[Session, Inject(_db)]
Now = Annotated[datetime, Inject(_now)]
Config = Annotated[Settings, Inject(_settings)]
Keys = Annotated[KeyFolder, Inject(_keys)]
Counters = Annotated[Limits, Inject(_counters)]


class Publisher:
    """Publishes at once what was marked, for a handler that must read it as the public will."""

    def __init__(self, hop: Hop) -> None:
        self._hop = hop

    def __call__(self) -> None:
        self._hop.resources.settle(self._hop.db, self._hop.resources.clock())


Publish = Annotated[Publisher, Inject(Publisher)]


class OneHopRoute(APIRoute):
    """A route whose handler runs in one hop; refuses what would need a second one."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        dependencies: Sequence[params.Depends] | None = None,
        **options: Any,
    ) -> None:
        first = [Depends(_look(endpoint))] if _has_slow_work(endpoint) else []
        every = [*first, *(dependencies or ())]
        if any(is_slow(one.dependency) for one in every):
            raise RouteError(SLOW_ELSEWHERE % path)
        self._from = len("/es") if path.startswith(OF_LANGUAGE) else 0
        self._begins = path.removeprefix(OF_LANGUAGE).partition("{")[0]
        super().__init__(path, one_hop(endpoint, path), dependencies=every, **options)
        _refuse_unfit(path, self.dependant.dependencies)
        write = cast("Any", self.endpoint).write if goes_together(endpoint) else None
        way = short_way(self.dependant, write)
        if write is not None and way is None:
            raise RouteError(TOGETHER % path)
        if way is not None:
            self.app = request_response(way)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Try no pattern on an address that begins otherwise; most do."""
        if not scope["path"].startswith(self._begins, self._from):
            return Match.NONE, {}
        return super().matches(scope)


class Router(APIRouter):
    """The only router the application knows; the schema tells of the API's routes alone."""

    def __init__(self, *, include_in_schema: bool = False, **options: Any) -> None:
        super().__init__(
            route_class=OneHopRoute,
            redirect_slashes=False,
            include_in_schema=include_in_schema,
            **options,
        )


def one_hop(handler: Callable[..., Any], path: str) -> Callable[..., Response]:
    """Wrap the ``handler`` of ``path`` so that the framework sees only its own parameters."""
    if inspect.iscoroutinefunction(handler):
        message = f"{handler.__qualname__} is async; a handler is a plain function"
        raise RouteError(message)
    injected, visible = _split(handler)
    taken = [name for name in inspect.signature(handler).parameters if name not in injected]
    told = [name for name in _NAMES.findall(path) if name in visible]
    kinds = {name: visible[name].annotation for name in told}
    of_path = {name: kind for name, kind in kinds.items() if kind in OF_ADDRESS}
    shown = [part for name, part in visible.items() if name not in of_path]

    def within(db: Session, arguments: dict[str, Any], version: int) -> Done:
        """What the hop does in a session that is open; it is the caller's to commit."""
        request = cast("Request", arguments.pop(REQUEST))
        resources = cast("Resources", request.app.state.resources)
        arguments |= {name: kind(request.path_params[name]) for name, kind in of_path.items()}
        writes = request.method not in SAFE_METHODS
        hop = Hop(request, db, resources, arguments, version, writes=writes)
        supplied = {name: inject.supply(hop) for name, inject in injected.items()}
        own = {name: arguments[name] for name in taken}
        response = handler(**own, **supplied)
        if not isinstance(response, Response):
            message = f"{handler.__qualname__} must answer with a response"
            raise RouteError(message)
        return Done(response, _finish(hop, response))

    @wraps(handler)
    def in_one_hop(**arguments: Any) -> Response:
        request = cast("Request", arguments[REQUEST])
        resources = cast("Resources", request.app.state.resources)
        with _session(request, resources) as db:
            done = within(db, arguments, public_version(db))
            if done.version is not None:
                db.commit()
                resources.watcher.note(done.version)
        return done.response

    cast("Any", in_one_hop).write = partial(write_together, within, PATIENCE_SECONDS)
    cast("Any", in_one_hop).__signature__ = inspect.Signature(shown)
    del in_one_hop.__wrapped__  # type: ignore[attr-defined] -- the framework would unwrap it
    return in_one_hop


def _look(handler: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, None]]:
    """Make the dependency that loads what ``handler`` is injected, and refuses as it would."""
    injected, visible = _split(handler)
    wanted = {name for inject in injected.values() for name in inject.wanted}
    kept = [part for name, part in visible.items() if name in {REQUEST, *wanted}]

    async def look(**arguments: Any) -> None:
        request = cast("Request", arguments.pop(REQUEST))
        await anyio.to_thread.run_sync(partial(_load, injected, request, arguments))

    cast("Any", look).__signature__ = inspect.Signature(kept)
    return look


def _load(injected: Mapping[str, Inject], request: Request, arguments: Mapping[str, Any]) -> None:
    resources = cast("Resources", request.app.state.resources)
    with resources.database.reading() as db:
        hop = Hop(request, db, resources, arguments, public_version(db))
        for inject in injected.values():
            inject.supply(hop)


def _has_slow_work(handler: Callable[..., Any]) -> bool:
    marks = (
        mark
        for parameter in _parameters(handler)
        for mark in (parameter.default, *getattr(parameter.annotation, "__metadata__", ()))
    )
    return any(isinstance(mark, params.Depends) and is_slow(mark.dependency) for mark in marks)


def _session(request: Request, resources: Resources) -> Any:
    if request.method in SAFE_METHODS:
        return resources.database.reading()
    return resources.database.writing(patience=PATIENCE_SECONDS)


def _finish(hop: Hop, response: Response) -> int | None:
    """Publish what an unsafe method changed; say how long a GET's answer holds.

    Returns the public version once it is committed; None if nothing is to be kept.
    """
    if hop.request.method in SAFE_METHODS:
        if hop.cacheable and not hop.by_reader:
            limit = TIME_DEPENDENT_SECONDS if hop.time_dependent else None
            hop.request.scope[CACHE_KEY] = (hop.version, limit)
        return None
    if response.status_code >= 400:  # noqa: PLR2004 -- the first status of HTTP's errors
        return None
    hop.resources.settle(hop.db, hop.resources.clock())
    return public_version(hop.db) if is_raised(hop.db) else hop.version


def _split(
    handler: Callable[..., Any],
) -> tuple[dict[str, Inject], dict[str, inspect.Parameter]]:
    """Separate our parameters from the framework's, and add the ones our providers need."""
    injected: dict[str, Inject] = {}
    visible = {
        REQUEST: inspect.Parameter(REQUEST, inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    }
    for parameter in _parameters(handler):
        inject = _inject_of(parameter)
        if inject is None:
            visible[parameter.name] = parameter
            continue
        injected[parameter.name] = inject
        for wanted in _parameters(inject.provider)[1:]:
            visible.setdefault(wanted.name, wanted)
    return injected, visible


@cache
def _parameters(function: Callable[..., Any]) -> Sequence[inspect.Parameter]:
    hints = get_type_hints(function, include_extras=True)
    return [
        parameter.replace(
            kind=inspect.Parameter.KEYWORD_ONLY,
            annotation=hints.get(parameter.name, parameter.annotation),
        )
        for parameter in inspect.signature(function).parameters.values()
    ]


def _inject_of(parameter: inspect.Parameter) -> Inject | None:
    marks = getattr(parameter.annotation, "__metadata__", ())
    return next((mark for mark in marks if isinstance(mark, Inject)), None)


def _refuse_unfit(path: str, dependencies: Sequence[Dependant]) -> None:
    for dependency in dependencies:
        if not inspect.iscoroutinefunction(dependency.call):
            message = f"{path}: a sync dependency would need a second hop; use Inject"
            raise RouteError(message)
        if any(is_slow(inner.call) for inner in dependency.dependencies):
            raise RouteError(SLOW_ELSEWHERE % path)
        _refuse_unfit(path, dependency.dependencies)
