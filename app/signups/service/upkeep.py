"""What is done again and again: seats of the unconfirmed go on, what is over is forgotten."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.intake.service import forget_submissions
from app.kit.languages import Language
from app.signups import queries
from app.signups.gathering import gathering
from app.signups.inputs import Means
from app.signups.service.forms import forget_duplicates
from app.signups.service.seats import free_lapsed, held_form

EVERY = timedelta(minutes=1)


def sweep(db: Session, *, means: Means) -> int:
    """End what was not confirmed in time, everywhere; returns how many sign-ups were changed."""
    forget_submissions(db, now=means.now)
    for form in queries.open_forms(db):
        event = gathering(db, name=form.event_id, lang=Language.SPANISH)
        if event is not None and not queries.is_taking(form, event, means.now):
            held_form(db, form.event_id)
            forget_duplicates(db, event_id=form.event_id, means=means)
    events = queries.events_with_lapsed(db, means.now)
    return sum(free_lapsed(db, held_form(db, event_id), means) for event_id in events)
