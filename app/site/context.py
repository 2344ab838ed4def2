"""What every page knows of the campaign."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.campaign.inputs import CampaignInput
from app.kit.languages import Texts, pick
from app.publishing.concealing import public_campaign


@dataclass(frozen=True, slots=True)
class CampaignView:
    """The campaign in one language; texts that are missing are empty."""

    name: str
    purpose: str
    licence: str
    licence_url: str | None
    publisher_notice: str
    contact: str | None
    links: list[dict[str, str]]


def site_context(db: Session, lang: str) -> dict[str, Any]:
    """What `base.html` needs, from the database."""
    known = public_campaign(db)
    return {"campaign": _view(known, lang)}


def _view(known: CampaignInput, lang: str) -> CampaignView:
    def text(texts: Texts) -> str:
        picked = pick(texts, lang, known.default_language)
        return picked[0] if picked else ""

    return CampaignView(
        name=text(known.name),
        purpose=text(known.purpose),
        licence=known.licence,
        licence_url=known.licence_url,
        publisher_notice=text(known.publisher_notice),
        contact=known.contact,
        links=[
            {"kind": link.kind.value, "url": link.url, "label": text(link.label)}
            for link in known.links
        ],
    )
