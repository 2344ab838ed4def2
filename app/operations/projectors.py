"""Every kind's projector, handed to `app.publishing.service.settle` by whoever commits."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.publishing.enums import PublicKind
from app.publishing.inputs import Projector
from app.publishing.service import settle
from app.sources import service as sources

PROJECTORS: dict[PublicKind, Projector] = {
    PublicKind.SOURCE: sources.PROJECTOR,
}


def settle_all(db: Session, now: datetime) -> int:
    """Publish what was marked in this session; returns how many public faces changed."""
    return settle(db, projectors=PROJECTORS, now=now)
