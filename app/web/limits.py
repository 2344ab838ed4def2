"""How often something may be tried: by whom, on what, and by everybody together.

Counted in the memory of this process. A client is known by a keyed digest of its address (IPv6
by its /64), under a key that is in memory only and another each day: no address is kept. Time is
what has passed since the start: a clock that is set forward opens nothing, one set back shuts
nobody out.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

from starlette.requests import HTTPConnection

from app.kit.sealing import keyed_digest, new_secret

DAY = 24 * 3600
SWEEP_AFTER = 1000  # tries; so that what is past is looked for seldom, and never stays long


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are let through within a time; ``name`` keeps its counts apart."""

    amount: int
    within: timedelta
    name: str


Asked = tuple[Limit, str]
"""A limit, and for whom or what it counts."""
_Key = tuple[str, str]


class Limits:
    """The counters of this process; ``monotonic`` tells the seconds since some moment."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._tries: dict[_Key, deque[float]] = {}
        self._lock, self._sweep_in = Lock(), SWEEP_AFTER
        self._key, self._key_ends = new_secret(), monotonic() + DAY

    def client(self, request: HTTPConnection) -> str:
        """What the client of a request is counted under, today."""
        address = request.client.host if request.client else ""
        with self._lock:
            now = self._monotonic()
            if now >= self._key_ends:
                self._key, self._key_ends = new_secret(), now + DAY
            return keyed_digest(self._key, _network(address), size=16).hex()

    def take(self, asked: Iterable[Asked]) -> int:
        """Count one try under each limit; the seconds to wait, 0 if it is let through.

        What is refused by one limit is not counted by the others.
        """
        every = [((limit.name, whom), limit) for limit, whom in asked]
        with self._lock:
            now = self._monotonic()
            waits = [self._wait(key, limit, now) for key, limit in every]
            if any(waits):
                return max(waits)
            for key, limit in every:
                self._tries.setdefault(key, deque()).append(now + limit.within.total_seconds())
            self._sweep(now)
        return 0

    def _wait(self, key: _Key, limit: Limit, now: float) -> int:
        """What is kept of a try is when it no longer counts."""
        tries = self._tries.get(key, ())
        if len(tries) < limit.amount or tries[-limit.amount] <= now:
            return 0
        return max(1, ceil(tries[-limit.amount] - now))

    def _sweep(self, now: float) -> None:
        """Now and then forget the tries that no longer count."""
        self._sweep_in -= 1
        if self._sweep_in:
            return
        self._sweep_in = SWEEP_AFTER
        for tries in self._tries.values():
            while tries and tries[0] <= now:
                tries.popleft()
        self._tries = {key: tries for key, tries in self._tries.items() if tries}


def _network(address: str) -> str:
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        mapped = known.ipv4_mapped
        return str(mapped) if mapped else str(int(known) >> 64)
    return str(known)
