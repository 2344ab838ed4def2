"""Citations: writing them, reading them back, showing them."""

from collections.abc import Iterable
from typing import Any, TypeVar

from app.publishing.enums import PublicKind
from app.publishing.words import Words
from app.sources.documents import CitationPart, InferredPart
from app.sources.inputs import CitationInput, Citations, InferredDate
from app.sources.models import CitationColumns

CitationType = TypeVar("CitationType", bound=CitationColumns)


def write_citations(
    table: type[CitationType], citations: Citations, **owner: Any
) -> list[CitationType]:
    """Rows of an owner's citation table, in order; ``owner`` adds its own columns."""
    rows: list[CitationType] = []
    for position, citation in enumerate(citations):
        row = table(**owner)
        row.position = position
        row.source_id = citation.source_id
        row.paragraph_from = citation.paragraph_from
        row.paragraph_to = citation.paragraph_to
        row.opening = citation.opening
        row.attributed_to = dict(citation.attributed_to) or None
        rows.append(row)
    return rows


def read_citations(rows: Iterable[CitationColumns]) -> Citations:
    """The inverse of `write_citations`."""
    return tuple(
        CitationInput(
            source_id=row.source_id,
            paragraph_from=row.paragraph_from,
            paragraph_to=row.paragraph_to,
            opening=row.opening,
            attributed_to=row.attributed_to or {},
        )
        for row in rows
    )


def cite(words: Words, citations: Citations) -> list[CitationPart]:
    """Citations as the public reads them."""
    return [_part(words, citation) for citation in citations]


def cite_inline(words: Words, citations: Citations) -> dict[str, Any]:
    """The first citation's fields, and the others under ``also``: see `CitedPart`.

    Raises:
        ValueError: there is no citation; nothing is published without one.
    """
    if not citations:
        message = "a fact without a citation is not published"
        raise ValueError(message)
    first, *others = cite(words, citations)
    return {**first.model_dump(), "also": others}


def references(citations: Iterable[CitationInput]) -> set[tuple[PublicKind, str, str]]:
    """The references that a record's citations make."""
    return {(PublicKind.SOURCE, citation.source_id, "source") for citation in citations}


def inferred(words: Words, known: InferredDate | None) -> InferredPart | None:
    """A date nobody printed, as the public reads it."""
    if known is None:
        return None
    return InferredPart(date=known.date.edtf, reason=words.text(known.reason))


def _part(words: Words, citation: CitationInput) -> CitationPart:
    source = words.link(PublicKind.SOURCE, citation.source_id)
    entry = words.entry(PublicKind.SOURCE, citation.source_id)
    paragraphs = str(citation.paragraph_from)
    if citation.paragraph_to is not None:
        paragraphs += f"-{citation.paragraph_to}"
    return CitationPart(
        source=source.slug if source else citation.source_id,
        source_title=source.name if source else "",
        source_url=source.url if source else "",
        source_language=entry.title_lang if entry else "",
        paragraph=paragraphs,
        opening=citation.opening,
        attributed_to=words.text(citation.attributed_to),
    )
