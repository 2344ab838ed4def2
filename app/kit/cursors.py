"""Cursors: where a list goes on, bound to the question that was asked."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from app.kit.errors import FieldFault, Invalid
from app.kit.text import is_clean

MAX_CURSOR_LENGTH = 600


class CursorMismatch(Invalid):
    """The cursor is damaged, or was given for another sort, language or filter."""

    code = "cursor_mismatch"

    def __init__(self) -> None:
        super().__init__(
            FieldFault(
                "cursor",
                self.code,
                "This cursor belongs to another question. Ask again without it.",
            )
        )


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort value and id of the last record of a page."""

    value: str
    record_id: str

    @property
    def moment(self) -> datetime:
        """The sort value as a moment.

        Raises:
            CursorMismatch: it is none.
        """
        try:
            moment = datetime.fromisoformat(self.value)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError) as error:
            raise CursorMismatch from error


def encode(cursor: Cursor, *, question: str) -> str:
    """Return the opaque text of ``cursor``; ``question`` is everything that shapes the list."""
    raw = json.dumps([_stamp(question), cursor.value, cursor.record_id], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def decode(text: str, *, question: str) -> Cursor:
    """Return the cursor in ``text``.

    Raises:
        CursorMismatch: damaged, or made for another question.
    """
    if len(text) > MAX_CURSOR_LENGTH:
        raise CursorMismatch
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        stamp, value, record_id = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise CursorMismatch from error
    if stamp != _stamp(question) or not isinstance(value, str) or not isinstance(record_id, str):
        raise CursorMismatch
    if not (is_clean(value) and is_clean(record_id)):
        raise CursorMismatch
    return Cursor(value, record_id)


def _stamp(question: str) -> str:
    return blake2b(question.encode(), digest_size=6).hexdigest()
