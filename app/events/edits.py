"""An event as somebody edits it in a form: in one language, with names in the place of ids."""

from dataclasses import dataclass
from datetime import date, time

from app.events.enums import EventKind, HostRole, StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEdit:
    """A stop as somebody edits it in one language; ``was`` is what it was called before."""

    name: str
    was: str = ""
    kind: StopKind
    at: time | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostEdit:
    """An organisation by its name, known or new."""

    name: str
    role: HostRole


@dataclass(frozen=True, slots=True, kw_only=True)
class SloganEdit:
    """A slogan as somebody edits it; ``was`` is how it read before."""

    text: str
    was: str = ""
    language: str
    translation: str = ""
    accuses_living_person: bool = False
    source_id: str | None = None
    paragraph: int | None = None
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEdit:
    """An event as a form shows it: texts in one language, times on the wall of ``timezone``.

    ``day`` is None where sources say the date, and ``place`` is then what they say.
    ``offered_ids`` are the records that could be chosen; what was not offered is left as it is.
    """

    lang: str
    kind: EventKind
    title: str
    timezone: str
    day: date | None
    last_day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    stops: tuple[StopEdit, ...] = ()
    hosts: tuple[HostEdit, ...] = ()
    summary: str = ""
    online_url: str = ""
    step_free_route: str = ""
    access: str = ""
    languages: tuple[str, ...] = ()
    legal_aid: str = ""
    first_aid: str = ""
    stewards_sign: str = ""
    bring: str = ""
    slogans: tuple[SloganEdit, ...] = ()
    demand_ids: tuple[str, ...] = ()
    remembers_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    offered_ids: frozenset[str] = frozenset()
