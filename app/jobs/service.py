"""Enqueue with what causes it; claim by lease, finish or fail; set aside what will not do.

A lease names its holder: finishing or failing without holding it any more changes nothing.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, bindparam, delete, text, update
from sqlalchemy.orm import Session

from app.jobs.enums import JobStatus
from app.jobs.inputs import Task, Work
from app.jobs.models import Job, PeriodicTask
from app.jobs.queries import dead_job, next_due
from app.kit.db import UtcDateTime
from app.kit.errors import NotFound
from app.kit.prepared import Prepared, insert_plain

LEASE = timedelta(minutes=5)
TRIES = 12
LONGEST_TASK = timedelta(hours=1)
ABANDONED = "WorkerDied"
"""The failure of a job whose workers all ended before they could say anything."""
_JOB = cast("Table", Job.__table__)
_END = Prepared(
    delete(_JOB).where(
        _JOB.c.id == bindparam("job_id"),
        _JOB.c.attempts == bindparam("attempt"),
        _JOB.c.lease_until == bindparam("lease_until"),
    )
)
_NEW_TASK = text(
    "INSERT INTO periodic_task (name, due_at) VALUES (:name, :now) ON CONFLICT DO NOTHING"
).bindparams(bindparam("now", type_=UtcDateTime))


class NotDead(NotFound):
    code = "not_dead"


def enqueue(
    db: Session,
    *,
    kind: str,
    payload: Mapping[str, Any],
    now: datetime,
    due_at: datetime | None = None,
) -> int:
    """Write down work to be done after this transaction commits; returns its number."""
    job = {
        "kind": kind,
        "payload": dict(payload),
        "status": JobStatus.WAITING,
        "due_at": due_at or now,
        "attempts": 0,
        "created_at": now,
    }
    number: int = insert_plain(db, Job, job)
    return number


def claim(db: Session, *, kinds: Collection[str], now: datetime) -> Work | None:
    """Take the job that is longest due; after the commit nobody else has it until `LEASE` ends."""
    lease_until = now + LEASE
    take = _take(tuple(kinds))
    while taken := take.first(db, now=now, lease_until=lease_until):
        work = Work(*taken, lease_until=lease_until)
        if work.attempt <= TRIES:
            return work
        fail(db, work, failure=ABANDONED, now=now, wait=None)
    return None


def finish(db: Session, work: Work) -> None:
    """The work is done: nothing of it is kept."""
    _END.rows(db, job_id=work.id, attempt=work.attempt, lease_until=work.lease_until)


def fail(db: Session, work: Work, *, failure: str, now: datetime, wait: timedelta | None) -> None:
    """Try again after ``wait``; without one, or after `TRIES`, set it aside for a person to see.

    ``failure`` is the class of the error, never its text.
    """
    given_up = wait is None or work.attempt >= TRIES
    db.execute(
        update(Job)
        .where(_is_held(work))
        .values(
            status=JobStatus.DEAD if given_up else JobStatus.WAITING,
            due_at=now + (wait or timedelta()) if not given_up else now,
            lease_until=None,
            failure=failure,
        )
    )


def send_again(db: Session, *, job_id: int, now: datetime) -> None:
    """Give a job that was set aside all its tries anew."""
    job = _dead(db, job_id)
    job.status = JobStatus.WAITING
    job.due_at = now
    job.attempts = 0
    job.failure = None


def drop(db: Session, *, job_id: int) -> None:
    """Delete a job that was set aside, with all it held."""
    db.delete(_dead(db, job_id))


def drop_kind(db: Session, kind: str) -> None:
    """Delete every job of a kind, wherever it stands."""
    db.execute(delete(Job).where(Job.kind == kind))


def drop_dead(db: Session, *, before: datetime) -> None:
    """Delete what was set aside before a moment."""
    db.execute(delete(Job).where(Job.status == JobStatus.DEAD, Job.due_at < before))


def claim_task(db: Session, task: Task, *, now: datetime) -> bool:
    """Take a task, at most until it is due again; false if another process has it or did it."""
    db.execute(_NEW_TASK, {"name": task.name, "now": now})
    taken = db.scalar(
        update(PeriodicTask)
        .where(
            PeriodicTask.name == task.name,
            PeriodicTask.due_at <= now,
            PeriodicTask.lease_until.is_(None) | (PeriodicTask.lease_until <= now),
        )
        .values(lease_until=now + min(task.every, LONGEST_TASK))
        .returning(PeriodicTask.name)
    )
    return taken is not None


def close_task(db: Session, task: Task, *, due_at: datetime, done_at: datetime | None) -> None:
    """Give a task back until ``due_at``; ``done_at`` is None if it failed."""
    given_back: dict[str, datetime | None] = {"due_at": due_at, "lease_until": None}
    if done_at is not None:
        given_back["done_at"] = done_at
    db.execute(update(PeriodicTask).where(PeriodicTask.name == task.name).values(given_back))


@cache
def _take(kinds: tuple[str, ...]) -> Prepared:
    return Prepared(
        update(_JOB)
        .where(_JOB.c.id == next_due(kinds).scalar_subquery().correlate(None))
        .values(attempts=_JOB.c.attempts + 1, lease_until=bindparam("lease_until"))
        .returning(_JOB.c.id, _JOB.c.kind, _JOB.c.payload, _JOB.c.attempts)
    )


def _dead(db: Session, job_id: int) -> Job:
    job = dead_job(db, job_id)
    if job is None:
        raise NotDead
    return job


def _is_held(work: Work) -> ColumnElement[bool]:
    return (
        (Job.id == work.id) & (Job.attempts == work.attempt) & (Job.lease_until == work.lease_until)
    )
