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


class Hopeless(Exception):
    """Trying again would not help; raised by a handler, the job is set aside at once."""

    def __init__(self, failure: str) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Task:
    """What is done again and again, by one process at a time; ``run`` is given the moment."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]
