"""Everybody who may ask, everything that they may ask for, in one made world."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from app import orm
from app.accounts.enums import AccountRole
from app.kit.db import Database
from tests.fixtures.worlds import DATA

LEFT = "left.json"
"""Who and what there is in the made world, beside its data folder."""
NEVER_FORMED = {"held"}
"""Events that nobody was ever asked to sign up to."""
PICTURED = ("published", "draft", "restricted", "withdrawn")
NAME, CALLER, ANNOUNCED = "zqname", "zqcaller", "zqupdate"
ADDRESS = "zqaddress@made.example"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks; without a role nobody is signed in, whatever cookie there is."""

    name: str
    cookie: str | None = None
    role: AccountRole | None = None
    organisation: str | None = None
    is_fresh: bool = True
    has_list: bool = False
    has_links: bool = False
    account_id: str = ""
    session_id: str = ""

    def acts_for(self, organisation: str) -> bool:
        return self.organisation == organisation

    @classmethod
    def again(cls, known: Mapping[str, Any]) -> "Who":
        """The inverse of `dataclasses.asdict`, after a detour through JSON."""
        return cls(**{**known, "role": known["role"] and AccountRole(known["role"])})

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        sent = [(b"host", b"127.0.0.1:8000"), (b"sec-fetch-site", b"same-origin")]
        return sent + ([(b"cookie", f"ayni={self.cookie}".encode())] if self.cookie else [])


@dataclass
class Ground:
    app: Any
    database: Database
    clock: Any
    people: Mapping[str, Who]
    links: Mapping[str, str]
    """Tokens and names of things by what they are for."""

    def version(self) -> int:
        """Another number as soon as any transaction of the application has written anything."""
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])

    def __post_init__(self) -> None:
        self._watching = sqlite3.connect(str(self.database.writer.url.database))

    def close(self) -> None:
        self._watching.close()


def png() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), "green").save(content, "png")
    return content.getvalue()


def digests(database: Database) -> Mapping[str, str]:
    """Of each table one digest of all its rows."""
    found: dict[str, str] = {}
    with database.reading() as db:
        for name, table in sorted(orm.metadata.tables.items()):
            rows = sorted(repr(tuple(row)) for row in db.execute(select(table)))
            found[name] = blake2b("\n".join(rows).encode(), digest_size=8).hexdigest()
    return found


@pytest.fixture
def database_kind() -> str:
    """One kind: who may do what is decided before either database is asked."""
    return "sqlite"


@pytest.fixture
def settings(settings, template_of, request):
    """With the data folder as the made world has it."""
    if "ground" in request.fixturenames:
        copytree(_template(template_of) / DATA, settings.data_dir)
    return settings


@pytest.fixture
def clock(clock, template_of, request):
    """In the made world it is the day after some of its events were over."""
    if "ground" in request.fixturenames:
        clock.now = datetime.fromisoformat(_left(template_of)["now"])
    return clock


@pytest.fixture
def ground(app, database, clock, template_of) -> Iterator[Ground]:
    """What `tests.access.making` makes, a copy for each test."""
    left = _left(template_of)
    people = {known["name"]: Who.again(known) for known in left["people"]}
    with closing(Ground(app, database, clock, people, left["links"])) as ground:
        yield ground


def _left(template_of: Callable[..., str]) -> dict[str, Any]:
    return json.loads((_template(template_of) / LEFT).read_text("utf-8"))


def _template(template_of: Callable[..., str]) -> Path:
    return Path(template_of("sqlite", ["ground"])).parent


__all__ = ["Ground", "Who", "clock", "database_kind", "digests", "ground", "settings"]
