from enum import StrEnum


class Beginning(StrEnum):
    """How far it is with what the memorial begins with."""

    OPEN = "open"
    COMING = "coming"
    FAILED = "failed"
    BEGUN = "begun"
