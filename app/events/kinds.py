"""What each kind of event begins with, as a table; organisers change all of it under *add more*."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.events.enums import EventKind


class Where(StrEnum):
    """What a kind needs so that people find it."""

    ROUTE = "route"
    PLACE = "place"
    LINK = "link"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindDefaults:
    """``where`` is what it must have; a head-count never asks for a name.

    ``asks_capacity`` is whether its sign-up form begins with a number of places.
    """

    where: Where
    asks_capacity: bool = False
    asks_names: bool = False


DEFAULTS: Mapping[EventKind, KindDefaults] = {
    EventKind.MARCH: KindDefaults(where=Where.ROUTE),
    EventKind.DEMONSTRATION: KindDefaults(where=Where.PLACE),
    EventKind.VIGIL: KindDefaults(where=Where.PLACE),
    EventKind.MEETING: KindDefaults(where=Where.PLACE, asks_capacity=True),
    EventKind.ONLINE_MEETING: KindDefaults(where=Where.LINK),
    EventKind.STRIKE: KindDefaults(where=Where.ANYWHERE),
    EventKind.CARAVAN: KindDefaults(where=Where.ROUTE),
    EventKind.ROADBLOCK: KindDefaults(where=Where.PLACE),
    EventKind.OCCUPATION: KindDefaults(where=Where.PLACE),
}
