"""A process that lets others go first, where there are not processors enough for all."""

import os
from contextlib import suppress

NICE = 10
"""How much it yields, in steps of nice(2)."""


class _Turns:
    """Whether this process lets others go first."""

    lets_others_go_first = False


def let_others_go_first() -> None:
    """From now on: run when others leave room, and never cut in on them, where there is a way."""
    _Turns.lets_others_go_first = hasattr(os, "sched_yield")
    os.nice(NICE)
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def give_way() -> None:
    """Let whoever waits for this processor have it, in a process that lets others go first.

    Without it, one that has begun keeps its turn for a millisecond or more, whatever its priority.
    """
    if _Turns.lets_others_go_first:
        os.sched_yield()
