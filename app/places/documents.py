"""What the public reads of a place."""

from pydantic import Field

from app.places.enums import PlaceKind
from app.publishing.documents import Code, Document, Part, parts
from app.sources.documents import CitationPart


class PlaceNamePart(Part):
    """A name: as a document prints it, or translated by us."""

    name: str
    language: Code | None
    is_ours: bool = Field(description="Whether the name is our translation; no document has it.")


class PlaceDocument(Document):
    """Somewhere that records speak of; without coordinates where no reference work has them."""

    LINE = parts("id slug kind name parent latitude longitude languages.name")

    kind: PlaceKind
    name: str = Field(
        description="As the reference work or the document has it; with `lang`, in that language."
    )
    name_is_ours: bool = Field(description="Whether `name` is our translation.")
    names: list[PlaceNamePart] = Field(description="As it is printed, then in each language.")
    parent: Code | None = Field(description="Slug of the place that this one lies in.")
    parent_name: str | None
    country: Code | None = Field(description="ISO 3166-1 alpha-2.")
    code: Code | None = Field(description="ISO 3166-1 or 3166-2.")
    latitude: float | None = Field(description="WGS 84, in degrees.")
    longitude: float | None
    citations: list[CitationPart]
