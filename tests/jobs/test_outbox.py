"""The outbox: everything is done, once, by whoever holds the lease, or set aside in the end."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.jobs import service
from app.jobs.enums import JobStatus
from app.jobs.inputs import Hopeless, Task
from app.jobs.models import Job
from app.jobs.queries import dead_jobs, worker_seen_at
from app.jobs.service import LEASE, TRIES, NotDead, enqueue
from app.jobs.worker import Worker
from app.kit.backoff import wait_after
from app.kit.db import Database
from app.operations.session import one_write
from tests.fixtures.log import told_in


class Outbox:
    """A database with jobs of the kind `made`, and any number of workers on it."""

    def __init__(self, url, clock) -> None:
        self.url = url
        self.clock = clock
        self.database = Database(url, pool_size=1)
        self.workers: list[Worker] = []

    def write(self):
        return one_write(self.database, clock=self.clock)

    def put(self, **payload) -> int:
        with self.write() as db:
            return enqueue(db, kind="made", payload=payload, now=self.clock())

    def rows(self) -> list[Job]:
        with self.database.reading() as db:
            return list(db.scalars(select(Job).order_by(Job.id)))

    def worker(self, handler=lambda _: None, *, tasks=()) -> Worker:
        database = Database(self.url, pool_size=1)
        worker = Worker(
            database,
            write=partial(one_write, database, clock=self.clock),
            handlers={"made": handler},
            tasks=tasks,
            clock=self.clock,
            chance=lambda: 0.5,
        )
        self.workers.append(worker)
        return worker


@pytest.fixture
def outbox(database_url, clock):
    outbox = Outbox(database_url, clock)
    yield outbox
    for worker in outbox.workers:
        worker.stop()
    outbox.database.dispose()


def work(worker: Worker) -> int:
    done = 0
    while worker.step():
        done += 1
    return done


def test_two_workers_do_two_hundred_jobs_each_once(outbox):
    numbers = [outbox.put(number=number) for number in range(200)]
    begin, done, lock = threading.Barrier(2), [], threading.Lock()

    def share(name):
        def note(job):
            with lock:
                done.append((job.id, job.payload["number"], job.attempt, name))

        worker = outbox.worker(note)
        begin.wait()
        work(worker)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(share, ("one", "other")))
    once = [(number, place, 1) for place, number in enumerate(numbers)]
    assert sorted(entry[:3] for entry in done) == once
    shares = Counter(entry[3] for entry in done)
    assert min(shares["one"], shares["other"]) > 10  # both really worked
    assert outbox.rows() == []


def test_what_is_written_with_a_cause_that_fails_is_never_done(outbox):
    done = []

    def write_and_fail():
        with outbox.write() as db:
            enqueue(db, kind="made", payload={}, now=outbox.clock())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    work(outbox.worker(done.append))
    assert (done, outbox.rows()) == ([], [])


def test_a_job_waits_for_its_time_and_the_longest_due_comes_first(outbox, clock):
    now, done = clock(), []
    with outbox.write() as db:
        for name, minutes in (("later", 5), ("soon", 1), ("now", 0)):
            due_at = now + timedelta(minutes=minutes)
            enqueue(db, kind="made", payload={"name": name}, now=now, due_at=due_at)
    worker = outbox.worker(lambda job: done.append(job.payload["name"]))
    work(worker)
    assert done == ["now"]
    clock.advance(minutes=10)
    work(worker)
    assert done == ["now", "soon", "later"]


def test_it_is_tried_again_ever_later_and_then_set_aside(outbox, clock, capsys):
    number, waits = outbox.put(), []

    def refuse(job):
        message = "zzsecret"
        raise ConnectionRefusedError(message)

    worker = outbox.worker(refuse)
    for _ in range(TRIES - 1):
        work(worker)
        (row,) = outbox.rows()
        waits.append((row.due_at - clock()).total_seconds())
        assert (row.status, row.lease_until) == (JobStatus.WAITING, None)
        clock.now = row.due_at
    work(worker)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 14400, 14400]
    (row,) = outbox.rows()
    assert (row.status, row.attempts) == (JobStatus.DEAD, TRIES)
    assert row.failure == "ConnectionRefusedError"
    failed = f"event=job_failed job={number} kind=made error=ConnectionRefusedError"
    assert told_in(capsys) == [f"level=warning {failed}"] * TRIES
    clock.advance(days=30)
    work(worker)
    assert outbox.rows()[0].attempts == TRIES


def test_a_wait_differs_by_chance_but_never_much():
    chances = iter((0.0, 0.5, 1.0))
    waits = [wait_after(3, lambda: next(chances)).total_seconds() for _ in range(3)]
    assert waits == [90.0, 120.0, 150.0]


def test_what_is_hopeless_is_set_aside_at_once_and_a_person_decides(outbox, clock):
    first, second = outbox.put(name="first"), outbox.put(name="second")
    refused, done = [], []

    def refuse(job):
        refused.append(job.id)
        raise Hopeless("Refused 550")

    work(outbox.worker(refuse))
    with outbox.database.reading() as db:
        dead = [
            (job.id, job.kind, job.failure, job.due_at)
            for job in dead_jobs(db, kinds=["made"], limit=9)
        ]
    assert dead == [
        (first, "made", "Refused 550", clock()),
        (second, "made", "Refused 550", clock()),
    ]
    assert refused == [first, second]
    with outbox.write() as db:
        service.send_again(db, job_id=first, now=clock())
        service.drop(db, job_id=second)
    for decide in (partial(service.send_again, now=clock()), service.drop):
        for number in (first, second, 999):
            with pytest.raises(NotDead), outbox.write() as db:
                decide(db, job_id=number)
    work(outbox.worker(lambda job: done.append((job.payload["name"], job.attempt))))
    assert (done, outbox.rows()) == ([("first", 1)], [])


def test_what_was_set_aside_is_dropped_when_its_time_comes(outbox, clock):
    outbox.put()

    def refuse(job):
        raise Hopeless("Refused 550")

    work(outbox.worker(refuse))
    waiting = outbox.put()
    for before, left in ((clock(), 2), (clock() + timedelta(seconds=1), 1)):
        with outbox.write() as db:
            service.drop_dead(db, before=before)
        assert len(outbox.rows()) == left
    assert [row.id for row in outbox.rows()] == [waiting]


def test_whoever_lost_the_lease_can_no_longer_say_anything(outbox, clock):
    outbox.put()
    with outbox.write() as db:
        slow = service.claim(db, kinds=["made"], now=clock())
    with outbox.write() as db:
        assert service.claim(db, kinds=["made"], now=clock.advance(seconds=299)) is None
    with outbox.write() as db:
        quick = service.claim(db, kinds=["made"], now=clock.advance(seconds=1))
    assert (slow.id, slow.attempt, quick.attempt) == (quick.id, 1, 2)
    with outbox.write() as db:
        service.fail(db, slow, failure="Slow", now=clock(), wait=None)
        service.finish(db, slow)
    (row,) = outbox.rows()
    assert (row.status, row.failure, row.lease_until) == (
        JobStatus.WAITING,
        None,
        clock() + LEASE,
    )
    with outbox.write() as db:
        service.finish(db, quick)
    assert outbox.rows() == []


def test_a_job_that_kills_its_workers_is_set_aside_in_the_end(outbox, clock):
    number = outbox.put()
    for _ in range(TRIES):
        with outbox.write() as db:
            assert service.claim(db, kinds=["made"], now=clock()) is not None
        clock.advance(seconds=LEASE.total_seconds())
    other = outbox.put()
    done = []
    work(outbox.worker(done.append))
    assert [job.id for job in done] == [other]
    (row,) = outbox.rows()
    assert (row.id, row.status, row.failure) == (number, JobStatus.DEAD, "WorkerDied")


def test_a_job_of_another_versions_kind_is_left_for_it(outbox):
    with outbox.write() as db:
        enqueue(db, kind="of_tomorrow", payload={}, now=outbox.clock())
    assert work(outbox.worker()) == 1  # it showed that it is there
    assert [row.attempts for row in outbox.rows()] == [0]


def test_a_number_is_never_given_again(outbox):
    first = outbox.put()
    work(outbox.worker())
    assert outbox.put() > first


def test_a_task_is_done_by_one_process_at_a_time(outbox, clock):
    done, begin = [], threading.Barrier(4)
    tasks = (Task("made_task", timedelta(minutes=15), done.append),)
    workers = [outbox.worker(tasks=tasks) for _ in range(4)]

    def share(worker):
        begin.wait()
        return work(worker)

    for _ in range(3):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(share, workers))
        clock.advance(minutes=15)
    start = clock() - timedelta(minutes=45)
    assert done == [start + timedelta(minutes=minutes) for minutes in (0, 15, 30)]


def test_a_task_that_fails_is_done_again_soon_and_keeps_no_other_from_its_turn(
    outbox, clock, capsys
):
    begun = []

    def fail(now):
        begun.append(("fails", now))
        message = "zzsecret"
        raise ValueError(message)

    tasks = (
        Task("fails", timedelta(hours=1), fail),
        Task("works", timedelta(hours=1), lambda now: begun.append(("works", now))),
    )
    worker, start = outbox.worker(tasks=tasks), clock()
    work(worker)
    assert told_in(capsys) == ["level=warning event=task_failed task=fails error=ValueError"]
    again = clock.advance(minutes=1)
    work(worker)
    assert begun == [("fails", start), ("works", start), ("fails", again)]


def test_a_worker_shows_that_it_is_there(outbox, clock):
    seen, worker = [], outbox.worker()
    for _ in range(3):
        work(worker)
        with outbox.database.reading() as db:
            seen.append(worker_seen_at(db))
        clock.advance(seconds=10)
    start = clock() - timedelta(seconds=30)
    assert seen == [start, start, start + timedelta(seconds=20)]


def test_jobs_that_take_long_leave_tasks_their_turn(outbox, clock):
    for _ in range(6):
        outbox.put()
    worker = outbox.worker(lambda _: clock.advance(seconds=12))
    done = [worker.step() for _ in range(8)]
    assert done == [1, 2, 1, 2, 1, 2, 1, 0]  # it shows that it is there every 20 seconds


def test_a_worker_in_its_thread_ends_when_it_is_told_to(outbox):
    done = threading.Event()
    outbox.put()
    worker = outbox.worker(lambda _: done.set())
    worker.start()
    assert done.wait(20)
    worker.stop()
    assert not worker._thread.is_alive()
    assert outbox.rows() == []
