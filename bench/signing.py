"""Rows of sign-ups: how many a second, how long each takes, and what readers notice meanwhile."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.crowd import PROXY, Crowd, gather, raw_commits
from bench.load import Measured, get, run, run_open
from bench.servers import Server, ayni

RATE = 50.0  # sign-ups a second, as people come
SECONDS = 5.0
ROUNDS = 7
ROUND_SECONDS = 2.0  # short, so that what else the machine does meets both kinds of round
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
    quiet, busy = [], []
    with ProcessPoolExecutor(1) as apart:
        for _ in range(ROUNDS):
            quiet.append(run(server.address, [PAGE], seconds=ROUND_SECONDS).rate)
            seconds = ROUND_SECONDS + 1
            people = list(islice(coming, int(RATE * seconds)))
            signing = apart.submit(run_open, server.address, people, rate=RATE, seconds=seconds)
            busy.append(run(server.address, [PAGE], seconds=ROUND_SECONDS).rate)
            signing.result()
    return sum(quiet) / ROUNDS, sum(busy) / ROUNDS
