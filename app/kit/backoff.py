"""How long to wait before trying again: longer each time, and never all at once."""

import random
from collections.abc import Callable
from datetime import timedelta

Chance = Callable[[], float]
"""Returns a number from 0 to below 1."""

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=4)
SPREAD = 0.25  # of the wait, to either side

system_chance: Chance = random.SystemRandom().random


def wait_after(attempt: int, chance: Chance) -> timedelta:
    """The wait after failing for the ``attempt``-th time, counted from one."""
    planned = min(FIRST * 2 ** (attempt - 1), LONGEST)
    return planned * (1 + SPREAD * (2 * chance() - 1))
