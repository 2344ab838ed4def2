"""The worker: takes what is due, one thing after another, until it is told to stop.

Claim and commit; do the work in no transaction; mark and commit. What it may commit with is
handed in: `app.operations.session` is the one place where that happens.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.jobs import service
from app.jobs.inputs import Handler, Hopeless, Task, Work, failure_of
from app.jobs.queries import WORKER_SEEN, due_tasks, is_any_due
from app.kit.backoff import Chance, system_chance, wait_after
from app.kit.clock import Clock, system_clock
from app.kit.db import Database
from app.kit.log import warn

POLL_SECONDS = 1.0
AT_ONCE = 10
BREATH_SECONDS = 1.0
"""After `AT_ONCE` jobs: what can wait leaves the machine to who waits for a page."""
STOP_SECONDS = 10.0
SHOWS_EVERY = timedelta(seconds=20)
FAILED_TASK_AGAIN = timedelta(minutes=1)
Write = Callable[[], AbstractContextManager[Session]]
"""Opens a writer that commits when its block ends well."""


class Worker:
    """Does the jobs of the kinds it has handlers for, and the periodic tasks.

    The database is its own: a worker takes no connection that a request waits for.
    """

    def __init__(
        self,
        database: Database,
        *,
        write: Write,
        handlers: Mapping[str, Handler],
        tasks: Sequence[Task] = (),
        clock: Clock = system_clock,
        chance: Chance = system_chance,
    ) -> None:
        self._database = database
        self._write = write
        self._handlers = handlers
        shows = Task(WORKER_SEEN, SHOWS_EVERY, lambda _now: None)
        self._tasks = {task.name: task for task in (shows, *tasks)}
        self._clock = clock
        self._chance = chance
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in a thread of its own."""
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take nothing new, and wait a little for what is in hand; else its lease will end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)
        self._database.dispose()

    def run(self) -> None:
        """Work until stopped; without a database, look for it again and again."""
        failing = False
        while not self._stop.is_set():
            try:
                done = self.step()
                failing = False
                if done in {0, AT_ONCE}:
                    self._stop.wait(BREATH_SECONDS if done else POLL_SECONDS)
            except SQLAlchemyError as error:
                if not failing:
                    warn("database_not_reached", error=type(error).__name__)
                failing = True
                self._stop.wait(POLL_SECONDS)

    def step(self) -> int:
        """Do a task that is due, or up to `AT_ONCE` jobs; returns how many things were done."""
        now = self._clock()
        with self._database.reading() as db:
            tasks = due_tasks(db, names=tuple(self._tasks), now=now)
            has_job = is_any_due(db, kinds=tuple(self._handlers), now=now)
        if any(self._do_task(self._tasks[name]) for name in tasks):
            return 1
        return self._do_jobs(before=now + SHOWS_EVERY) if has_job else 0

    def _do_jobs(self, *, before: datetime) -> int:
        """One after the other; what ends one job takes the next in the same transaction.

        None is taken from ``before`` on: then tasks have their turn.
        """
        done = 0
        with self._write() as db:
            work = self._claim(db)
        while work is not None:
            done += 1
            failure, wait = self._attempt(work)
            with self._write() as db:
                if failure is None:
                    service.finish(db, work)
                else:
                    service.fail(db, work, failure=failure, now=self._clock(), wait=wait)
                goes_on = done < AT_ONCE and self._clock() < before and not self._stop.is_set()
                work = self._claim(db) if goes_on else None
        return done

    def _claim(self, db: Session) -> Work | None:
        return service.claim(db, kinds=tuple(self._handlers), now=self._clock())

    def _attempt(self, work: Work) -> tuple[str | None, timedelta | None]:
        """The class of what went wrong, if anything, and how long to wait; none: give up."""
        try:
            self._handlers[work.kind](work)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the next job is done
            failure = failure_of(error)
            warn("job_failed", job=work.id, kind=work.kind, error=failure)
            is_hopeless = isinstance(error, Hopeless)
            return failure, None if is_hopeless else wait_after(work.attempt, self._chance)
        return None, None

    def _do_task(self, task: Task) -> bool:
        with self._write() as db:
            taken = service.claim_task(db, task, now=self._clock())
        if not taken:
            return False
        now = self._clock()
        due_at: datetime = now + task.every
        done_at: datetime | None = now
        try:
            task.run(now)
        except Exception as error:  # noqa: BLE001 -- the other tasks are done all the same
            warn("task_failed", task=task.name, error=failure_of(error))
            due_at, done_at = now + min(task.every, FAILED_TASK_AGAIN), None
        with self._write() as db:
            service.close_task(db, task, due_at=due_at, done_at=done_at)
        return True
