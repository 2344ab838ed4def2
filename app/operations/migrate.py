"""Bringing the database to the code's revision, and refusing one that is newer than the code."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from app.config import ROOT, Settings
from app.kit.db import Database


class StartError(Exception):
    """The application cannot start; the text says why and what to do."""


def alembic_config() -> Config:
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def upgrade(settings: Settings) -> None:
    """Migrate to the newest revision.

    Raises:
        StartError: the database cannot be reached, or was made by a newer Ayni.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database, pool_size=1)
    config = alembic_config()
    script = ScriptDirectory.from_config(config)
    try:
        with database.writer.begin() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
            if revision is not None and revision not in _known(script):
                message = (
                    f"The database is at revision {revision}, which this version of Ayni does not"
                    " know: it was made by a newer one. Install that version or restore a backup."
                )
                raise StartError(message)
            if revision != script.get_current_head():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
    except OperationalError as error:
        message = "The database cannot be reached. Check AYNI_DATABASE_URL and that it is running."
        raise StartError(message) from error
    finally:
        database.dispose()


def is_current(database: Database) -> bool:
    """Whether the database stands at the code's revision."""
    with database.reader.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    return revision == ScriptDirectory.from_config(alembic_config()).get_current_head()


def _known(script: ScriptDirectory) -> set[str]:
    return {revision.revision for revision in script.walk_revisions()}
