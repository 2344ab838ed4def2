"""The worker of an instance: which kinds of jobs it does, and what it does again and again."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from app.config import Settings
from app.events import pictures
from app.events.queries import picture_names
from app.jobs.inputs import Task
from app.jobs.queries import worker_seen_at
from app.jobs.service import drop_dead
from app.jobs.worker import Worker, Write
from app.kit.clock import Clock, system_clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail import mailbox
from app.mail.delivery import Delivery, Trial
from app.mail.service import LETTER, TEST_LETTER
from app.mail.smtp import SmtpTransport
from app.mail.transports import FolderTransport
from app.operations.migrate import is_current
from app.operations.purge import Purged, purge
from app.operations.queries import SEEDING
from app.operations.seed.job import Seeding
from app.operations.session import one_write
from app.signups import service as signups
from app.signups.inputs import Means
from app.signups.service import snapshot, upkeep

SEEN_WITHIN = timedelta(minutes=1)
KEPT = timedelta(days=7)
"""How long a folder keeps messages, and the outbox what could not be sent."""


UNTOLD = timedelta(hours=1)
"""A picture is written a moment before its event names it."""


def is_ready(db: Session, now: datetime) -> bool:
    """Whether the database is current and a worker was seen a moment ago."""
    seen_at = worker_seen_at(db)
    return is_current(db) and seen_at is not None and now - seen_at <= SEEN_WITHIN


def make_worker(settings: Settings, *, clock: Clock = system_clock) -> Worker:
    """A worker with everything this instance has to do; it is not started yet."""
    database = Database(settings.database, pool_size=1)
    write = partial(one_write, database, clock=clock)
    delivery = make_delivery(settings)
    return Worker(
        database,
        write=write,
        handlers={
            LETTER: delivery,
            TEST_LETTER: Trial(delivery, write=write, clock=clock),
            SEEDING: Seeding(settings.packs, write=write, clock=clock),
        },
        tasks=make_tasks(settings, database, write, clock),
        clock=clock,
    )


def purge_due(settings: Settings, database: Database, *, write: Write, clock: Clock) -> Purged:
    """Destroy the sign-ups whose printed date has come."""
    keys = KeyFolder(settings.keys)
    return purge(database, write=write, keys=keys, base=settings.canonical_base, clock=clock)


def make_delivery(settings: Settings) -> Delivery:
    """Deliver to the mail server that is set, else to the folder."""
    return Delivery(make_transport(settings), keys=KeyFolder(settings.keys), sender=settings.sender)


def make_transport(settings: Settings) -> SmtpTransport | FolderTransport:
    if settings.mail_server is not None:
        return SmtpTransport(settings.mail_server, sender=settings.sender)
    return FolderTransport(settings.mail_folder)


def make_tasks(
    settings: Settings, database: Database, write: Write, clock: Clock
) -> tuple[Task, ...]:
    """What is done again and again."""

    def empty_folder(now: datetime) -> None:
        mailbox.empty(settings.mail_folder, before=now - KEPT)

    def drop_dead_letters(now: datetime) -> None:
        with write() as db:
            drop_dead(db, before=now - KEPT)

    def sweep_sign_ups(now: datetime) -> None:
        means = Means(keys=KeyFolder(settings.keys), base=settings.canonical_base, now=now)
        with write() as db:
            signups.sweep(db, means=means)

    def publish_sign_ups(now: datetime) -> None:
        with write() as db:
            signups.publish_all(db, now=now)

    def sweep_pictures(now: datetime) -> None:
        with write() as db:
            pictures.sweep(settings.uploads, kept=picture_names(db), before=now - UNTOLD)

    def destroy(now: datetime) -> None:
        del now
        purge_due(settings, database, write=write, clock=clock)

    return (
        Task("sweep_sign_ups", upkeep.EVERY, sweep_sign_ups),
        Task("publish_sign_ups", snapshot.EVERY, publish_sign_ups),
        Task("destroy_sign_ups", timedelta(minutes=10), destroy),
        Task("empty_mail_folder", timedelta(hours=1), empty_folder),
        Task("sweep_pictures", timedelta(hours=1), sweep_pictures),
        Task("drop_dead_letters", timedelta(hours=1), drop_dead_letters),
    )
