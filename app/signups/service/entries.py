"""What one person does: sign up, confirm, change, cancel. Nothing of it is told to the public."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.intake.addresses import index_of
from app.intake.enums import QuestionKind
from app.intake.inputs import Question
from app.intake.links import lookup_of, view_key_of
from app.intake.service import is_first
from app.intake.tickets import Ticket
from app.kit.ids import new_id
from app.kit.key_folder import Purpose
from app.kit.languages import Language
from app.kit.prepared import Prepared, insert_plain
from app.kit.sealing import lock, seal, unlock
from app.mail.inputs import mail_address
from app.signups.enums import COMING, LIVE, Outcome, SignUpMode, SignUpStatus
from app.signups.gathering import Gathering, gathering
from app.signups.inputs import Means, SignUpInput
from app.signups.models import NewSignUp, SignUp, SignUpForm
from app.signups.queries import is_taking, purge_day, questions_of, status_of
from app.signups.service import seats
from app.signups.service.errors import (
    EventFull,
    LinkUnknown,
    MailClosed,
    SignUpFaulty,
    SignUpsClosed,
)
from app.signups.service.keys import sealing_key
from app.signups.service.letters import post_confirmation

LONGEST_NAME = 120
LONGEST_ANSWER = 500
_ROWS = cast("Table", SignUp.__table__)
_END_PENDING = Prepared(
    delete(_ROWS)
    .where(
        _ROWS.c.event_id == bindparam("of_event"),
        _ROWS.c.address_index == bindparam("address_index"),
        _ROWS.c.until.is_not(None),  # that it is pending, in the words of the index
    )
    .returning(_ROWS.c.seats)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody may see again behind their private link."""

    name: str
    answers: dict[str, str]


NOTHING_SEEN = Seen("", {})


def sign_up(
    db: Session,
    *,
    form: SignUpForm,
    event: Gathering,
    secret: bytes,
    wanted: SignUpInput,
    means: Means,
    may_post: Callable[[str], bool] = lambda _to: True,
) -> Outcome:
    """Sign somebody up under the private link of ``secret``; the same secret twice is one sign-up.

    ``form`` is the event's, held by `seats.held_form`.

    Capacity is judged before anything is known of the address, and what is known of it is judged
    only behind the mailed link: a known address meets the same statements and the same answer.
    ``may_post`` says whether an address may be sent one more letter; where not, the answer is the
    same, no letter goes out, and an earlier letter still counts.

    Raises:
        SignUpsClosed, EventFull, MailClosed, SignUpFaulty
        NotAnAddress: from `app.mail.inputs.mail_address`, which ``address`` must have passed.
    """
    made = status_of(db, secret)
    if made is not None:
        return outcome_of(made)
    if not is_taking(form, event, means.now):
        raise SignUpsClosed
    _check(form, wanted, means)
    seats.free_lapsed(db, form, means)
    has_seat = seats.claim(db, form, wanted.party)
    if not has_seat and not form.has_waiting_list:
        raise EventFull
    if wanted.address is not None and not may_post(wanted.address):
        seats.give_back(db, form, wanted.party if has_seat else 0)
        return Outcome.MAILED
    _print_date(form, event)
    row = _new_row(form, secret, wanted, has_seat=has_seat)
    _seal(db, form, row, secret=secret, wanted=wanted, means=means)
    if wanted.address is not None:
        _await(db, form, row, address=wanted.address, means=means)
        post_confirmation(db, form, event, row, secret=secret, to=wanted.address, means=means)
    elif has_seat:
        seats.seat(row)
    else:
        seats.stand_in_line(form, row)
    insert_plain(db, SignUp, vars(row))
    return outcome_of(row.status)


def _print_date(form: SignUpForm, event: Gathering) -> None:
    printed = purge_day(form, event)
    if printed != form.purge_on:  # the session would look for changes even where there are none
        form.purge_on = printed


def _new_row(form: SignUpForm, secret: bytes, wanted: SignUpInput, *, has_seat: bool) -> NewSignUp:
    return NewSignUp(
        id=new_id("su"),
        event_id=form.event_id,
        lookup=lookup_of(secret),
        lang=wanted.lang,
        party=wanted.party,
        seats=wanted.party if has_seat else 0,
        is_informed=wanted.is_informed,
        purge_on=form.purge_on,
    )


def tap(db: Session, *, form: SignUpForm, event: Gathering, ticket: Ticket, means: Means) -> None:
    """Count somebody who says nothing but that they come; never a seat.

    ``form`` is the event's, held by `seats.held_form`.

    Raises:
        SignUpsClosed: it is closed, or seats are counted here.
    """
    if form.capacity is not None or not is_taking(form, event, means.now):
        raise SignUpsClosed
    if is_first(db, ticket):
        form.coming += 1


def confirm(db: Session, *, secret: bytes, means: Means) -> None:
    """The button behind the mailed link: who waited for it comes, or waits for a seat.

    An earlier sign-up from the same address gives way to this one.

    Raises:
        LinkUnknown, EventFull
    """
    form = _form_of(db, secret)
    seats.free_lapsed(db, form, means)
    row = _row(db, secret)
    if row.status is not SignUpStatus.PENDING:
        return
    _replace_earlier(db, form, row)
    if row.seats or seats.claim(db, form, row.party):
        seats.seat(row)
    elif form.has_waiting_list:
        seats.stand_in_line(form, row)
    else:
        raise EventFull
    db.flush()
    seats.promote(db, form, means)


def change(db: Session, *, secret: bytes, wanted: SignUpInput, means: Means) -> None:
    """Say anew how many come, and who; ``address`` and ``is_informed`` are not looked at.

    Raises:
        LinkUnknown, EventFull, SignUpFaulty
        SignUpsClosed: it was cancelled, or somebody was there already.
    """
    form = _form_of(db, secret)
    seats.free_lapsed(db, form, means)
    row = _row(db, secret)
    if row.status not in {SignUpStatus.CONFIRMED, SignUpStatus.WAITING}:
        raise SignUpsClosed
    _check_answers(form, wanted)
    more = wanted.party - row.party
    if row.status is SignUpStatus.CONFIRMED:
        if more > 0 and not seats.claim(db, form, more):
            raise EventFull
        row.seats = wanted.party
    row.party = wanted.party
    if row.seats and more < 0:
        seats.give_back(db, form, -more)
    if row.view is None or row.purge_on is None:  # what is written now was shown today's date
        row.purge_on = _printed(db, form)
    _seal(db, form, row, secret=secret, wanted=wanted, means=means)
    db.flush()
    seats.promote(db, form, means)


def cancel(db: Session, *, secret: bytes, means: Means) -> None:
    """Take it back: the seat goes on, and nothing is kept of what was written.

    Raises:
        LinkUnknown
    """
    form = _form_of(db, secret)
    seats.free_lapsed(db, form, means)
    end(db, form, _row(db, secret), means)


def end(db: Session, form: SignUpForm, row: SignUp, means: Means) -> None:
    """Empty a sign-up and pass its seats on; one that was never confirmed leaves no trace."""
    held = row.seats
    if row.status is SignUpStatus.PENDING:
        db.delete(row)
    else:
        row.status, row.seats, row.place, row.is_informed = SignUpStatus.CANCELLED, 0, None, False
        row.body = row.event_key_id = row.view = row.address = row.address_index = None
        row.purge_on = None
    db.flush()
    if held:
        seats.give_back(db, form, held)
        seats.promote(db, form, means)


def stop_writing(db: Session, *, secret: bytes) -> None:
    """Forget the address; the sign-up stays.

    Raises:
        LinkUnknown
    """
    _form_of(db, secret)
    forget_address(_row(db, secret))


def keep_longer(db: Session, *, secret: bytes) -> None:
    """Keep what was written until the date that the event has now, as its writer wishes.

    Raises:
        LinkUnknown
    """
    form = _form_of(db, secret)
    row = _row(db, secret)
    if row.purge_on is not None:
        row.purge_on = _printed(db, form)


def forget_address(row: SignUp) -> None:
    row.address, row.is_informed = None, False


def seen(row: SignUp, secret: bytes) -> Seen:
    """What its holder wrote; nothing where nothing was kept.

    Raises:
        SealBroken: the row was altered.
    """
    if row.view is None:
        return NOTHING_SEEN
    told: dict[str, Any] = json.loads(unlock(view_key_of(secret), row.view))
    return Seen(told["name"], told["answers"])


def _form_of(db: Session, secret: bytes) -> SignUpForm:
    event_id = db.scalar(select(SignUp.event_id).where(SignUp.lookup == lookup_of(secret)))
    if event_id is None:
        raise LinkUnknown
    return seats.held_form(db, event_id)


def _row(db: Session, secret: bytes) -> SignUp:
    """The sign-up as it is now that its form is held."""
    wanted = select(SignUp).where(SignUp.lookup == lookup_of(secret))
    row = db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise LinkUnknown
    return row


def _printed(db: Session, form: SignUpForm) -> date | None:
    """The date that is shown now."""
    event = gathering(db, name=form.event_id, lang=Language.SPANISH)
    return purge_day(form, event) if event else form.purge_on


def outcome_of(status: SignUpStatus) -> Outcome:
    """What the sender of a submission is told of how it stands."""
    if status is SignUpStatus.PENDING:
        return Outcome.MAILED
    return Outcome.WAITS if status is SignUpStatus.WAITING else Outcome.SEATED


def _check(form: SignUpForm, wanted: SignUpInput, means: Means) -> None:
    _check_answers(form, wanted)
    if wanted.address is None:
        if wanted.is_informed:
            raise SignUpFaulty("address")
        return
    mail_address(wanted.address)
    if not means.sends_mail:
        raise MailClosed


def _check_answers(form: SignUpForm, wanted: SignUpInput) -> None:
    if not 1 <= wanted.party <= form.largest_party:
        raise SignUpFaulty("party")
    if len(wanted.name) > LONGEST_NAME or (wanted.name and form.mode is not SignUpMode.NAMES):
        raise SignUpFaulty("name")
    asked = {question.key: question for question in questions_of(form)}
    for key, answer in wanted.answers.items():
        if key not in asked or not _fits(asked[key], answer):
            raise SignUpFaulty(key)


def _fits(question: Question, answer: str) -> bool:
    if question.kind is QuestionKind.CHOICE:
        return answer in {"", *question.options}
    return len(answer) <= LONGEST_ANSWER


def _seal(
    db: Session,
    form: SignUpForm,
    row: SignUp | NewSignUp,
    *,
    secret: bytes,
    wanted: SignUpInput,
    means: Means,
) -> None:
    """Keep what was written twice: for those who may read the list, and for who wrote it."""
    answers = {key: answer for key, answer in wanted.answers.items() if answer}
    if not wanted.name and not answers:
        row.body = row.event_key_id = row.view = None
        return
    told = json.dumps({"name": wanted.name, "answers": answers}, ensure_ascii=False).encode()
    key = sealing_key(db, event_id=form.event_id, keys=means.keys)
    row.body, row.event_key_id = seal(key.public, told), key.id
    row.view = lock(view_key_of(secret), told)


def _await(db: Session, form: SignUpForm, row: NewSignUp, *, address: str, means: Means) -> None:
    """Until its mailed link is used; an earlier one from the same address ends."""
    index_key = means.keys.make(Purpose.DUPLICATES, form.event_id)
    row.address_index = index_of(index_key, address)
    if row.is_informed:
        secret = means.keys.make(Purpose.LOCK, form.event_id)
        row.address = lock(secret, address.encode())
    row.status = SignUpStatus.PENDING
    row.until = means.now + (seats.HOLD if row.seats else seats.LINGER)
    ended = _END_PENDING.rows(db, of_event=form.event_id, address_index=row.address_index)
    seats.give_back(db, form, sum(held for (held,) in ended))
    seats.promote(db, form, means)


def _replace_earlier(db: Session, form: SignUpForm, row: SignUp) -> None:
    if row.address_index is None:
        return
    earlier = db.scalars(
        select(SignUp).where(
            SignUp.event_id == form.event_id,
            SignUp.address_index == row.address_index,
            SignUp.status.in_(LIVE),
        )
    ).all()
    for former in earlier:
        if former.status in COMING:
            seats.give_back(db, form, former.seats)
        db.delete(former)
    db.flush()


def check_in(db: Session, *, event_id: str, sign_up_id: str, is_there: bool) -> None:
    """Note at the door that they came, or that this was a mistake.

    Raises:
        LinkUnknown: this event has no such sign-up of somebody who comes.
    """
    seats.held_form(db, event_id)
    after = SignUpStatus.ATTENDED if is_there else SignUpStatus.CONFIRMED
    noted = db.execute(
        update(SignUp)
        .where(SignUp.id == sign_up_id, SignUp.event_id == event_id, SignUp.status.in_(COMING))
        .values(status=after)
        .returning(SignUp.id)
    ).first()
    if noted is None:
        raise LinkUnknown
