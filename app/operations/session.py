"""How a command reads and writes: one database, one session, settled and committed in one place."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.config import Settings
from app.kit.clock import Clock
from app.kit.db import Database
from app.operations.projectors import settle_all


@contextmanager
def opened(settings: Settings) -> Generator[Database]:
    """The database, for the length of a command."""
    database = Database(settings.database, pool_size=1)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def one_write(database: Database, *, clock: Clock) -> Generator[Session]:
    """Open a writer; publish what changed and commit when the block ends well."""
    with database.writing() as db:
        yield db
        settle_all(db, clock())
        db.commit()
