"""What the public reads of an organisation."""

from pydantic import Field

from app.organisations.enums import OrganisationKind
from app.publishing.documents import Code, DatedLink, Document, Link, Part, parts
from app.sources.documents import CitationPart


class AliasPart(Part):
    """Another name: as a document prints it, or translated by us."""

    name: str
    language: Code | None
    is_ours: bool = Field(description="Whether the name is our translation; no document has it.")
    citations: list[CitationPart]


class CalledPart(Part):
    """The name to use in one language."""

    name: str
    language: Code
    is_ours: bool = Field(description="Whether the name is our translation; no document has it.")


class OrganisationDocument(Document):
    """An organisation, what it calls for, says and supports, and where it is mentioned."""

    LINE = parts("url kind name name_language called description languages.description")

    kind: OrganisationKind
    name: str = Field(description="As a document prints it.")
    name_language: Code
    called: CalledPart = Field(description="The name in this document's language, if it has one.")
    aliases: list[AliasPart]
    country: Code | None = Field(description="ISO 3166-1 alpha-2.")
    place: Link | None
    site: str | None = Field(description="Its own website.")
    description: str | None
    events: list[DatedLink] = Field(description="That it calls or hosts.")
    demands: list[DatedLink] = Field(description="That it supports.")
    statements: list[DatedLink] = Field(description="That it issued.")
    citations: list[CitationPart]
