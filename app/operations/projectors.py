"""Every kind's projector, handed to `app.publishing.service.settle` by whoever commits."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.demands import service as demands
from app.events import service as events
from app.memorial.service import figures, incidents, tolls, victims
from app.organisations import service as organisations
from app.places import service as places
from app.publishing.enums import PublicKind
from app.publishing.projection import Projector
from app.publishing.service import settle
from app.sources import service as sources
from app.statements import service as statements

PROJECTORS: dict[PublicKind, Projector[Any]] = {
    PublicKind.EVENT: events.PROJECTOR,
    PublicKind.SOURCE: sources.PROJECTOR,
    PublicKind.PLACE: places.PROJECTOR,
    PublicKind.ORGANISATION: organisations.PROJECTOR,
    PublicKind.DEMAND: demands.PROJECTOR,
    PublicKind.STATEMENT: statements.PROJECTOR,
    PublicKind.INCIDENT: incidents.PROJECTOR,
    PublicKind.VICTIM: victims.PROJECTOR,
    PublicKind.TOLL: tolls.PROJECTOR,
    PublicKind.FIGURE: figures.PROJECTOR,
}


def settle_all(db: Session, now: datetime) -> int:
    """Publish what was marked in this session; returns how many public faces changed."""
    return settle(db, projectors=PROJECTORS, now=now)
