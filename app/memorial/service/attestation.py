"""How well a record is attested: from its grading, and from how many origins speak of it."""

from collections.abc import Callable
from enum import StrEnum
from itertools import combinations
from operator import ne
from typing import Any

from sqlalchemy.orm import Session

from app.kit.dates import PartialDate
from app.memorial import queries
from app.memorial.documents import AttestationPart
from app.memorial.enums import VICTIM_VALUES, Grading, Reading, VictimField
from app.sources.enums import Basis, ClaimStatus, ValueType
from app.sources.inputs import ClaimInput
from app.sources.service import Claims


class Voices(StrEnum):
    """What the sources amount to, taken together."""

    SEVERAL = "several"
    ONE = "one"
    DIFFERING = "differing"


READINGS: dict[Grading, dict[Voices, Reading]] = {
    Grading.CONFIRMED: {
        Voices.SEVERAL: Reading.SEVERAL_AGREE,
        Voices.ONE: Reading.ONE_RELIABLE,
        Voices.DIFFERING: Reading.SOURCES_DIFFER,
    },
    Grading.FAIR: {
        Voices.SEVERAL: Reading.SEVERAL_AGREE,
        Voices.ONE: Reading.ONE_RELIABLE,
        Voices.DIFFERING: Reading.SOURCES_DIFFER,
    },
    Grading.WEAK: {
        Voices.SEVERAL: Reading.SEVERAL_AGREE,
        Voices.ONE: Reading.ONE_ONLY,
        Voices.DIFFERING: Reading.SOURCES_DIFFER,
    },
    Grading.CONTESTED: dict.fromkeys(Voices, Reading.SOURCES_DIFFER),
    Grading.DISCOUNTED: dict.fromkeys(Voices, Reading.SOURCES_DIFFER),
    Grading.NOT_ASSESSED: {
        Voices.SEVERAL: Reading.SEVERAL_AGREE,
        Voices.ONE: Reading.ONE_ONLY,
        Voices.DIFFERING: Reading.SOURCES_DIFFER,
    },
}
COMPARED = {ValueType.DATE, ValueType.PLACE, ValueType.INTEGER}
"""Values that two sources cannot both be right about; names and words may vary."""

_CURRENT = {ClaimStatus.ACTIVE, ClaimStatus.DISPUTED}


def attestation(db: Session, claims: Claims, grading: Grading) -> AttestationPart:
    """What the public reads of how well ``claims`` attest a record."""
    current = [claim for claim in claims if claim.status in _CURRENT]
    stated = [claim for claim in current if claim.basis is Basis.STATED]
    cited = {citation.source_id for claim in stated for citation in claim.citations}
    origins = len(queries.origins(db, cited))
    differing = differs_on(current)
    voices = Voices.SEVERAL if origins > 1 else Voices.ONE
    if differing:
        voices = Voices.DIFFERING
    return AttestationPart(
        reading=READINGS[grading][voices], independent_sources=origins, differs_on=differing
    )


def differs_on(claims: list[ClaimInput]) -> list[VictimField]:
    """The fields for which claims give values that exclude each other."""
    return [
        field
        for field, kind in VICTIM_VALUES.items()
        if kind in COMPARED
        and any(
            _EXCLUDES.get(kind, ne)(one.value, other.value)
            for one, other in combinations([c for c in claims if c.field == field], 2)
        )
    ]


def _apart(one: str, other: str) -> bool:
    """Whether two partial dates have no day in common."""
    first, second = PartialDate.parse(one), PartialDate.parse(other)
    return first.high < second.low or second.high < first.low


_EXCLUDES: dict[ValueType, Callable[[Any, Any], bool]] = {ValueType.DATE: _apart}
