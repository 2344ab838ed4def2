from dataclasses import dataclass, field

from app.demands.enums import DemandKind
from app.kit.languages import Texts
from app.sources.inputs import Citations


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportInput:
    """Somebody stands behind a demand: an organisation, or ``who`` in our description.

    ``wording`` is the gist of their words by language, ours; ``quotation`` a slogan as printed.
    """

    key: str
    organisation_id: str | None = None
    who: Texts = field(default_factory=dict[str, str])
    wording: Texts = field(default_factory=dict[str, str])
    quotation: str | None = None
    quotation_language: str | None = None
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandInput:
    slug: str
    kind: DemandKind
    title: Texts
    summary: Texts = field(default_factory=dict[str, str])
    supports: tuple[SupportInput, ...] = ()
