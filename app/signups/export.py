"""A list taken along: a table for spreadsheets, locked with a passphrase, opened without a server.

The file is one line of JSON (what it is, salt and cost of the derivation) and the locked table.
"""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from app.kit.sealing import SALT_BYTES, PasswordCost, SealBroken, lock, new_secret, unlock
from app.kit.sealing import password_key as key_of

FORMAT = "ayni-list-1"
SHORTEST_PASSPHRASE = 12
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])")
"""Where a cell begins as a formula does. That may be inside of one of ours: where a comma is for
decimals, as in Spain and France, spreadsheets part cells at the semicolon."""
_LONGEST_HEAD = 500
_MOST_MEMORY = 1 << 30
_MOST_PASSES = 20


class NotAList(Exception):
    """No list of ours, or the passphrase is another."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What locks one file: made of a passphrase, in its own time."""

    key: bytes
    salt: bytes
    cost: PasswordCost


def closing_of(passphrase: str, cost: PasswordCost) -> Closing:
    """Derive the key of a new file."""
    salt = new_secret()[:SALT_BYTES]
    return Closing(key_of(passphrase, salt=salt, cost=cost), salt, cost)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as spreadsheets read it: UTF-8 with its mark, and no cell that is a formula."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_cell(name) for name in head])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def close(content: bytes, closing: Closing) -> bytes:
    """The file that is handed out."""
    head = {
        "format": FORMAT,
        "salt": closing.salt.hex(),
        "passes": closing.cost.passes,
        "memory": closing.cost.memory,
    }
    return json.dumps(head).encode() + b"\n" + lock(closing.key, content)


def open_file(content: bytes, passphrase: str) -> bytes:
    """The table in a file.

    Raises:
        NotAList
    """
    head, _, locked = content.partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head) if len(head) <= _LONGEST_HEAD else {}
        salt, cost = bytes.fromhex(told["salt"]), PasswordCost(told["passes"], told["memory"])
        if told["format"] != FORMAT or not _is_honest(cost):
            raise NotAList
        return unlock(key_of(passphrase, salt=salt, cost=cost), locked)
    except (ValueError, KeyError, TypeError, SealBroken) as error:
        raise NotAList from error


def _is_honest(cost: PasswordCost) -> bool:
    return 1 <= cost.passes <= _MOST_PASSES and cost.memory <= _MOST_MEMORY


def _cell(value: object) -> str:
    return _FORMULA.sub(r"\1'", str(value))
