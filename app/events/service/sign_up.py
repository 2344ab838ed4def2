"""What the public is told of sign-ups; the room above hands it down."""

from sqlalchemy.orm import Session

from app.events.inputs import SignUpState
from app.events.models import EventSignUp
from app.events.queries import sign_up_state
from app.history.inputs import Act
from app.publishing.enums import PublicKind
from app.publishing.service import mark


def note_sign_up(db: Session, *, event_id: str, state: SignUpState, act: Act) -> bool:
    """Publish how sign-up stands; returns whether that is news."""
    if sign_up_state(db, event_id) == state:
        return False
    row = db.get(EventSignUp, event_id)
    if row is None:
        row = EventSignUp(event_id=event_id)
        db.add(row)
    row.is_open, row.places, row.count = state.is_open, state.places, state.count
    mark(db, kind=PublicKind.EVENT, record_id=event_id, act=act)
    return True
