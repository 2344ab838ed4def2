"""What is written of victims, incidents, tolls and figures."""

from dataclasses import dataclass, field

from app.kit.dates import PartialDate
from app.kit.languages import Texts
from app.memorial.enums import (
    AgeWish,
    FigureKind,
    Grading,
    Harm,
    IncidentKind,
    NameWish,
    PlaceWish,
    VictimKind,
)
from app.sources.enums import Qualifier
from app.sources.inputs import Citations, ClaimInput, InferredDate


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentInput:
    """Something that happened to people or property, or changed their situation.

    ``claims`` give values to `IncidentField`s.
    """

    slug: str
    kind: IncidentKind
    title: Texts
    summary: Texts = field(default_factory=dict[str, str])
    claims: tuple[ClaimInput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimInput:
    """A person, an unnamed person, or a group known by number.

    ``claims`` give values to `VictimField`s; ``title`` is how an unnamed person or a group is
    called; ``sentence`` is the one sentence under the name.
    """

    slug: str
    kind: VictimKind
    title: Texts = field(default_factory=dict[str, str])
    sentence: Texts = field(default_factory=dict[str, str])
    grading: Grading = Grading.NOT_ASSESSED
    grading_reason: Texts = field(default_factory=dict[str, str])
    incident_ids: tuple[str, ...] = ()
    claims: tuple[ClaimInput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TollInput:
    """A published count of killed, injured or detained; attributed, never derived.

    ``figure_text`` holds the words where no figure is printed ("hundreds"), in our translation.
    ``population`` says of whom; ``part_of_id`` the toll that includes this one.
    """

    slug: str
    harm: Harm
    qualifier: Qualifier
    figure: int | None = None
    figure_text: Texts = field(default_factory=dict[str, str])
    population: Texts = field(default_factory=dict[str, str])
    place_id: str | None = None
    incident_id: str | None = None
    as_of: PartialDate | None = None
    as_of_inferred: InferredDate | None = None
    part_of_id: str | None = None
    note: Texts = field(default_factory=dict[str, str])
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInput:
    """Any other published number: turnout, police, blockades, a poll."""

    slug: str
    kind: FigureKind
    what: Texts
    qualifier: Qualifier
    figure: int | None = None
    unit: str | None = None
    figure_text: Texts = field(default_factory=dict[str, str])
    place_id: str | None = None
    incident_id: str | None = None
    as_of: PartialDate | None = None
    as_of_inferred: InferredDate | None = None
    note: Texts = field(default_factory=dict[str, str])
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WishInput:
    """How much of a victim the family wants shown; reaches every output."""

    name: NameWish = NameWish.FULL
    place: PlaceWish = PlaceWish.FULL
    age: AgeWish = AgeWish.FULL
