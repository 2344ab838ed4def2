from sqlalchemy import select
from sqlalchemy.orm import Session

from app.campaign.inputs import CampaignInput, LinkInput, LinkKind
from app.campaign.models import Campaign
from app.kit.languages import Language

NOBODY_YET = CampaignInput(name={})
_TIMEZONE = select(Campaign.default_timezone)


def campaign(db: Session) -> CampaignInput:
    """Return who we are; an unnamed campaign while nobody has said so."""
    row = db.get(Campaign, 1)
    if row is None:
        return NOBODY_YET
    return CampaignInput(
        name=row.name,
        purpose=row.purpose,
        about=row.about,
        method=row.method,
        bias_notice=row.bias_notice,
        contact=row.contact,
        data_controller=row.data_controller,
        publisher_notice=row.publisher_notice,
        licence=row.licence,
        licence_url=row.licence_url,
        default_language=row.default_language,
        default_timezone=row.default_timezone,
        links=tuple(
            LinkInput(kind=LinkKind(link["kind"]), url=link["url"], label=link["label"])
            for link in row.links
        ),
    )


def default_timezone(db: Session) -> str:
    """The zone whose clock the campaign is on."""
    return db.connection().scalar(_TIMEZONE) or NOBODY_YET.default_timezone


def default_language(db: Session) -> str:
    """The language that texts fall back to (`es` while no campaign is there)."""
    chosen = db.scalar(select(Campaign.default_language))
    return chosen or Language.SPANISH
