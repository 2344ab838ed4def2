"""The worker of an instance: which kinds of jobs it does, and what it does again and again."""

from functools import partial

from app.config import Settings
from app.jobs.worker import Worker
from app.kit.clock import Clock, system_clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail.delivery import Delivery
from app.mail.service import LETTER
from app.mail.transports import FolderTransport
from app.operations.session import one_write


def make_worker(settings: Settings, database: Database, *, clock: Clock = system_clock) -> Worker:
    """A worker with everything this instance has to do; it is not started yet."""
    delivery = Delivery(_transport(settings), keys=KeyFolder(settings.keys), sender=settings.sender)
    return Worker(
        database,
        write=partial(one_write, database, clock=clock),
        handlers={LETTER: delivery},
        clock=clock,
    )


def _transport(settings: Settings) -> FolderTransport:
    return FolderTransport(settings.mail_folder or settings.data_dir / "mail")
