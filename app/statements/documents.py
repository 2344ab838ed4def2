"""What the public reads of a statement."""

from typing import Any

from pydantic import Field

from app.publishing.documents import Code, Document, Link, Part, parts
from app.sources.documents import CitedPart, ClaimPart
from app.statements.enums import StatementKind


class IssuerPart(Part):
    """Whose words they are: an organisation, or a person by description, who has no page."""

    organisation: Code | None = Field(description="The organisation's slug; null for a person.")
    name: str
    url: str | None


class SignatureCounts(Part):
    """How many signed the words; only our own statements are signed."""

    people: int
    organisations: int


class StatementDocument(CitedPart, Document):
    """Words on record: their gist in our words, whose they are and who reports them."""

    LINE = parts("url kind title date place_link.name issued_by.*.name languages.title")

    kind: StatementKind
    title: str
    issued_by: list[IssuerPart]
    speaker: str | None = Field(description="A person in a public role, or a witness.")
    date: Code | None = Field(description="EDTF level 0.")
    place: Code | None = Field(description="The place's slug.")
    place_link: Link | None
    gist: str | None
    quotation: str | None = Field(description="A slogan or a title at most, as printed.")
    quotation_language: Code | None
    incidents: list[Link] = Field(description="That the words speak of.")
    demands: list[Link] = Field(description="That the words make, or answer.")
    versions: list[dict[str, Any]] = Field(description="Text versions of our own statements.")
    signatures: SignatureCounts
    claims: list[ClaimPart]
