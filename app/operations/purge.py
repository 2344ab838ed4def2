"""Purging: delete, destroy the keys, have the files forget, and only then report it."""

from dataclasses import dataclass

from app.jobs.worker import Write
from app.kit.clock import Clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.signups.inputs import Means
from app.signups.service.purge import TABLES, note_forgotten, purge_due, unforgotten


@dataclass(frozen=True, slots=True)
class Purged:
    """How many events' sign-ups were destroyed, and what waits for the files to forget.

    With forms wait single sign-ups whose own date came first.
    """

    destroyed: int
    waiting: int


def purge(database: Database, *, write: Write, keys: KeyFolder, base: str, clock: Clock) -> Purged:
    """Destroy what is due; a reader of an old snapshot makes the report wait for the next time."""
    with write() as db:
        purge_due(db, means=Means(keys=keys, base=base, now=clock()))
    with database.reading() as db:
        waiting = unforgotten(db, now=clock())
    if not waiting or not database.forget_deleted(TABLES):
        return Purged(0, waiting)
    with write() as db:
        return Purged(len(note_forgotten(db, now=clock())), 0)
