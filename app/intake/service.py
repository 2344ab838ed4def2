"""Submissions that leave no other row."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.intake.models import Submission
from app.intake.tickets import VALID, Ticket
from app.kit.sealing import derive


def is_first(db: Session, ticket: Ticket) -> bool:
    """Whether this submission was not taken before; from now on it was."""
    values = {"digest": derive(ticket.submission, "submitted"), "until": ticket.made_at + VALID}
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    taken = insert(Submission).values(values).on_conflict_do_nothing().returning(Submission.until)
    return db.execute(taken).first() is not None


def forget_submissions(db: Session, *, now: datetime) -> None:
    """Drop what would be refused anyway."""
    db.execute(delete(Submission).where(Submission.until < now))
