"""Bringing the database to the code's revision, and refusing one that is newer than the code.

Alembic is imported only when there is something to migrate: a start with a current database does
not wait for it.
"""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.config import ROOT, OperatorError, Settings
from app.kit.db import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = ROOT / "migrations"
_NO_FOLDER = "The data folder cannot be made. Check AYNI_DATA_DIR."
_NO_DATABASE = "The database cannot be reached. Check AYNI_DATABASE_URL and that it is running."


class StartError(OperatorError):
    """The application cannot start; the text says why and what to do."""


def upgrade(settings: Settings) -> None:
    """Migrate to the newest revision.

    Raises:
        StartError: the database cannot be reached, or was made by a newer Ayni.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StartError(_NO_FOLDER) from error
    database = Database(settings.database, pool_size=1)
    try:
        _reach(database)
        with database.writer.begin() as connection:
            _upgrade(connection)
    finally:
        database.dispose()


def is_current(db: Session) -> bool:
    """Whether the database stands at the code's revision."""
    return _revision(db.connection()) == _revisions()[-1]


def _reach(database: Database) -> None:
    try:
        with database.writer.begin():
            pass
    except DBAPIError as error:
        raise StartError(_NO_DATABASE) from error


def _upgrade(connection: Connection) -> None:
    revision, known = _revision(connection), _revisions()
    if revision == known[-1]:
        return
    if revision is not None and revision not in known:
        message = (
            f"The database is at revision {revision}, which this version of Ayni does not know:"
            " it was made by a newer one. Install that version or restore a backup."
        )
        raise StartError(message)
    from alembic import command  # noqa: PLC0415 -- half a second that a warm start saves

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def alembic_config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 -- see `_upgrade`

    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _revision(connection: Connection) -> str | None:
    """The database's revision; None if it was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _revisions() -> list[str]:
    """The code's revisions in order: a migration's file name begins with its revision."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*.py"))
