from dataclasses import dataclass, field
from enum import StrEnum

from app.kit.languages import Texts


class LinkKind(StrEnum):
    """What a link of the campaign is for."""

    HELP = "help"
    LEGAL_AID = "legal_aid"
    DONATE = "donate"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkInput:
    kind: LinkKind
    url: str
    label: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignInput:
    """Who we are. Every text may be missing: an empty campaign is shown as such."""

    name: Texts
    purpose: Texts = field(default_factory=dict[str, str])
    about: Texts = field(default_factory=dict[str, str])
    method: Texts = field(default_factory=dict[str, str])
    bias_notice: Texts = field(default_factory=dict[str, str])
    contact: str | None = None
    data_controller: Texts = field(default_factory=dict[str, str])
    publisher_notice: Texts = field(default_factory=dict[str, str])
    licence: str = "CC BY 4.0"
    licence_url: str | None = None
    default_language: str = "es"
    default_timezone: str = "UTC"
    links: tuple[LinkInput, ...] = ()
