"""What the public reads of a demand."""

from typing import Any

from pydantic import Field

from app.demands.enums import DemandKind
from app.publishing.documents import Code, DatedLink, Document, parts
from app.sources.documents import CitedPart


class SupportPart(CitedPart):
    """Somebody stands behind the demand, in these words."""

    key: str
    organisation: Code | None = Field(description="The organisation's slug; null for others.")
    organisation_url: str | None
    who: str = Field(description="The organisation's name, or whom a source describes.")
    wording: str | None = Field(description="The gist of their words, in ours.")
    quotation: str | None = Field(description="A slogan as printed.")
    quotation_language: Code | None
    translations: dict[str, dict[str, Any]] | None


class DemandDocument(Document):
    """What is demanded, by whom in which words, and where."""

    LINE = parts(
        "id slug url title languages support.*.key support.*.organisation"
        " support.*.organisation_url support.*.who support.*.wording support.*.quotation"
        " support.*.quotation_language support.*.source support.*.source_title"
        " support.*.source_url support.*.paragraph support.*.also.*.source"
        " support.*.also.*.source_title support.*.also.*.source_url support.*.also.*.paragraph"
    )

    kind: DemandKind
    title: str
    summary: str | None
    support: list[SupportPart]
    events: list[DatedLink] = Field(description="At which it was raised.")
    statements: list[DatedLink] = Field(description="That make it, or answer it.")
