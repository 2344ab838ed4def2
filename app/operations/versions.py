"""Whether a database's version will do: one sentence, with what to do where it does not."""

import re
from collections.abc import Mapping

from app.config import DatabaseKind
from app.operations.findings import Finding

Version = tuple[int, ...]

OLDEST: Mapping[DatabaseKind, Version] = {
    DatabaseKind.POSTGRESQL: (15,),
    DatabaseKind.SQLITE: (3, 35),  # the first that tells what an UPDATE wrote (RETURNING)
}
MENDED: Version = (3, 51, 3)
WAL_RESET_MENDED: Mapping[Version, Version] = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}
"""Older lines that took the mending over (sqlite.org/wal.html, "The WAL-Reset Bug")."""
ONE_WRITER = (
    "Two processes that write to it at the same moment can, very rarely, damage the file: let"
    " `ayni serve` run without `ayni worker` beside it, or take SQLite 3.51.3 or newer."
)
_NAMES = {DatabaseKind.POSTGRESQL: "PostgreSQL", DatabaseKind.SQLITE: "SQLite"}


def judged(kind: DatabaseKind, told: str) -> Finding:
    """What is to be said of the version that a database tells of itself: "3.40.1", "15.4 (…)"."""
    name, oldest = _NAMES[kind], OLDEST[kind]
    version = _version(told)
    shown = f"The database answers: {name} {_text(version)}"
    if version < oldest:
        return Finding(
            is_well=False, sentence=f"{shown}, which is too old: take {_text(oldest)} or newer."
        )
    advice = ""
    if kind is DatabaseKind.SQLITE and version < WAL_RESET_MENDED.get(version[:2], MENDED):
        advice = " " + ONE_WRITER
    return Finding(is_well=True, sentence=f"{shown}.{advice}")


def _version(told: str) -> Version:
    """The numbers that a version begins with."""
    begin = re.match(r"[0-9]+(\.[0-9]+)*", told)
    return tuple(int(part) for part in begin[0].split(".")) if begin else ()


def _text(version: Version) -> str:
    return ".".join(str(part) for part in version)
