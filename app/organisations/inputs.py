from dataclasses import dataclass, field

from app.kit.languages import Texts
from app.organisations.enums import OrganisationKind
from app.sources.inputs import Citations


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasInput:
    """Another name of the same organisation, as a document prints it, or translated by us."""

    name: str
    language: str | None = None
    is_ours: bool = False
    citations: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationInput:
    """An organisation; ``name`` as a document prints it, ``country`` ISO 3166-1 alpha-2."""

    slug: str
    name: str
    name_language: str
    kind: OrganisationKind
    aliases: tuple[AliasInput, ...] = ()
    country: str | None = None
    place_id: str | None = None
    site: str | None = None
    description: Texts = field(default_factory=dict[str, str])
    citations: Citations = ()
