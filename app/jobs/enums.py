from enum import StrEnum


class JobStatus(StrEnum):
    """Where a piece of work stands; what is done is no longer there."""

    WAITING = "waiting"
    DEAD = "dead"
