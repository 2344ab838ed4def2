from enum import StrEnum


class SignUpMode(StrEnum):
    """What an event asks of who signs up."""

    HEAD_COUNT = "head_count"
    NAMES = "names"


class SignUpStatus(StrEnum):
    """An intention to come. PENDING holds its seat for a while, WAITING holds none."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    ATTENDED = "attended"


COMING = (SignUpStatus.CONFIRMED, SignUpStatus.ATTENDED)
LIVE = (*COMING, SignUpStatus.WAITING)
"""Whoever has said yes and not taken it back."""


class LockKind(StrEnum):
    """For whom an event's private key is locked."""

    READER = "reader"
    RESCUE = "rescue"


class Outcome(StrEnum):
    """What became of a submission, as its sender is told."""

    MAILED = "mailed"
    SEATED = "seated"
    WAITS = "waits"
