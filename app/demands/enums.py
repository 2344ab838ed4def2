from enum import StrEnum


class DemandKind(StrEnum):
    """Whose demand it is."""

    MOVEMENT = "movement"
    POSITION = "position"
    COUNTER = "counter"
