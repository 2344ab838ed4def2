from enum import StrEnum


class JobStatus(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"
