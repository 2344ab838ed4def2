"""The printed date: what people wrote is destroyed on it, and only then is that said.

Deleting is not erasing. A form is *purged* when its rows and its files in the key folder are gone,
and *forgotten* when the database's own files no longer hold what was deleted.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from app.history.enums import Role
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.languages import Language
from app.kit.log import complain
from app.publishing.enums import PublicKind
from app.signups import queries
from app.signups.gathering import Gathering, gathering
from app.signups.inputs import Means
from app.signups.models import SignUp, SignUpForm
from app.signups.service.forms import forget

TABLES = ("sign_up", "event_key", "event_key_lock", "job", "submission")
"""Whose deleted rows are to leave no trace in the files."""
_ACT = Act(role=Role.OPERATOR)
T = TypeVar("T")


def purge_due(db: Session, *, means: Means) -> list[str]:
    """Destroy what people wrote for events whose printed date has come; returns their ids.

    Where an event was moved since, it is destroyed on the date that each of them was shown. What
    goes wrong with one event is said, and keeps no other's.
    """
    done = _each_apart(db, lambda form: _purge(db, form, means))
    return [event_id for event_id, is_purged in done.items() if is_purged]


def _purge(db: Session, form: SignUpForm, means: Means) -> bool:
    event, today = _there(db, form, means.now)
    printed = queries.purge_day(form, event) if event else form.purge_on
    form.purge_on = printed
    is_due = printed is not None and printed <= today
    if is_due:
        forget(db, event_id=form.event_id, means=means)
    else:
        _let_go(db, form, today)
    return is_due


def _each_apart(db: Session, do: Callable[[SignUpForm], T]) -> dict[str, T]:
    """What came of each open form by its event's id; one that fails leaves no trace, but a line."""
    done: dict[str, T] = {}
    for form in queries.open_forms(db):
        event_id = form.event_id
        try:
            with db.begin_nested():
                came = do(form)
        except Exception as error:  # noqa: BLE001 -- the other events are purged all the same
            complain("sign_ups_not_purged", record=event_id, error=type(error).__name__)
        else:
            done[event_id] = came
    return done


def unforgotten(db: Session, *, now: datetime) -> int:
    """How many forms and sign-ups were emptied and perhaps still stand in the files."""

    def single(form: SignUpForm) -> int:
        _, today = _there(db, form, now)
        return queries.count_due(db, event_id=form.event_id, today=today)

    return sum(_each_apart(db, single).values()) + len(queries.unforgotten(db))


def note_forgotten(db: Session, *, now: datetime) -> list[str]:
    """Say that the files hold nothing any more of what was purged; returns the events' ids.

    To be called only after `Database.forget_deleted` has said so.
    """

    def note(form: SignUpForm) -> None:
        _, today = _there(db, form, now)
        empty = SignUp.body.is_(None), SignUp.view.is_(None), SignUp.address.is_(None)
        db.execute(_due(form, today).where(*empty).values(purge_on=None))

    _each_apart(db, note)
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
