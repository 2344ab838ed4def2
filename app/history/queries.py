from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.history.enums import Role
from app.history.models import Change, JournalEntry, Revision


def latest_revisions(db: Session, *, kind: str, ids: Collection[str]) -> Mapping[str, int]:
    """The number of the last version of records of a kind; the never public are missing."""
    query = select(Revision.record_id, func.max(Revision.number)).where(
        Revision.kind == kind, Revision.record_id.in_(ids)
    )
    return {row[0]: row[1] for row in db.execute(query.group_by(Revision.record_id))}


def revisions_of(db: Session, *, kind: str, record_id: str) -> Sequence[Revision]:
    """All versions of a record, newest first."""
    query = (
        select(Revision)
        .where(Revision.kind == kind, Revision.record_id == record_id)
        .order_by(Revision.number.desc())
    )
    return db.scalars(query).all()


def corrections(db: Session, *, limit: int) -> Sequence[Revision]:
    """Versions that correct a public fact, newest first."""
    query = (
        select(Revision)
        .where(Revision.is_correction)
        .order_by(Revision.at.desc(), Revision.kind, Revision.record_id)
        .limit(limit)
    )
    return db.scalars(query).all()


def withdrawals(db: Session, *, limit: int) -> Sequence[Change]:
    """Tombstones, newest first."""
    query = (
        select(Change)
        .where(Change.action.in_(("withdrawn", "merged")))
        .order_by(Change.sequence.desc())
        .limit(limit)
    )
    return db.scalars(query).all()


def is_journalled(db: Session, *, kinds: Collection[str]) -> bool:
    """Whether the journal tells of anything of these kinds."""
    query = select(JournalEntry.sequence).where(JournalEntry.kind.in_(kinds)).limit(1)
    return db.scalar(query) is not None


def journal_before(db: Session, sequence: int, *, limit: int) -> Sequence[JournalEntry]:
    """The entries of the journal older than one, newest first; the last alone of each seeding."""
    later = aliased(JournalEntry)
    is_of_it = exists().where(
        later.role == Role.SEED,
        later.at == JournalEntry.at,
        later.sequence > JournalEntry.sequence,
    )
    query = (
        select(JournalEntry)
        .where(JournalEntry.sequence < sequence)
        .where(or_(JournalEntry.role != Role.SEED, ~is_of_it))
        .order_by(JournalEntry.sequence.desc())
        .limit(limit)
    )
    return db.scalars(query).all()


def seedings(db: Session, moments: Collection[datetime]) -> Mapping[datetime, int]:
    """How many entries a seed pack made at each of these moments."""
    query = (
        select(JournalEntry.at, func.count())
        .where(JournalEntry.role == Role.SEED, JournalEntry.at.in_(moments))
        .group_by(JournalEntry.at)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def seeded_with(db: Session, last: int, *, before: int, limit: int) -> Sequence[JournalEntry]:
    """The entries of the seeding whose last one has this number, newest first."""
    of_it = aliased(JournalEntry)
    at = select(of_it.at).where(of_it.sequence == last, of_it.role == Role.SEED).scalar_subquery()
    query = (
        select(JournalEntry)
        .where(JournalEntry.role == Role.SEED, JournalEntry.at == at)
        .where(JournalEntry.sequence < before)
        .order_by(JournalEntry.sequence.desc())
        .limit(limit)
    )
    return db.scalars(query).all()
