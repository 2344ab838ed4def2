from dataclasses import dataclass, field

from app.kit.languages import Texts
from app.sources.inputs import Citations, ClaimInput
from app.statements.enums import StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementInput:
    """Words on record. ``gist`` is in our words; ``quotation`` holds a slogan or title at most.

    ``issuer_ids`` are organisations; ``speaker`` describes a person in a public role, or a
    witness without a name. ``claims`` give values to `StatementField`s.
    """

    slug: str
    kind: StatementKind
    title: Texts
    issuer_ids: tuple[str, ...] = ()
    speaker: Texts = field(default_factory=dict[str, str])
    gist: Texts = field(default_factory=dict[str, str])
    quotation: str | None = None
    quotation_language: str | None = None
    incident_ids: tuple[str, ...] = ()
    demand_ids: tuple[str, ...] = ()
    claims: tuple[ClaimInput, ...] = ()
    citations: Citations = ()
