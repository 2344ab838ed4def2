"""One instance when its machine is taken: what lies on its disk, and what its own keys open."""

import sqlite3
from base64 import b64decode
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import LargeBinary, select

from app import orm
from app.jobs.models import Job
from app.kit.key_folder import KeyFolder, Purpose
from app.kit.sealing import SealBroken, unlock, unseal
from tests.drills.canaries import search
from tests.fixtures.postgres import PostgresServer

SAID = {"mail"}
"""The folder that mail is tried out with is plain: the operator's page says so."""
DUMPS = ("backup.sql", "backup.dump")
EMPTY = bytes(64)


@dataclass
class Seizure:
    """``take`` brings what lies elsewhere into the folder, ``back_up`` what a backup holds.

    ``restore`` makes a database of a backup; ``logged`` is what was written to the log meanwhile.
    """

    folder: Path
    canaries: Mapping[str, str]
    take: Callable[[], None]
    back_up: Callable[[], Path]
    restore: Callable[[Path], str] = "sqlite:///{}".format
    secrets: dict[str, str] = field(default_factory=dict)
    logged: str = ""

    def hits(self) -> set[tuple[str, str]]:
        """Canaries and where they were found; a database is one with its log of writes."""
        assert "POST /organise/sign-in 422" in self.logged
        (self.folder / "log").write_text(self.logged, "utf-8")
        self.take()
        found = search([self.folder], {**self.canaries, **self.secrets})
        return {
            (hit.canary, Path(hit.path).parts[1].removesuffix("-wal"))
            for hit in found
            if SAID.isdisjoint(Path(hit.path).parts)
        }


def sqlite_backup(folder: Path) -> Path:
    """A copy of the file as it is at one moment."""
    copy = folder / "backup.db"
    with closing(sqlite3.connect(folder / "test.db")) as live, closing(sqlite3.connect(copy)) as to:
        live.backup(to)
    return copy


class Cluster:
    """What a PostgreSQL keeps of one database from now on: its tables, and the log of writes."""

    def __init__(self, server: PostgresServer, url: str, template: str) -> None:
        self._server, self._url, self._template = server, url, template
        self._begun, _ = self._place()

    def take(self, into: Path) -> None:
        """Copy it all. Files that are as in the database it was made from hold nothing of ours."""
        self._server.execute("checkpoint")
        into.mkdir(exist_ok=True)
        former = self._tables(self._template)
        for path in self._tables(self._server.name_of(self._url)).iterdir():
            content = path.read_bytes()
            known = former / path.name
            if not known.exists() or known.read_bytes() != content:
                (into / path.name).write_bytes(content.replace(EMPTY, b""))
        last, end = self._place()
        for path in (self._server.folder / "data" / "pg_wal").glob("0*"):
            if self._begun <= path.name <= last:
                content = path.read_bytes()[: end if path.name == last else None]
                (into / path.name).write_bytes(content.replace(EMPTY, b""))

    def back_up(self, folder: Path) -> Path:
        """Dump it as text and as an archive."""
        text, archive = (folder / name for name in DUMPS)
        self._server.dump(self._url, text, "--format=plain")
        self._server.dump(self._url, archive, "--format=custom", "--compress=0")
        return archive

    def restored(self, backup: Path) -> str:
        """The address of a database made of a backup."""
        url = self._server.create_database()
        self._server.restore(backup, url)
        return url

    def _tables(self, name: str) -> Path:
        [oid] = self._ask("select oid::int from pg_database where datname = %s", name)
        return self._server.folder / "data" / "base" / str(oid)

    def _place(self) -> tuple[str, int]:
        """The file of the log of writes that is written now, and how far."""
        name, end = self._ask(
            "select file_name, file_offset from pg_walfile_name_offset(pg_current_wal_lsn())"
        )
        return name, end

    def _ask(self, query: str, *values: str) -> tuple[Any, ...]:
        with psycopg.connect(self._server.url("postgres")) as connection:
            return connection.execute(query.encode(), values or None).fetchone()


def opened_by_the_server(database, keys: KeyFolder, canaries: Mapping[str, str]) -> set[str]:
    """Which canaries whoever holds database and key folder can read without a password."""
    private = keys.instance.pair.private
    secrets = [path.read_bytes() for path in (keys.folder / Purpose.LOCK).glob("*.key")]
    keys_of_all = [partial(unseal, private), *(partial(unlock, secret) for secret in secrets)]
    sealed: list[bytes] = []
    with database.reading() as db:
        for table in orm.metadata.tables.values():
            for column in table.columns:
                if isinstance(column.type, LargeBinary):
                    sealed += [one for one in db.scalars(select(column)) if one]
        for payload in db.scalars(select(Job.payload)):
            sealed += [b64decode(text) for text in payload.values()]
    plain = b"\n".join(attempt(key, one) for one in sealed for key in keys_of_all)
    return {name for name, text in canaries.items() if text.encode() in plain}


def attempt(open_with: Callable[[bytes], bytes], sealed: bytes) -> bytes:
    try:
        return open_with(sealed)
    except SealBroken:
        return b""
