"""What is done again and again: seats of the unconfirmed go on, old submissions are forgotten."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.intake.service import forget_submissions
from app.signups import queries
from app.signups.inputs import Means
from app.signups.service.seats import free_lapsed, held_form

EVERY = timedelta(minutes=1)


def sweep(db: Session, *, means: Means) -> int:
    """End what was not confirmed in time, everywhere; returns how many sign-ups were changed."""
    forget_submissions(db, now=means.now)
    events = queries.events_with_lapsed(db, means.now)
    return sum(free_lapsed(db, held_form(db, event_id), means) for event_id in events)
