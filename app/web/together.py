"""Several requests in one commit, where many come at once.

Whoever comes while others are being written waits and is written with those who wait too: the way
to a thread, the turn at the database and the commit are paid once for all of them. Each has a
savepoint of its own, so that what fails undoes itself alone, and nobody is answered before the
commit with what they sent has succeeded.

Only those for the same address go together: on PostgreSQL they hold the same rows, and two groups
that hold theirs in another order would wait for each other.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import anyio.to_thread
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from app.kit.errors import Unavailable
from app.kit.generation import is_raised, public_version
from app.kit.log import complain

MOST = 32
"""In one commit; who reads or writes elsewhere waits no longer than for these."""
_MARK = "goes_together"


@dataclass(frozen=True, slots=True)
class Done:
    """What a handler came to; without a ``version``, the public one, nothing is to be kept."""

    response: Response
    version: int | None


Arguments = dict[str, Any]
Within = Callable[[Session, Arguments, int], Done]
"""Runs a handler in a session that is open, at a public version."""
Outcome = Response | Exception
Write = Callable[[Any, Sequence[Arguments]], Sequence[Outcome]]
"""Writes what several ask, with the application's resources; what becomes of each of them."""
Handler = TypeVar("Handler", bound=Callable[..., Response])


def together(handler: Handler) -> Handler:
    """Let requests to ``handler`` be committed together; it publishes nothing."""
    setattr(handler, _MARK, True)
    return handler


def goes_together(handler: Callable[..., Any]) -> bool:
    return getattr(handler, _MARK, False)


def write_together(
    within: Within, patience: float, resources: Any, asked: Sequence[Arguments]
) -> list[Outcome]:
    """Write what several ask, in as few commits as can be; a writer's turn within ``patience``."""
    told: list[Outcome] = []
    while len(told) < len(asked):
        try:
            told += _in_one_commit(within, patience, resources, asked[len(told) :])
        except Exception as error:  # noqa: BLE001 -- each of them is told so
            told += [error] * (len(asked) - len(told))
    return told


def _in_one_commit(
    within: Within, patience: float, resources: Any, asked: Sequence[Arguments]
) -> list[Outcome]:
    """What becomes of them; after one that publishes, the others have to wait for the next."""
    told: list[Outcome] = []
    version: int | None = None
    with resources.database.writing(patience=patience) as whole:
        connection, begun_at = whole.connection(), public_version(whole)
        for arguments in asked:
            try:
                with resources.database.part_of(whole) as part:
                    done = within(whole, arguments, begun_at)
                    part.is_kept = done.version is not None
            except Exception as error:
                if connection.invalidated or not whole.is_active:  # and with it all of them
                    raise
                told.append(error)
                continue
            told.append(done.response)
            if done.version is not None:
                version = done.version
            if is_raised(whole):
                break
        if version is not None:
            whole.commit()
            resources.watcher.note(version)
    return told


@dataclass(frozen=True, slots=True)
class _Waiting:
    arguments: Arguments
    answer: "asyncio.Future[Response]"

    def tell(self, outcome: Outcome) -> None:
        if self.answer.done():  # nobody waits for it any more
            return
        if isinstance(outcome, Exception):
            self.answer.set_exception(outcome)
        else:
            self.answer.set_result(outcome)


class Groups:
    """Those who wait, by event loop and address; each group is written by one thread at a time."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._groups: dict[Any, list[_Waiting]] = {}
        self._working: set[asyncio.Task[None]] = set()

    async def join(self, request: Request, arguments: Arguments) -> Response:
        """Wait until it is committed, or refused."""
        loop, address = asyncio.get_running_loop(), request.scope["path"]
        waiting = _Waiting(arguments, loop.create_future())
        group = self._groups.get((loop, address))
        if group is None:
            self._groups[loop, address] = [waiting]
            resources = request.app.state.resources
            working = loop.create_task(self._work((loop, address), resources))
            self._working.add(working)
            working.add_done_callback(self._working.discard)
        else:
            group.append(waiting)
        return await waiting.answer

    async def _work(self, key: Any, resources: Any) -> None:
        group, now = self._groups[key], list[_Waiting]()
        try:
            while group:
                now = group[:MOST]
                del group[:MOST]
                asked = [waiting.arguments for waiting in now]
                told = await anyio.to_thread.run_sync(partial(self._write, resources, asked))
                for waiting, outcome in zip(now, told, strict=True):
                    waiting.tell(outcome)
        except Exception as error:  # noqa: BLE001 -- no thread for it; nobody waits for ever
            complain("group_not_written", error=type(error).__name__)
            for waiting in (*now, *group):
                waiting.tell(Unavailable())
        finally:
            del self._groups[key]
