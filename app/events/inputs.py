"""What is written of an event."""

from dataclasses import dataclass, field
from datetime import datetime, time

from app.events.enums import (
    ChangeKind,
    EventKind,
    EventStatus,
    HostRole,
    Places,
    StopKind,
    UpdateKind,
)
from app.kit.dates import PartialDate
from app.kit.languages import Texts
from app.sources.inputs import Citations, ClaimInput


@dataclass(frozen=True, slots=True, kw_only=True)
class StopInput:
    """One point of a route, in order; ``at`` is a time on the wall there, if one is known."""

    kind: StopKind
    name: Texts
    place_id: str | None = None
    at: time | None = None
    note: Texts = field(default_factory=dict[str, str])
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HostInput:
    organisation_id: str
    role: HostRole = HostRole.HOST
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SloganInput:
    """A slogan as a source prints it; one that accuses a living person stays a quotation.

    ``translations`` are ours and marked as such.
    """

    text: str
    language: str
    translations: Texts = field(default_factory=dict[str, str])
    accuses_living_person: bool = False
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateInput:
    """A short dated notice, in at least one language."""

    kind: UpdateKind
    at: datetime
    text: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInput:
    """Something has changed: the new value, if there is one, and what everybody is told.

    A new time is ``starts_at`` with its end, or a ``date`` alone. A new place is where the route
    begins now (``meeting_point``), in the same town unless ``place_id`` names another; without a
    route it is ``place_id``, or ``online_url``.
    """

    kind: ChangeKind
    text: Texts
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    date: PartialDate | None = None
    meeting_point: Texts = field(default_factory=dict[str, str])
    place_id: str | None = None
    online_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheDayInput:
    legal_aid: str | None = None
    first_aid: str | None = None
    stewards_sign: Texts = field(default_factory=dict[str, str])
    bring: Texts = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureInput:
    """A picture that `app.events.pictures` keeps under ``name``; ``alt`` says what it shows."""

    name: str
    width: int
    height: int
    alt: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpState:
    """What the public is told of sign-ups; ``count`` only where the hosts show it, in tens."""

    is_open: bool
    places: Places | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInput:
    """A gathering. Times carry an offset and are shown in ``timezone``; a day alone is ``date``.

    ``claims`` give values to `EventField`s; what a source says of the outcome is a claim. The shown
    date and place go before ``date`` and ``place_id``. ``series`` is the same for all occurrences
    of what repeats.
    """

    slug: str
    kind: EventKind
    status: EventStatus
    title: Texts
    summary: Texts = field(default_factory=dict[str, str])
    timezone: str = "UTC"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    date: PartialDate | None = None
    place_id: str | None = None
    online_url: str | None = None
    route: tuple[StopInput, ...] = ()
    step_free_route: Texts = field(default_factory=dict[str, str])
    hosts: tuple[HostInput, ...] = ()
    languages: tuple[str, ...] = ()
    access: Texts = field(default_factory=dict[str, str])
    on_the_day: OnTheDayInput = field(default_factory=OnTheDayInput)
    slogans: tuple[SloganInput, ...] = ()
    picture: PictureInput | None = None
    series: str | None = None
    updates: tuple[UpdateInput, ...] = ()
    demand_ids: tuple[str, ...] = ()
    remembers_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    claims: tuple[ClaimInput, ...] = ()
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalInput:
    """What somebody without an account proposes, in one language; nothing tells who they are.

    ``caller`` is who they say calls for it.
    """

    lang: str
    kind: EventKind
    title: str
    where: str
    to_where: str = ""
    caller: str = ""
    summary: str = ""
    timezone: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    date: PartialDate | None = None
