"""How often something may be tried: by whom, on what, and by everybody together.

Counted in the memory of this process. A client is known by a keyed digest of its address (IPv6
by its /64), under a key that is in memory only and another each day: no address is kept.
"""

import time
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from math import ceil

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from app.kit.clock import Clock
from app.kit.sealing import keyed_digest, new_secret

Asked = tuple[RateLimitItem, str]
"""A limit, and for whom or what it counts."""


class Limits:
    """The counters of this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._day = clock().date()
        self._key = new_secret()

    def client(self, request: HTTPConnection) -> str:
        """What the client of a request is counted under, today."""
        address = request.client.host if request.client else ""
        today = self._clock().date()
        if today != self._day:
            self._day, self._key = today, new_secret()
        return keyed_digest(self._key, _network(address), size=16).hex()

    def take(self, asked: Iterable[Asked]) -> int:
        """Count one try under each limit; the seconds to wait, 0 if it is let through.

        What is refused by one limit is not counted by the others.
        """
        every = list(asked)
        waits = [self._wait(item, whom) for item, whom in every]
        if any(waits):
            return max(waits)
        for item, whom in every:
            self._limiter.hit(item, whom)
        return 0

    def _wait(self, item: RateLimitItem, whom: str) -> int:
        if self._limiter.test(item, whom):
            return 0
        reset = self._limiter.get_window_stats(item, whom).reset_time
        return max(1, ceil(reset - time.time()))


def _network(address: str) -> str:
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        mapped = known.ipv4_mapped
        return str(mapped) if mapped else str(int(known) >> 64)
    return str(known)
