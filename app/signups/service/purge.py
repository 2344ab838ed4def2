"""The printed date: what people wrote is destroyed on it, and only then is that said.

Deleting is not erasing. A form is *purged* when its rows and its files in the key folder are gone,
and *forgotten* when the database's own files no longer hold what was deleted.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.history.enums import Role
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.languages import Language
from app.publishing.enums import PublicKind
from app.signups import queries
from app.signups.gathering import gathering
from app.signups.inputs import Means
from app.signups.models import SignUpForm
from app.signups.service.forms import forget

TABLES = ("sign_up", "event_key", "event_key_lock", "job", "submission")
"""Whose deleted rows are to leave no trace in the files."""
_ACT = Act(role=Role.OPERATOR)


def purge_due(db: Session, *, means: Means) -> list[str]:
    """Destroy what people wrote for events whose printed date has come; returns their ids."""
    due = [form for form in queries.open_forms(db) if _is_due(db, form, means.now)]
    for form in due:
        forget(db, event_id=form.event_id, means=means)
    return [form.event_id for form in due]


def note_forgotten(db: Session, *, now: datetime) -> list[str]:
    """Say that the files hold nothing any more of what was purged; returns the events' ids.

    To be called only after `Database.forget_deleted` has said so.
    """
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


def _is_due(db: Session, form: SignUpForm, now: datetime) -> bool:
    """Whether the printed date has begun where the event is; one that lost its date keeps it."""
    event = gathering(db, name=form.event_id, lang=Language.SPANISH)
    zone = ZoneInfo(event.told["timezone"]) if event else ZoneInfo("UTC")
    day = queries.purge_day(form, event) if event else None
    if day is not None:
        form.purge_on = day
    return form.purge_on is not None and form.purge_on <= now.astimezone(zone).date()
