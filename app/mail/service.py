"""Posting letters: written in the transaction of what causes them, sent afterwards."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.jobs.service import enqueue
from app.kit.sealing import new_secret
from app.mail.envelope import Posted, sealed
from app.mail.inputs import Letter
from app.mail.models import MailTest
from app.mail.queries import last_test

LETTER = "letter"
TEST_LETTER = "test_letter"
LETTERS = (LETTER, TEST_LETTER)
"""The kinds of the jobs that send letters."""


def post(
    db: Session, letter: Letter, *, seal_to: bytes, now: datetime, due_at: datetime | None = None
) -> str:
    """Put a letter into the outbox; returns the part of its Message-ID before the ``@``.

    ``seal_to`` is the instance's public key: until the letter is sent, only the key folder can
    open it; afterwards nothing of it is kept.
    """
    posted = written(letter, now)
    enqueue(db, kind=LETTER, payload=sealed(posted, seal_to), now=now, due_at=due_at)
    return posted.message_id


def post_test(db: Session, letter: Letter, *, seal_to: bytes, now: datetime) -> None:
    """Put a letter into the outbox whose one try tells whether mail works."""
    ask_test(db, now=now)
    enqueue(db, kind=TEST_LETTER, payload=sealed(written(letter, now), seal_to), now=now)


def written(letter: Letter, now: datetime) -> Posted:
    """A letter with the identity and date that it keeps."""
    return Posted(new_secret()[:16].hex(), now, letter)


def ask_test(db: Session, *, now: datetime) -> None:
    """Note that a test is on its way; until it is done, the one before it counts."""
    test = last_test(db)
    if test is None:
        db.add(MailTest(id=1, asked_at=now))
    else:
        test.asked_at = now


def note_test(db: Session, *, failure: str | None, now: datetime) -> None:
    """Keep how a test ended: the class of the error, if there was one."""
    test = last_test(db)
    if test is not None:
        test.done_at = now
        test.failure = failure
