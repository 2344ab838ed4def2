"""What is due, what was set aside, and when a worker was last seen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from app.jobs.enums import JobStatus
from app.jobs.models import Job, PeriodicTask
from app.kit.db import UtcDateTime
from app.kit.prepared import Prepared

WORKER_SEEN = "worker_seen"
"""The task by which every worker shows that it is there."""


_TASKS = select(PeriodicTask.name, PeriodicTask.due_at, PeriodicTask.lease_until).where(
    PeriodicTask.name.in_(bindparam("names", expanding=True))
)


def is_any_due(db: Session, *, kinds: Collection[str], now: datetime) -> bool:
    return _any_due(tuple(kinds)).scalar(db, now=now) is not None


def next_due(kinds: tuple[str, ...]) -> Select[int]:
    """The job that is longest due and that nobody holds, held until the transaction ends."""
    return _due(kinds).with_for_update(skip_locked=True)


@cache
def _any_due(kinds: tuple[str, ...]) -> Prepared:
    return Prepared(_due(kinds))


def _due(kinds: tuple[str, ...]) -> Select[int]:
    now = bindparam("now", type_=UtcDateTime)
    return (
        select(Job.id)
        .where(
            Job.status == JobStatus.WAITING,
            Job.due_at <= now,
            or_(Job.lease_until.is_(None), Job.lease_until <= now),
            or_(false(), *(Job.kind == kind for kind in kinds)),
        )
        .order_by(Job.due_at, Job.id)
        .limit(1)
    )


def due_tasks(db: Session, *, names: Collection[str], now: datetime) -> list[str]:
    """Those of ``names`` that are to be done now, in their order; also if never done before."""
    busy = {
        name
        for name, due_at, lease_until in db.execute(_TASKS, {"names": tuple(names)})
        if due_at > now or (lease_until is not None and lease_until > now)
    }
    return [name for name in names if name not in busy]


def status_of(db: Session, kind: str) -> JobStatus | None:
    """Where the work of a kind stands of which there is one piece at most."""
    return db.scalar(select(Job.status).where(Job.kind == kind).limit(1))


def payload_of(db: Session, kind: str) -> Mapping[str, Any] | None:
    """What is to be done of a kind of which there is one piece at most."""
    return db.scalar(select(Job.payload).where(Job.kind == kind).limit(1))


def dead_jobs(db: Session, *, kinds: Collection[str], limit: int) -> Sequence[Job]:
    """What was set aside of some kinds, the latest first."""
    is_wanted = (Job.status == JobStatus.DEAD) & Job.kind.in_(kinds)
    query = select(Job).where(is_wanted).order_by(Job.due_at.desc(), Job.id)
    return db.scalars(query.limit(limit)).all()


def dead_job(db: Session, job_id: int) -> Job | None:
    return db.scalar(select(Job).where(Job.id == job_id, Job.status == JobStatus.DEAD))


def waiting_count(db: Session, *, kinds: Collection[str] | None = None) -> int:
    """How many jobs, of some kinds or of all, are still to be done, due or not."""
    return _count(db, JobStatus.WAITING, kinds)


def dead_count(db: Session, *, kinds: Collection[str] | None = None) -> int:
    """How many jobs, of some kinds or of all, were set aside."""
    return _count(db, JobStatus.DEAD, kinds)


def worker_seen_at(db: Session) -> datetime | None:
    return db.scalar(select(PeriodicTask.done_at).where(PeriodicTask.name == WORKER_SEEN))


def _count(db: Session, status: JobStatus, kinds: Collection[str] | None) -> int:
    query = select(func.count()).select_from(Job).where(Job.status == status)
    return db.scalar(query if kinds is None else query.where(Job.kind.in_(kinds))) or 0
