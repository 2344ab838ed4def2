"""Seats: taken by one conditional UPDATE, given back, and passed on to those who wait.

Whoever changes anything of an event's sign-ups holds its form's row first, so that one after the
other judges what is really so.
"""

from datetime import timedelta
from typing import cast

from sqlalchemy import Table, bindparam, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.kit.errors import NotFound
from app.kit.prepared import Prepared, PreparedRow, once
from app.signups.enums import SignUpStatus
from app.signups.inputs import Means
from app.signups.models import NewSignUp, SignUp, SignUpForm
from app.signups.service.letters import post_promoted

HOLD = timedelta(minutes=30)
"""How long a seat is held for who has not confirmed."""
LINGER = timedelta(days=1)
"""How much longer their link can still be used, if a seat is free then."""
_FORM = cast("Table", SignUpForm.__table__)
_OF_EVENT = _FORM.c.event_id == bindparam("of_event")
_HELD = PreparedRow(SignUpForm, select(SignUpForm).where(_OF_EVENT).with_for_update())
_TAKE = Prepared(
    update(_FORM)
    .where(
        _OF_EVENT,
        or_(_FORM.c.capacity.is_(None), _FORM.c.taken + bindparam("seats") <= _FORM.c.capacity),
    )
    .values(taken=_FORM.c.taken + bindparam("seats"))
    .returning(_FORM.c.taken)
)
_GIVE_BACK = Prepared(
    update(_FORM)
    .where(_OF_EVENT)
    .values(taken=_FORM.c.taken - bindparam("seats"))
    .returning(_FORM.c.taken)
)
_LAPSED = select(SignUp).where(
    SignUp.event_id == bindparam("of_event"), SignUp.until <= bindparam("now")
)
_ANY_LAPSED = Prepared(_LAPSED.with_only_columns(SignUp.id).limit(1))


def held_form(db: Session, event_id: str) -> SignUpForm:
    """The form, held until the transaction ends.

    Raises:
        NotFound: the event has none.
    """
    form = once(db, (SignUpForm, event_id), lambda: _HELD.one(db, of_event=event_id))
    if form is None:
        raise NotFound
    return form


def claim(db: Session, form: SignUpForm, seats: int) -> bool:
    """Take seats, all or none."""
    taken = _TAKE.scalar(db, of_event=form.event_id, seats=seats)
    if taken is None:
        return False
    set_committed_value(form, "taken", taken)
    return True


def give_back(db: Session, form: SignUpForm, seats: int) -> None:
    """Give seats back; none too, so that a known address meets the statements of an unknown one."""
    taken = _GIVE_BACK.scalar(db, of_event=form.event_id, seats=seats)
    set_committed_value(form, "taken", taken)


def free_lapsed(db: Session, form: SignUpForm, means: Means) -> int:
    """End what was not confirmed in time: first its seat goes, a day later all of it.

    Returns how many sign-ups were changed.
    """
    asked = {"of_event": form.event_id, "now": means.now}
    if _ANY_LAPSED.scalar(db, **asked) is None:
        return 0
    lapsed = db.scalars(_LAPSED, asked).all()
    freed = sum(row.seats for row in lapsed)
    for row in lapsed:
        ends = (row.until or means.now) + (LINGER if row.seats else timedelta())
        row.seats, row.until = 0, ends
        if ends <= means.now:
            db.delete(row)
    db.flush()
    if freed:
        give_back(db, form, freed)
        promote(db, form, means)
    return len(lapsed)


def promote(db: Session, form: SignUpForm, means: Means) -> None:
    """Give free seats to those who wait, in their order; who is too many for them is passed over.

    Afterwards nobody waits for whom there would be room.
    """
    nobody_ever_waited = form.next_in_line == 1
    if nobody_ever_waited or not has_room(form, 1):
        return
    in_line = select(SignUp).where(
        SignUp.event_id == form.event_id, SignUp.status == SignUpStatus.WAITING
    )
    for row in db.scalars(in_line.order_by(SignUp.place)).all():
        if has_room(form, row.party) and claim(db, form, row.party):
            seat(row)
            post_promoted(db, form, row, means)
    db.flush()


def has_room(form: SignUpForm, seats: int) -> bool:
    return form.capacity is None or form.taken + seats <= form.capacity


def seat(row: SignUp | NewSignUp) -> None:
    """Seats for the whole party were taken: they are coming."""
    row.status, row.seats, row.place, row.until = SignUpStatus.CONFIRMED, row.party, None, None


def stand_in_line(form: SignUpForm, row: SignUp | NewSignUp) -> None:
    row.status, row.seats, row.place, row.until = SignUpStatus.WAITING, 0, form.next_in_line, None
    form.next_in_line += 1
