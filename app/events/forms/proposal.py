"""What somebody without an account types to propose an event, and what is done with it."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from app.events.edits import EventEdit
from app.events.enums import EventKind
from app.events.inputs import ProposalInput
from app.events.labels import KINDS
from app.events.service.dates import times_of
from app.events.service.faults import Faults
from app.intake.forms import TicketForm
from app.web.forms import DateField, Form, options

LINE = 200


def _(message: str) -> str:
    return message


def _trimmed(text: str | None) -> str:
    return text.strip() if text else ""


def _line(label: str, *, most: int = LINE) -> StringField:
    return StringField(label, [Length(max=most)], filters=[_trimmed])


class ProposalForm(TicketForm):
    kind = SelectField(_("What"), choices=options(KINDS.items()))
    day = DateField(_("Day"), [Optional()])
    starts = TimeField(_("From"), [Optional()])
    ends = TimeField(_("Until"), [Optional()])
    timezone = SelectField(_("Time zone"), choices=(), validate_choice=False)
    title = _line(_("Title"), most=150)
    where = _line(_("Where, or from where"))
    to_where = _line(_("To where, if it moves"))
    caller = _line(_("Who calls for it"))
    summary = TextAreaField(
        _("What it is about, in two or three sentences"), [Length(max=1000)], filters=[_trimmed]
    )


class JudgeForm(Form):
    """What an organiser does with a proposal; ``do`` is the button that was pressed."""

    do = HiddenField()
    organisation_id = SelectField(_("For which organisation"), choices=(), validate_choice=False)


class CoHostForm(Form):
    organisation_id = SelectField(
        _("Organisation"), [InputRequired()], choices=(), validate_choice=False
    )


def proposal_of(form: Any, lang: str) -> ProposalInput:
    """What was typed, as it is kept.

    Raises:
        EditRefused: day and hours do not fit together.
    """
    faults = Faults()
    kind = EventKind(form.kind.data)
    when = {name: form[name].data for name in ("day", "starts", "ends")}
    zone = form.timezone.data or ""
    times = times_of(EventEdit(lang=lang, kind=kind, title="", timezone=zone, **when), None, faults)
    faults.tell()
    return ProposalInput(
        lang=lang,
        kind=kind,
        title=form.title.data,
        where=form.where.data,
        to_where=form.to_where.data,
        caller=form.caller.data,
        summary=form.summary.data,
        timezone=zone,
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        date=times.date,
    )
