"""Claims: writing them, reading them back, computing a record's fields, showing them."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from app.kit.dates import PartialDate, PartialDateError
from app.kit.errors import FieldFault, Invalid
from app.kit.languages import Texts
from app.publishing.enums import PublicKind
from app.publishing.words import Words
from app.sources.documents import ClaimPart
from app.sources.enums import Basis, ValueType
from app.sources.inputs import ClaimInput
from app.sources.service.citations import cite_inline, read_citations, references, write_citations

Claims = tuple[ClaimInput, ...]
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_LINKED = {
    ValueType.PLACE: PublicKind.PLACE,
    ValueType.PLACES: PublicKind.PLACE,
    ValueType.ORGANISATION: PublicKind.ORGANISATION,
}


class ClaimFaulty(Invalid):
    """A claim does not hold together; nothing of the record is written."""

    code = "claim_faulty"


def check_claims(claims: Claims, *, types: Mapping[Any, ValueType]) -> None:
    """Refuse claims that cannot stand.

    Raises:
        ClaimFaulty: an unknown field, a value of another type, no citation, a computed value
            without its reasoning, or two shown values for one field.
    """
    fields = {str(field): kind for field, kind in types.items()}
    shown: set[str] = set()
    for claim in claims:
        kind = fields.get(claim.field)
        if kind is None:
            raise _faulty(claim, f"The fields are: {', '.join(fields)}.")
        if not _fits(claim.value, kind):
            raise _faulty(claim, f"The value must be of type {kind}.")
        if not claim.citations:
            raise _faulty(claim, "Say where it stands: a claim needs a citation.")
        if claim.basis is Basis.COMPUTED and not claim.reasoning:
            raise _faulty(claim, "Say how it follows: a computed value needs its reasoning.")
        if claim.shown and claim.field in shown:
            raise _faulty(claim, "Only one value of a field can be shown.")
        if claim.shown:
            shown.add(claim.field)


def write_claims(
    claim_table: type[Any], citation_table: type[Any], claims: Claims, *, fields: type[StrEnum]
) -> list[Any]:
    """Rows of an owner's claims table, each with its citations."""
    return [
        claim_table(
            key=claim.key,
            position=position,
            field=fields(claim.field),
            value=claim.value,
            basis=claim.basis,
            reasoning=dict(claim.reasoning) or None,
            status=claim.status,
            shown=claim.shown,
            reason=dict(claim.reason) or None,
            citations=write_citations(citation_table, claim.citations),
        )
        for position, claim in enumerate(claims)
    ]


def read_claims(rows: Iterable[Any]) -> Claims:
    """The inverse of `write_claims`."""
    return tuple(
        ClaimInput(
            key=row.key,
            field=str(row.field),
            value=row.value,
            citations=read_citations(row.citations),
            basis=row.basis,
            reasoning=row.reasoning or {},
            status=row.status,
            shown=row.shown,
            reason=row.reason or {},
        )
        for row in rows
    )


def shown_values(claims: Claims) -> dict[str, Any]:
    """The value shown for each field; fields that show none are missing."""
    return {claim.field: claim.value for claim in claims if claim.shown}


def claim_parts(words: Words, claims: Claims, *, types: Mapping[Any, ValueType]) -> list[ClaimPart]:
    """Claims as the public reads them, in their order."""
    kinds = {str(field): kind for field, kind in types.items()}
    return [_part(words, claim, kinds[claim.field]) for claim in claims]


def claim_references(
    claims: Claims, *, types: Mapping[Any, ValueType]
) -> set[tuple[PublicKind, str, str]]:
    """What a record's claims speak of: their sources, and the places they name by field."""
    kinds = {str(field): kind for field, kind in types.items()}
    found: set[tuple[PublicKind, str, str]] = set()
    for claim in claims:
        found |= references(claim.citations)
        target = _LINKED.get(kinds[claim.field])
        if target is not None:
            found |= {(target, name, claim.field) for name in _names(claim.value)}
    return found


def _part(words: Words, claim: ClaimInput, kind: ValueType) -> ClaimPart:
    value, label = _shown_as(words, claim.value, kind)
    texts: dict[str, Texts | None] = {"reason": claim.reason, "reasoning": claim.reasoning}
    if kind is ValueType.TEXTS:
        texts["value"] = claim.value
    return ClaimPart(
        key=claim.key,
        field=claim.field,
        type=kind,
        value=value,
        label=label,
        status=claim.status,
        shown=claim.shown,
        reason=words.text(claim.reason),
        basis=claim.basis,
        reasoning=words.text(claim.reasoning),
        translations=words.translations(**texts),
        **cite_inline(words, claim.citations),
    )


def _shown_as(words: Words, value: Any, kind: ValueType) -> tuple[Any, str | None]:
    """A value as the API gives it, and in words where it names another record."""
    if kind is ValueType.TEXTS:
        return words.text(value), None
    target = _LINKED.get(kind)
    if target is None:
        return value, None
    named = [words.link(target, name) for name in _names(value)]
    links = [link for link in named if link is not None]
    label = ", ".join(link.name for link in links) or None
    if kind is ValueType.PLACES:
        return [link.slug for link in links], label
    return (links[0].slug if links else None), label


def _names(value: list[str] | str) -> list[str]:
    """The ids in a value that names other records."""
    return value if isinstance(value, list) else [value]


def _fits(value: Any, kind: ValueType) -> bool:
    if kind is ValueType.INTEGER:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    if kind is ValueType.TEXTS:
        return isinstance(value, Mapping) and value != {}
    if kind is ValueType.PLACES:
        return isinstance(value, list) and value != []
    if not isinstance(value, str) or not value:
        return False
    if kind is ValueType.DATE:
        return _is_date(value)
    return kind is not ValueType.TIME or bool(_TIME.fullmatch(value))


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except PartialDateError:
        return False
    return True


def _faulty(claim: ClaimInput, detail: str) -> ClaimFaulty:
    return ClaimFaulty(FieldFault(f"claims.{claim.field}", "claim_faulty", detail))
