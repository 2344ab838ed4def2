"""What a campaign can begin with, and how far that is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.campaign.enums import Beginning
from app.history.queries import is_journalled
from app.jobs.enums import JobStatus
from app.jobs.queries import status_of
from app.operations.seed.models import SeedValue
from app.publishing.enums import PublicKind

if TYPE_CHECKING:
    from app.operations.seed.pack import Description

SEEDING = "seeding"
"""The kind of the job that writes the pack which a campaign begins with."""


def beginning(db: Session) -> Beginning:
    """Open until a record of any kind was kept, or a pack is on its way."""
    match status_of(db, SEEDING):
        case JobStatus.WAITING:
            return Beginning.COMING
        case JobStatus.DEAD:
            return Beginning.FAILED
        case None:
            has_begun = is_journalled(db, kinds=tuple(PublicKind))
            return Beginning.BEGUN if has_begun else Beginning.OPEN


def has_any_seed(db: Session) -> bool:
    """Whether a pack was ever written here."""
    return db.scalar(select(SeedValue.key).limit(1)) is not None


def has_seed(db: Session, pack: str) -> bool:
    """Whether this pack was ever written here."""
    return db.scalar(select(SeedValue.key).where(SeedValue.pack == pack).limit(1)) is not None


def packs_in(folder: Path) -> "Sequence[Description]":
    """The packs that a folder holds, by name; one whose description has mistakes is none."""
    from app.operations.seed.pack import PackError, describe  # noqa: PLC0415 -- no start waits for it

    found: list[Description] = []
    for path in sorted(folder.glob("*/pack.yaml")):
        try:
            found.append(describe(path.parent))
        except PackError:
            continue
    return found
