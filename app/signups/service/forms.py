"""How an event takes sign-ups: set by its organisers, opened, closed, and emptied in the end."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy import update as update_rows
from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.errors import PreconditionFailed
from app.kit.key_folder import Purpose
from app.publishing.enums import PublicKind
from app.signups import queries
from app.signups.enums import COMING, SignUpMode
from app.signups.gathering import Gathering
from app.signups.inputs import FormInput, Means
from app.signups.models import EventKey, SignUp, SignUpForm
from app.signups.service.errors import (
    CapacityBelowTaken,
    EventWithoutDate,
    FormPurged,
    QuestionWithoutNames,
    WaitsForNothing,
)
from app.signups.service.keys import new_pair
from app.signups.service.seats import held_form, promote
from app.signups.service.snapshot import publish_standing

UNSET = FormInput()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """By whose hand a form is set; ``opener_id`` reads the list where no host can."""

    act: Act
    opener_id: str | None = None


def read_form(form: SignUpForm) -> FormInput:
    """How a form is set, as it could be written."""
    return FormInput(
        mode=form.mode,
        capacity=form.capacity,
        has_waiting_list=form.has_waiting_list,
        largest_party=form.largest_party,
        closes_at=form.closes_at,
        purge_days=form.purge_days,
        shows_counts=form.shows_counts,
        questions=queries.kept_questions(form),
        wants_names=form.names_wanted_by is not None,
    )


def set_form(
    db: Session,
    *,
    event_id: str,
    wanted: FormInput,
    hand: Hand,
    means: Means,
    version: int | None = None,
) -> SignUpForm:
    """Write how an event takes sign-ups; seats that become free go to those who wait.

    Raises:
        FormFaulty: see its subclasses.
        PreconditionFailed: ``version`` is no longer the one that was seen.
    """
    _check(wanted)
    form = db.get(SignUpForm, event_id)
    if form is None:
        form = SignUpForm(
            event_id=event_id,
            is_open=False,
            taken=0,
            coming=0,
            counted=0,
            next_in_line=1,
            version=0,
        )
        _fill(form, wanted, hand)
        db.add(form)
    else:
        form = held_form(db, event_id)
        if version is not None and version != form.version:
            raise PreconditionFailed
        if wanted.capacity is not None and form.taken > wanted.capacity:
            raise CapacityBelowTaken
        _fill(form, wanted, hand)
    form.version += 1
    db.flush()
    if form.is_open and form.mode is SignUpMode.NAMES:
        _have_key(db, form, hand, means)
    promote(db, form, means)
    _journal(db, form, "sign_up_set", hand, means)
    return form


def open_form(db: Session, *, event: Gathering, hand: Hand, means: Means) -> None:
    """Let people sign up; where names are asked for, with a key pair for those who may read them.

    Raises:
        EventWithoutDate, NobodyToRead, FormPurged
    """
    form = held_form(db, event.id)
    if form.purged_at is not None:
        raise FormPurged
    if event.over_at is None:
        raise EventWithoutDate
    if form.mode is SignUpMode.NAMES:
        _have_key(db, form, hand, means)
    form.is_open, form.closed_at = True, None
    form.purge_on = queries.purge_day(form, event)
    form.version += 1
    db.flush()
    publish_standing(db, form, event=event, act=hand.act, now=means.now)
    _journal(db, form, "sign_up_opened", hand, means)


def close_form(db: Session, *, event: Gathering, hand: Hand, means: Means) -> None:
    """Take no more sign-ups. What finds a second one from the same address is destroyed."""
    form = held_form(db, event.id)
    if not form.is_open:
        return
    form.is_open, form.closed_at = False, means.now
    form.version += 1
    forget_duplicates(db, event_id=form.event_id, means=means)
    db.flush()
    publish_standing(db, form, event=event, act=hand.act, now=means.now)
    _journal(db, form, "sign_up_closed", hand, means)


def forget_duplicates(db: Session, *, event_id: str, means: Means) -> None:
    """Destroy what finds a second sign-up from one address: nobody signs up any more."""
    db.execute(
        update_rows(SignUp)
        .where(SignUp.event_id == event_id, SignUp.address_index.is_not(None))
        .values(address_index=None)
    )
    means.keys.destroy(Purpose.DUPLICATES, event_id)


def count_at_door(db: Session, *, event_id: str, people: int) -> None:
    """Add to what the stewards counted, or take back; never below nothing."""
    form = held_form(db, event_id)
    form.counted = max(0, form.counted + people)


def forget(db: Session, *, event_id: str, means: Means) -> None:
    """Destroy what people wrote, their addresses and links; how many came stays.

    The event's files in the key folder go as well, and with them every copy of what they locked.
    """
    form = held_form(db, event_id)
    people = select(func.sum(SignUp.party)).where(
        SignUp.event_id == event_id, SignUp.status.in_(COMING)
    )
    form.purged_people = (form.purged_people or 0) + (db.scalar(people) or 0)
    form.purged_at, form.is_open = means.now, False
    form.closed_at = form.closed_at or means.now
    form.taken = 0
    db.execute(delete(SignUp).where(SignUp.event_id == event_id))
    db.execute(delete(EventKey).where(EventKey.event_id == event_id))
    for purpose in Purpose:
        means.keys.destroy(purpose, event_id)
    db.flush()


def _check(wanted: FormInput) -> None:
    if wanted.has_waiting_list and wanted.capacity is None:
        raise WaitsForNothing
    if wanted.questions and wanted.mode is not SignUpMode.NAMES and not wanted.wants_names:
        raise QuestionWithoutNames


def _fill(form: SignUpForm, wanted: FormInput, hand: Hand) -> None:
    for name in (
        "mode",
        "capacity",
        "has_waiting_list",
        "largest_party",
        "closes_at",
        "purge_days",
        "shows_counts",
    ):
        setattr(form, name, getattr(wanted, name))
    form.questions = [question.as_json() for question in wanted.questions]
    form.names_wanted_by = hand.opener_id if wanted.wants_names else None


def _have_key(db: Session, form: SignUpForm, hand: Hand, means: Means) -> None:
    if queries.current_key(db, form.event_id) is None:
        new_pair(db, event_id=form.event_id, keys=means.keys, opener_id=hand.opener_id)


def _journal(db: Session, form: SignUpForm, action: str, hand: Hand, means: Means) -> None:
    write_journal(
        db,
        action=action,
        kind=PublicKind.EVENT,
        record_id=form.event_id,
        act=hand.act,
        now=means.now,
    )
