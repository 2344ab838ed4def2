from enum import StrEnum

from app.sources.enums import ValueType


class EventKind(StrEnum):
    DEMONSTRATION = "demonstration"
    MARCH = "march"
    VIGIL = "vigil"
    MEETING = "meeting"
    STRIKE = "strike"
    CARAVAN = "caravan"
    ROADBLOCK = "roadblock"
    OCCUPATION = "occupation"
    ONLINE_MEETING = "online_meeting"


class EventStatus(StrEnum):
    """Where an event stands; DRAFT and PROPOSED are not public."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    HELD = "held"


NOT_PUBLIC = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED})


class EventField(StrEnum):
    NAME = "name"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    TURNOUT = "turnout"
    CALLED_BY = "called_by"
    WHAT_HAPPENED = "what_happened"


EVENT_VALUES = {
    EventField.NAME: ValueType.STRING,
    EventField.DATE: ValueType.DATE,
    EventField.TIME: ValueType.TEXTS,
    EventField.PLACE: ValueType.PLACE,
    EventField.TURNOUT: ValueType.TEXTS,
    EventField.CALLED_BY: ValueType.TEXTS,
    EventField.WHAT_HAPPENED: ValueType.TEXTS,
}


class HostRole(StrEnum):
    HOST = "host"
    CALLS = "calls"
    SUPPORTS = "supports"


HOSTING = frozenset({HostRole.HOST, HostRole.CALLS})
"""Who supports an event lends a name, and does not decide."""


class StopKind(StrEnum):
    ASSEMBLY = "assembly"
    WAYPOINT = "waypoint"
    END = "end"


class UpdateKind(StrEnum):
    MOVED = "moved"
    DELAYED = "delayed"
    CANCELLED = "cancelled"
    OTHER = "other"


class Places(StrEnum):
    """How the places of an event stand, where they are counted."""

    OPEN = "open"
    FEW = "few"
    FULL = "full"


class ChangeKind(StrEnum):
    """What an organiser has to tell of an event that is announced."""

    TIME = "time"
    PLACE = "place"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESUMED = "resumed"
    OTHER = "other"
    THANKS = "thanks"


class EventSort(StrEnum):
    DATE = "date"
    DATE_DESC = "-date"
    TITLE = "title"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"


class Stage(StrEnum):
    """What the public is told of an event's state: its status, judged at a moment."""

    ANNOUNCED = "published"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    HELD = "held"
    UNDOCUMENTED = "undocumented"
    DOCUMENTED = "documented"
