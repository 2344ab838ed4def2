"""The ticket of a public form: when its page was made, and the name of the submission.

It stands in a hidden field and is signed, so that nobody can make one up or date it back. The same
ticket sent twice is the same submission.
"""

import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.kit.errors import Invalid
from app.kit.sealing import as_token, derive, from_token, new_secret

VALID = timedelta(hours=12)
QUICKEST = timedelta(seconds=2)
"""Nobody fills in a form faster."""
_STAMP = struct.Struct(">I")
_NAME_BYTES = 12
_SIGNATURE_BYTES = 16


class TicketStale(Invalid):
    """The page was open for too long, or is none of ours; a fresh one must be sent."""

    code = "ticket_stale"


class TooQuick(Invalid):
    code = "too_quick"


@dataclass(frozen=True, slots=True)
class Ticket:
    """``submission`` is 32 bytes that only this server can make of what the form holds."""

    submission: bytes
    made_at: datetime


def issue(key: bytes, *, form: str, now: datetime) -> str:
    """A fresh ticket for the form of that name."""
    head = _STAMP.pack(int(now.timestamp())) + new_secret()[:_NAME_BYTES]
    return as_token(head + _signature(key, form, head))


def check(key: bytes, text: str, *, form: str, now: datetime, quickest: timedelta) -> Ticket:
    """Read a ticket.

    Raises:
        TicketStale: it is no ticket of this form, or was made longer ago than `VALID`.
        TooQuick: it was made less than ``quickest`` ago.
    """
    content = from_token(text) or b""
    head, signature = content[:-_SIGNATURE_BYTES], content[-_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(key, form, head)):
        raise TicketStale
    made_at = datetime.fromtimestamp(_STAMP.unpack_from(head)[0], UTC)
    if not timedelta() <= now - made_at + timedelta(seconds=1) <= VALID:
        raise TicketStale
    if now - made_at < quickest:
        raise TooQuick
    return Ticket(derive(key + head, "submission"), made_at)


def _signature(key: bytes, form: str, head: bytes) -> bytes:
    return derive(key + form.encode() + b"\0" + head, "ticket", size=_SIGNATURE_BYTES)
