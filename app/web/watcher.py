"""Each process looks twice a second whether the public version has risen."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.kit.db import Database
from app.kit.log import warn
from app.web.told import Told

LOOK_SECONDS = 0.5
TRUST_SECONDS = 60.0
FIRST_LOOK_SECONDS = 2.0


class VersionWatcher:
    """Knows the current public version; a writer in this server tells it at once."""

    def __init__(
        self,
        database: Database,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        told: Told | None = None,
    ) -> None:
        self._database = database
        self._monotonic = monotonic
        self._told = told or Told()
        self._looked_at = float("-inf")
        self._stop = threading.Event()
        self._looked = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def current(self) -> int | None:
        """The current number; None after `TRUST_SECONDS` without a successful look."""
        if self._monotonic() - self._looked_at > TRUST_SECONDS:
            return None
        return self._told.highest

    def note(self, number: int) -> None:
        """Take in a number that was read or written."""
        self._told.tell(number)

    def start(self) -> None:
        """Begin to look; returns after the first look, or without it if the database is gone."""
        self._thread = threading.Thread(target=self._watch, name="public-version", daemon=True)
        self._thread.start()
        self._looked.wait(FIRST_LOOK_SECONDS)

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _watch(self) -> None:
        failing = False
        while not self._stop.is_set():
            try:
                self._watch_one_connection()
                failing = False
            except SQLAlchemyError as error:
                if not failing:
                    warn("database_not_reached", error=type(error).__name__)
                failing = True
                self._stop.wait(LOOK_SECONDS)

    def _watch_one_connection(self) -> None:
        """Look until told to stop; SQLite's data_version spares the read of the row."""
        seen: int | None = None
        with self._database.reader.connect() as connection:
            while not self._stop.is_set():
                data_version = (
                    connection.execute(text("PRAGMA data_version")).scalar_one()
                    if self._database.is_sqlite
                    else None
                )
                if data_version is None or data_version != seen:
                    number = connection.execute(text("SELECT number FROM public_version"))
                    self.note(number.scalar_one())
                    seen = data_version
                connection.rollback()
                self._looked_at = self._monotonic()
                self._looked.set()
                self._stop.wait(LOOK_SECONDS)
