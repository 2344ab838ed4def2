"""Posting letters: written in the transaction of what causes them, sent afterwards."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.jobs.service import enqueue
from app.kit.sealing import new_secret
from app.mail.envelope import Posted, sealed
from app.mail.inputs import Letter

LETTER = "letter"
"""The kind of the job that sends a letter."""


def post(
    db: Session, letter: Letter, *, seal_to: bytes, now: datetime, due_at: datetime | None = None
) -> str:
    """Put a letter into the outbox; returns the part of its Message-ID before the ``@``.

    ``seal_to`` is the instance's public key: until the letter is sent, only the key folder can
    open it; afterwards nothing of it is kept.
    """
    posted = Posted(new_secret()[:16].hex(), now, letter)
    enqueue(db, kind=LETTER, payload=sealed(posted, seal_to), now=now, due_at=due_at)
    return posted.message_id
