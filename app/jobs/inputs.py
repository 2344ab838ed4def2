from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Work:
    """A job in the hands of one worker, until its lease ends."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    attempt: int
    lease_until: datetime


Handler = Callable[[Work], None]
"""Does a job's work outside any transaction; an exception means: again later."""


class Failed(Exception):
    """A handler's work failed; ``failure`` is the class of the error, at most 60 characters."""

    def __init__(self, failure: str) -> None:
        super().__init__(failure)
        self.failure = failure[:60]


class Hopeless(Failed):
    """Trying again would not help: the job is set aside at once."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is done again and again, by one process at a time; ``run`` is given the moment."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


def failure_of(error: Exception) -> str:
    """What is kept and logged of an error: its class, never its text."""
    return error.failure if isinstance(error, Failed) else type(error).__name__
