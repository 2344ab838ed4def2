"""What the public reads of a source, a citation and a claim."""

from typing import Any

from pydantic import Field

from app.publishing.documents import Code, Document, Part, parts
from app.sources.enums import Basis, ClaimStatus, SourceKind, ValueType

_IN_WORDS = {ValueType.STRING, ValueType.TEXTS}


class CitationPart(Part):
    """Where something stands."""

    source: Code = Field(description="The source's slug.")
    source_title: str
    source_url: str
    source_language: Code = Field(description="Of the title and the opening words.")
    paragraph: Code = Field(
        description='"9" or "9-11": non-empty lines of the copy read, counted from 1.'
    )
    opening: str = Field(description="The paragraph's first five words, to find it by.")
    attributed_to: str | None = Field(description="The chain of whom the source reports.")


class CitedPart(CitationPart):
    """A first citation inline; further ones under ``also``."""

    also: list[CitationPart]


class ClaimPart(CitedPart):
    """One value for one field; others may disagree, all are kept."""

    key: str
    field: Code
    type: ValueType
    value: Any = Field(description="A string, a number, a place's slug, or a list of slugs.")
    label: str | None = Field(description="The value in words, where it names another record.")
    status: ClaimStatus
    shown: bool = Field(description="Whether the record's own field has this value.")
    reason: str | None = Field(description="Why this one is shown.")
    basis: Basis
    reasoning: str | None = Field(description="How a computed value follows.")
    translations: dict[str, dict[str, Any]] | None

    def codes(self) -> frozenset[str]:
        """Where the value names another record, so does its label: what that is called stays."""
        named = {"value", "label"} if self.type not in _IN_WORDS else set[str]()
        return super().codes() | named


class InferredPart(Part):
    """A date nobody printed, and why we think so."""

    date: Code
    reason: str | None


class SourceDocument(Document):
    """Something published; what is unknown is null."""

    LINE = parts("url kind title title_language author publisher published published_inferred.date")

    kind: SourceKind
    title: str = Field(description="As printed.")
    title_language: Code
    author: str | None
    publisher: str | None
    published: Code | None = Field(description="EDTF level 0.")
    published_inferred: InferredPart | None
    archived_url: str | None
    original_url: str | None = Field(description="Where it was published.")
    language: Code | None
    origin: str | None = Field(
        description="Sources with the same origin repeat one report and count once."
    )
    origin_note: str | None
    description: str | None
    licence: str | None
    sha256: Code | None = Field(description="Of the copy read.")
    citations: list[CitationPart]
