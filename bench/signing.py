"""Rows of sign-ups: how many a second, how long each takes, and what readers notice meanwhile."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from bench.crowd import PROXY, Crowd, gather, raw_commits
from bench.load import Measured, get, run, run_open
from bench.servers import Server, ayni

RATE = 50.0  # sign-ups a second, as people come
SECONDS = 5.0
ROUNDS = 20
ROUND_SECONDS = 1.0  # short, so that what else the machine does meets both kinds of round
READERS = 64
"""Connections that ask for pages beside sign-ups, and in the quiet rounds that they are held to.

At 32 the load itself is what waits: while people sign up it stands in line for a processor for
0.14 of the time (0.02 without), and the server, with 3 ms of work before it, runs dry meanwhile.
"""
OPEN_SECONDS = 20.0
WARM_UP_SECONDS = 2.0  # the first sign-up of a process is compiled
CLOSED_SECONDS = 4.0
PAGE = get("/en/events", Accept_Encoding="gzip")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured. ``commits`` a second are what the database alone can do.

    ``kept`` is how many of those who were ``coming`` are in the database; ``quiet`` and ``busy``
    are pages a second.
    """

    commits: float
    signing: Measured
    coming: Measured
    kept: int
    quiet: float
    busy: float

    @property
    def share(self) -> float:
        return self.signing.rate / self.commits


def measure(data: Path) -> Seen:
    """Measure on a seeded data folder, with a server each: one takes 2,000 letters an hour."""
    os.sync()  # what others have yet to write would make our commits wait
    commits = raw_commits(data, seconds=SECONDS)
    crowd = gather(data)
    with ayni(data, trusted_proxies=PROXY) as server:
        run_open(server.address, crowd.requests(start=1 << 19), rate=RATE, seconds=WARM_UP_SECONDS)
        before = crowd.signed_up
        coming = run_open(server.address, crowd.requests(), rate=RATE, seconds=OPEN_SECONDS)
        kept = crowd.signed_up - before
    with ayni(data, trusted_proxies=PROXY) as server:
        quiet, busy = read_meanwhile(server, crowd)
    with ayni(data, trusted_proxies=PROXY) as server:
        people = crowd.requests(start=1 << 20)
        signing = run(server.address, people, seconds=CLOSED_SECONDS, warm_up=WARM_UP_SECONDS / 2)
    return Seen(commits, signing, coming, kept, quiet, busy)


def read_meanwhile(server: Server, crowd: Crowd) -> tuple[float, float]:
    """Cached pages a second while nobody signs up, and while people do; by turns."""
    coming = crowd.requests(start=1 << 16)
    read = partial(
        run, server.address, [PAGE], seconds=ROUND_SECONDS, warm_up=0.25, connections=READERS
    )
    quiet: list[float] = []
    busy: list[float] = []
    with ProcessPoolExecutor(1) as apart:
        for _ in range(ROUNDS):
            quiet.append(read().rate)
            seconds = ROUND_SECONDS + 0.5
            people = list(islice(coming, int(RATE * seconds)))
            signing = apart.submit(run_open, server.address, people, rate=RATE, seconds=seconds)
            busy.append(read().rate)
            signing.result()
    return sum(quiet) / ROUNDS, sum(busy) / ROUNDS
