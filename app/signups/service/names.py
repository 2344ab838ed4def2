"""Asking for names: not before a lost password would cost nobody the list.

Until then heads are counted, and the wish waits on the form with all else that was set.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.signups import queries
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput, Means
from app.signups.models import SignUpForm
from app.signups.service.forms import Hand, read_form, set_form
from app.signups.service.seats import held_form


def set_or_wait(
    db: Session,
    *,
    event_id: str,
    wanted: FormInput,
    hand: Hand,
    means: Means,
    version: int | None = None,
) -> SignUpForm:
    """Write how an event takes sign-ups, as a person asks for it in ``wanted.mode``.

    Raises:
        FormFaulty, PreconditionFailed: see `set_form`.
    """
    if _must_wait(db, event_id, wanted, hand):
        wanted = replace(wanted, mode=SignUpMode.HEAD_COUNT, wants_names=True)
    return set_form(db, event_id=event_id, wanted=wanted, hand=hand, means=means, version=version)


def ask_at_last(db: Session, *, form: SignUpForm, hand: Hand, means: Means) -> bool:
    """Ask for the names that were wanted, if nothing stands against it any more."""
    known = read_form(held_form(db, form.event_id))
    wanted = replace(known, mode=SignUpMode.NAMES, wants_names=False)
    if not known.wants_names or _must_wait(db, form.event_id, wanted, hand):
        return False
    set_form(db, event_id=form.event_id, wanted=wanted, hand=hand, means=means)
    return True


def _must_wait(db: Session, event_id: str, wanted: FormInput, hand: Hand) -> bool:
    form = queries.form_of(db, event_id)
    is_asked = form is not None and form.mode is SignUpMode.NAMES
    if wanted.mode is not SignUpMode.NAMES or is_asked or hand.opener_id is None:
        return False
    return queries.needs_sheet(db, event_id=event_id, account_id=hand.opener_id)
