"""The printed date: what people wrote is destroyed on it, and only then is that said.

Deleting is not erasing. A form is *purged* when its rows and its files in the key folder are gone,
and *forgotten* when the database's own files no longer hold what was deleted.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from app.history.enums import Role
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.languages import Language
from app.publishing.enums import PublicKind
from app.signups import queries
from app.signups.gathering import Gathering, gathering
from app.signups.inputs import Means
from app.signups.models import SignUp, SignUpForm
from app.signups.service.forms import forget

TABLES = ("sign_up", "event_key", "event_key_lock", "job", "submission")
"""Whose deleted rows are to leave no trace in the files."""
_ACT = Act(role=Role.OPERATOR)


def purge_due(db: Session, *, means: Means) -> list[str]:
    """Destroy what people wrote for events whose printed date has come; returns their ids.

    Where an event was moved since, it is destroyed on the date that each of them was shown.
    """
    due: list[str] = []
    for form in queries.open_forms(db):
        event, today = _there(db, form, means.now)
        printed = queries.purge_day(form, event) if event else form.purge_on
        form.purge_on = printed
        if printed is not None and printed <= today:
            forget(db, event_id=form.event_id, means=means)
            due.append(form.event_id)
        else:
            _let_go(db, form, today)
    return due


def unforgotten(db: Session, *, now: datetime) -> int:
    """How many forms and sign-ups were emptied and perhaps still stand in the files."""
    single = sum(
        queries.count_due(db, event_id=form.event_id, today=_there(db, form, now)[1])
        for form in queries.open_forms(db)
    )
    return single + len(queries.unforgotten(db))


def note_forgotten(db: Session, *, now: datetime) -> list[str]:
    """Say that the files hold nothing any more of what was purged; returns the events' ids.

    To be called only after `Database.forget_deleted` has said so.
    """
    for form in queries.open_forms(db):
        _, today = _there(db, form, now)
        empty = SignUp.body.is_(None), SignUp.view.is_(None), SignUp.address.is_(None)
        db.execute(_due(form, today).where(*empty).values(purge_on=None))
    told: list[str] = []
    for form in queries.unforgotten(db):
        form.forgotten_at = now
        write_journal(
            db,
            action="sign_ups_destroyed",
            kind=PublicKind.EVENT,
            record_id=form.event_id,
            act=_ACT,
            now=now,
        )
        told.append(form.event_id)
    return told


def _let_go(db: Session, form: SignUpForm, today: date) -> None:
    """Empty the sign-ups whose own date has come; their seats stay theirs, and their links."""
    db.execute(
        _due(form, today).values(
            body=None,
            event_key_id=None,
            view=None,
            address=None,
            address_index=None,
            is_informed=False,
        )
    )


def _due(form: SignUpForm, today: date) -> Update:
    of_form = update(SignUp).where(SignUp.event_id == form.event_id, SignUp.purge_on <= today)
    return of_form.execution_options(synchronize_session=False)


def _there(db: Session, form: SignUpForm, now: datetime) -> tuple[Gathering | None, date]:
    """The event of a form, and which day it is there."""
    event = gathering(db, name=form.event_id, lang=Language.SPANISH)
    zone = ZoneInfo(event.told["timezone"]) if event else ZoneInfo("UTC")
    return event, now.astimezone(zone).date()
