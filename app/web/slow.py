"""Work that takes long: a password's derivation, a picture.

It runs outside the transaction, in threads of its own, and only for whoever the handler would let
in (`app.web.hop`).
"""

import inspect
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

SLOW_THREADS = 2  # 64 MiB each while a password is derived

P = ParamSpec("P")
T = TypeVar("T")
_slow_limiter: RunVar[CapacityLimiter] = RunVar("slow_limiter")


def slow(work: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Make ``work`` a dependency that runs before the transaction.

    Its parameters are the framework's: ``Annotated[bytes, Depends(slow(password_key_of))]``. It
    stands in the handler itself, in no other dependency.
    """

    async def apart(*args: P.args, **kwargs: P.kwargs) -> T:
        call = partial(work, *args, **kwargs)
        return await anyio.to_thread.run_sync(call, limiter=_limiter())

    hints = get_type_hints(work, include_extras=True)
    parameters = [
        parameter.replace(annotation=hints.get(parameter.name, parameter.annotation))
        for parameter in inspect.signature(work).parameters.values()
    ]
    cast("Any", apart).__signature__ = inspect.Signature(parameters)
    cast("Any", apart).is_slow = True
    return apart


def is_slow(dependency: object) -> bool:
    """Whether it is work that `slow` was given."""
    return getattr(dependency, "is_slow", False)


def _limiter() -> CapacityLimiter:
    """The limiter of this event loop."""
    try:
        return _slow_limiter.get()
    except LookupError:
        limiter = CapacityLimiter(SLOW_THREADS)
        _slow_limiter.set(limiter)
        return limiter
