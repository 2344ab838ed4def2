"""What the public is told of sign-ups: by a job every quarter of an hour, never by a sign-up."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.campaign.queries import default_language
from app.events.enums import Places
from app.events.inputs import SignUpState
from app.events.queries import sign_up_state
from app.events.service import note_sign_up
from app.history.enums import Role
from app.history.inputs import Act
from app.signups import queries
from app.signups.gathering import Gathering, gathering
from app.signups.models import SignUpForm

EVERY = timedelta(minutes=15)
BY_ITSELF = Act(role=Role.OPERATOR)


def publish_all(db: Session, *, now: datetime) -> int:
    """Take a snapshot of every event that has a form; returns how many pages it changes."""
    lang = default_language(db)
    changed = 0
    for form in queries.open_forms(db):
        event = gathering(db, name=form.event_id, lang=lang)
        if event is not None:
            changed += publish_state(db, form, event=event, act=BY_ITSELF, now=now)
    return changed


def publish_standing(
    db: Session, form: SignUpForm, *, event: Gathering, act: Act, now: datetime
) -> None:
    """Hand down at once that sign-up was opened or closed; the sums stay those of the snapshot."""
    known = sign_up_state(db, form.event_id)
    if known is None:
        publish_state(db, form, event=event, act=act, now=now)
        return
    state = replace(known, is_open=queries.is_taking(form, event, now))
    note_sign_up(db, event_id=form.event_id, state=state, act=act)


def publish_state(
    db: Session, form: SignUpForm, *, event: Gathering, act: Act, now: datetime
) -> bool:
    """Hand down whether one can sign up, how the places stand, and the count if it is shown."""
    places = queries.places_of(form)
    sums = queries.counts(db, form.event_id)
    people = sums.coming + sums.taps if sums else 0
    state = SignUpState(
        is_open=queries.is_taking(form, event, now),
        places=Places(places) if places else None,
        count=queries.public_count(form, people),
    )
    return note_sign_up(db, event_id=form.event_id, state=state, act=act)
