"""What the public reads of victims, incidents, tolls and figures."""

from pydantic import Field

from app.memorial.enums import (
    FigureKind,
    Grading,
    Harm,
    IncidentKind,
    Reading,
    VictimField,
    VictimKind,
)
from app.publishing.documents import Code, DatedLink, Document, Link, Part, parts
from app.sources.documents import CitedPart, ClaimPart, InferredPart
from app.sources.enums import Qualifier

EDTF = "EDTF level 0."
PLACE = "The place's slug."


class NamePart(CitedPart):
    """One spelling of a name, and who prints it."""

    name: str
    shown: bool


class AttestationPart(Part):
    """How well a record is attested; sources with the same origin count once."""

    reading: Reading
    independent_sources: int
    differs_on: list[VictimField] = Field(description="Fields on which the sources differ.")


class VictimDocument(Document):
    """A person, an unnamed person or a group known by number. Names follow the family's wish."""

    LINE = parts("url kind title sentence date place.name languages.title")

    kind: VictimKind
    name: str | None = Field(description="As shown; null for unnamed persons and groups.")
    names: list[NamePart] = Field(description="Every spelling.")
    title: str = Field(description="The name, or how an unnamed person or a group is called.")
    sentence: str | None
    count_min: int | None = Field(description="Of a group: at least so many.")
    count_max: int | None = Field(description="Of a group: at most so many.")
    age: int | None
    role: str | None
    affiliation: str | None
    date_of_injury: Code | None = Field(description=EDTF)
    date_of_death: Code | None = Field(description=EDTF)
    date_found: Code | None = Field(description=EDTF)
    place_of_injury: Code | None = Field(description=PLACE)
    place_of_death: Code | None = Field(description=PLACE)
    place_found: Code | None = Field(description=PLACE)
    injury: str | None
    circumstances: str | None
    date: Code | None = Field(description="Of death, else of injury, else of finding.")
    place: Link | None = Field(
        description="The place that goes with `date`: of death, of injury, or of finding."
    )
    grading: Grading
    grading_reason: str | None
    attestation: AttestationPart
    withheld: list[str] = Field(description="What is not shown in full at the family's wish.")
    incidents: list[Link]
    events: list[DatedLink] = Field(description="Held in memory of this person.")
    demands: list[DatedLink] = Field(description="That name this person.")
    claims: list[ClaimPart]


class IncidentDocument(Document):
    """Something that happened to people or property, or changed their situation."""

    LINE = parts("url kind title summary date place_links.*.name languages.title")

    kind: IncidentKind
    title: str
    summary: str | None
    date: Code | None = Field(description=EDTF)
    until: Code | None = Field(description=EDTF)
    time: str | None = Field(description="The time of day, in words.")
    places: list[Code] = Field(description="The places' slugs.")
    place_links: list[Link]
    issued_by: Code | None = Field(description="Of a decree.")
    what_happened: str | None
    cause: str | None
    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    detained_min: int | None
    detained_max: int | None
    events: list[DatedLink] = Field(description="At which it happened.")
    victims: list[DatedLink]
    tolls: list[DatedLink]
    figures: list[DatedLink]
    statements: list[DatedLink]
    claims: list[ClaimPart]


class CountDocument(Document, CitedPart):
    """A published number, with who says so."""

    title: str
    qualifier: Qualifier | None = Field(
        description='How the number is to be read; null for a mere word such as "dozens".'
    )
    figure: int | None = Field(description="Null where the source prints no number.")
    figure_text: str | None = Field(description="The words instead of a number, translated by us.")
    place: Code | None = Field(description=PLACE)
    place_link: Link | None
    incident: Link | None
    as_of: Code | None = Field(description=EDTF)
    as_of_inferred: InferredPart | None
    note: str | None


class TollDocument(CountDocument):
    """A published count of killed, injured or detained; never to be added to another."""

    harm: Harm
    population: str | None = Field(description="Of whom.")
    part_of: Code | None = Field(description="The slug of the toll that includes this one.")
    parts: list[DatedLink] = Field(description="Tolls that this one includes.")


class FigureDocument(CountDocument):
    """Any other published number; never drawn with tolls."""

    kind: FigureKind
    what: str
    unit: str | None
