from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from app.campaign.inputs import CampaignInput
from app.campaign.models import Campaign
from app.campaign.queries import campaign
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.generation import hold_public_version, raise_public_version


def held(db: Session) -> CampaignInput:
    """Who we are; nobody else says otherwise until we commit."""
    hold_public_version(db)
    return campaign(db)


def save(db: Session, wanted: CampaignInput, *, act: Act, now: datetime) -> bool:
    """Set who we are; returns whether anything changed."""
    row = db.get(Campaign, 1)
    if row is not None and campaign(db) == wanted:
        return False
    values = asdict(wanted)
    values["links"] = [dict(link) for link in values["links"]]
    if row is None:
        db.add(Campaign(id=1, **values))
    else:
        for name, value in values.items():
            setattr(row, name, value)
    raise_public_version(db)
    write_journal(db, action="campaign_saved", kind="campaign", record_id="1", act=act, now=now)
    db.flush()
    return True
