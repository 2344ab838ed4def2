"""Writing history: always in the transaction of what it tells of."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.history.enums import Action
from app.history.inputs import Act
from app.history.models import Change, JournalEntry, Revision


def record_version(
    db: Session, *, kind: str, record_id: str, number: int, act: Act, now: datetime
) -> None:
    """Keep that version ``number`` of a public record came about, and announce it."""
    db.add(
        Revision(
            kind=kind,
            record_id=record_id,
            number=number,
            at=now,
            role=act.role,
            reason=act.reason,
            is_correction=act.is_correction,
        )
    )
    action = Action.APPEARED if number == 1 else Action.CHANGED
    announce(db, kind=kind, record_id=record_id, action=action, now=now)


def announce(db: Session, *, kind: str, record_id: str, action: Action, now: datetime) -> None:
    """Append to the public change feed."""
    db.add(Change(kind=kind, record_id=record_id, action=action, at=now))


def write_journal(
    db: Session, *, action: str, kind: str, record_id: str, act: Act, now: datetime
) -> None:
    """Append the organisers' one row for a change of state."""
    db.add(
        JournalEntry(
            at=now,
            role=act.role,
            actor_id=act.actor_id,
            action=action,
            kind=kind,
            record_id=record_id,
            note=act.note,
        )
    )
