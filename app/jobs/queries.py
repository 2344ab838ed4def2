"""What is due, what was set aside, and when a worker was last seen."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.jobs.enums import JobStatus
from app.jobs.models import Job, PeriodicTask

WORKER_SEEN = "worker_seen"
"""The task by which every worker shows that it is there."""


def is_any_due(db: Session, *, kinds: Collection[str], now: datetime) -> bool:
    return db.scalar(due_jobs(kinds=kinds, now=now).with_only_columns(Job.id).limit(1)) is not None


def due_jobs(*, kinds: Collection[str], now: datetime) -> Select[Job]:
    """The jobs that nobody holds and whose time has come, the longest due first."""
    return (
        select(Job)
        .where(
            Job.status == JobStatus.WAITING,
            Job.due_at <= now,
            or_(Job.lease_until.is_(None), Job.lease_until <= now),
            Job.kind.in_(kinds),
        )
        .order_by(Job.due_at, Job.id)
    )


def due_tasks(db: Session, *, names: Collection[str], now: datetime) -> list[str]:
    """Those of ``names`` that are to be done now, in their order; also if never done before."""
    rows = db.execute(select(PeriodicTask).where(PeriodicTask.name.in_(names))).scalars()
    busy = {
        row.name
        for row in rows
        if row.due_at > now or (row.lease_until is not None and row.lease_until > now)
    }
    return [name for name in names if name not in busy]


def dead_jobs(db: Session, *, limit: int) -> Sequence[Job]:
    """What was set aside, the latest first."""
    wanted = select(Job).where(Job.status == JobStatus.DEAD).order_by(Job.due_at.desc(), Job.id)
    return db.scalars(wanted.limit(limit)).all()


def dead_job(db: Session, job_id: int) -> Job | None:
    return db.scalar(select(Job).where(Job.id == job_id, Job.status == JobStatus.DEAD))


def waiting_count(db: Session) -> int:
    """How many jobs are still to be done, due or not."""
    return _count(db, JobStatus.WAITING)


def dead_count(db: Session) -> int:
    """How many jobs were set aside."""
    return _count(db, JobStatus.DEAD)


def worker_seen_at(db: Session) -> datetime | None:
    return db.scalar(select(PeriodicTask.done_at).where(PeriodicTask.name == WORKER_SEEN))


def _count(db: Session, status: JobStatus) -> int:
    return db.scalar(select(func.count()).select_from(Job).where(Job.status == status)) or 0
