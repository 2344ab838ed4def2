from enum import StrEnum


class DemandKind(StrEnum):
    """Whose demand it is."""

    MOVEMENT = "movement"
    POSITION = "position"
    COUNTER = "counter"


class DemandSort(StrEnum):
    TITLE = "title"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"
