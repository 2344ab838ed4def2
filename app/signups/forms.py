"""What people fill in: the public form, and the same one behind a private link.

Fields that an event does not ask for are taken out of the form, so that they cannot be sent.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, cast
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as WTForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.intake.enums import QuestionKind
from app.intake.forms import TicketForm
from app.intake.inputs import Question
from app.kit.errors import Fault
from app.mail.inputs import mail_address
from app.publishing.veil import Cover
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput, SignUpInput
from app.signups.models import LARGEST_PARTY, LONGEST_KEPT, SignUpForm
from app.signups.queries import questions_of
from app.signups.service.entries import LONGEST_ANSWER, LONGEST_NAME
from app.web.forms import DateTimeLocalField, Form, options
from app.web.i18n import translations

YES, NO = "yes", "no"
OWN_QUESTIONS = 4


def _(message: str) -> str:
    return message


ALL_COUNT = _("Say how many, yourself included: 1 or more.")
TOO_MANY = _("At most %(max)d at once. For more, please sign up a second time.")
NO_ADDRESS = _("This is not an e-mail address we can write to. Check it, or leave it empty.")
ADDRESS_NEEDED = _("Give an address, or say that you will look at the page.")
SAY_WHICH = _("Please say yes or no.")
KEEP = _("Yes: we keep your address, locked, until %(day)s.")
LOOK = _("No: I will look at the page.")


class SheetForm(TicketForm):
    """What is asked of who signs up."""

    party = IntegerField(_("How many of you are coming?"), [InputRequired(ALL_COUNT)])
    name = StringField(_("Name, or what we may call you"), [Length(max=LONGEST_NAME)])
    address = EmailField(_("E-mail address"), [Optional(), Length(max=254)])
    may_write = RadioField(
        _("May we write if time or place changes?"), choices=[], validate_choice=False
    )

    def validate_party(self, field: Field) -> None:
        NumberRange(min=1, message=field.gettext(ALL_COUNT))(self, field)

    def validate_address(self, field: Field) -> None:
        try:
            mail_address(field.data)
        except Fault:
            raise ValidationError(field.gettext(NO_ADDRESS)) from None


def sheet_of(
    form: SignUpForm,
    *,
    lang: str,
    cover: Cover,
    sent: FormData | None = None,
    asks_address: bool,
    until: str = "",
    known: Mapping[str, Any] | None = None,
) -> SheetForm:
    """The form of an event, filled with what was sent or else is known.

    ``cover`` is what may not be told of the event, and ``until`` the printed date, in words.
    """
    questions = questions_of(form)
    shown = questions
    if cover.hiding:
        shown = tuple(_covered(question, cover) for question in questions)
    sheet = _sheet_class(questions, shown)(sent, lang=lang, data=dict(known or {"party": 1}))
    for question in shown:
        sheet[f"q_{question.key}"].label.text = question.label
    unasked = {
        "party": form.largest_party == 1,
        "name": form.mode is not SignUpMode.NAMES,
        "address": not asks_address,
        "may_write": not asks_address,
    }
    for name, is_unasked in unasked.items():
        if is_unasked:
            del sheet[name]
    if asks_address:
        words = translations(lang)
        cast("Any", sheet.may_write).choices = options(
            [(YES, words.gettext(KEEP) % {"day": until}), (NO, words.gettext(LOOK))]
        )
    return sheet


@lru_cache(64)
def _sheet_class(questions: tuple[Question, ...], shown: tuple[Question, ...]) -> type[SheetForm]:
    fields = {
        f"q_{asked.key}": _field(asked, told) for asked, told in zip(questions, shown, strict=True)
    }
    return type("EventSheet", (SheetForm,), fields)


def _covered(question: Question, cover: Cover) -> Question:
    """A question as the public may read it."""
    options = tuple(cover.text(option) for option in question.options)
    return replace(question, label=cover.text(question.label), options=options)


def is_filled(sheet: SheetForm, form: SignUpForm) -> bool:
    """Whether a sheet can be taken; what is wrong stands by its fields."""
    fits = sheet.validate()
    if "party" in sheet and (sheet.party.data or 0) > form.largest_party:
        sheet.party.errors = [sheet.party.gettext(TOO_MANY) % {"max": form.largest_party}]
        fits = False
    if "may_write" not in sheet:
        return fits
    asks = sheet.may_write.data
    if asks == YES and not sheet.address.data:
        sheet.refuse("address", ADDRESS_NEEDED)
    elif sheet.address.data and asks not in {YES, NO}:
        sheet.refuse("may_write", SAY_WHICH)
    return fits and not sheet.address.errors and not sheet.may_write.errors


def as_input(sheet: SheetForm, *, lang: str) -> SignUpInput:
    """What a sheet says, once it `is_filled`."""
    data = sheet.data
    address = data.get("address")
    return SignUpInput(
        lang=lang,
        party=data.get("party", 1),
        name=(data.get("name") or "").strip(),
        answers={
            name.removeprefix("q_"): (answer or "").strip()
            for name, answer in data.items()
            if name.startswith("q_")
        },
        address=mail_address(address) if address else None,
        is_informed=bool(address) and data.get("may_write") == YES,
    )


class QuestionForm(WTForm):
    """One own question; with choices one of them is picked, without any a line is written."""

    label = StringField(_("Question"), [Length(max=120)])
    options = StringField(_("Answers to choose from, separated by commas"), [Length(max=300)])


class SettingsForm(Form):
    """How an event takes sign-ups; ``closes_at`` is on the clock there."""

    version = HiddenField()
    mode = RadioField(
        _("What do you need to know?"),
        choices=options(
            [
                (SignUpMode.HEAD_COUNT.value, _("How many come. No names, so nothing to protect.")),
                (SignUpMode.NAMES.value, _("Names too. Everybody may leave theirs out.")),
            ]
        ),
    )
    capacity = IntegerField(_("How many places are there?"), [Optional(), NumberRange(1, 100_000)])
    has_waiting_list = BooleanField(_("When all are taken, people can stand in line"))
    largest_party = IntegerField(
        _("How many may one sign-up bring, the person included?"),
        [InputRequired(), NumberRange(1, LARGEST_PARTY)],
    )
    closes_at = DateTimeLocalField(_("Sign-up ends"), [Optional()])
    purge_days = IntegerField(
        _("Days after the event until all of it is destroyed"),
        [InputRequired(), NumberRange(1, LONGEST_KEPT)],
    )
    shows_counts = BooleanField(_("Show the public how many come, in tens"))
    questions = FieldList(
        FormField(QuestionForm), min_entries=OWN_QUESTIONS, max_entries=OWN_QUESTIONS
    )


class MessageForm(Form):
    text = TextAreaField(_("What do you want to say?"), [InputRequired(), Length(max=2000)])


class DoorForm(Form):
    people = IntegerField(_("How many came in?"), [InputRequired(), NumberRange(-500, 500)])


def settings_of(known: FormInput, *, lang: str, version: int, zone: ZoneInfo) -> SettingsForm:
    """The settings as they are, to be looked at and changed."""
    asked = [{"label": q.label, "options": ", ".join(q.options)} for q in known.questions]
    blank = [{"label": "", "options": ""}] * (OWN_QUESTIONS - len(asked))
    local = known.closes_at.astimezone(zone).replace(tzinfo=None) if known.closes_at else None
    data = {
        **asdict(known),
        "mode": SignUpMode.NAMES.value if known.wants_names else known.mode.value,
        "closes_at": local,
        "questions": asked + blank,
        "version": version,
    }
    return SettingsForm(lang=lang, data=data)


def settings_input(form: SettingsForm, *, zone: ZoneInfo) -> FormInput:
    """What was set, once it is valid."""
    data = form.data
    closes_at: datetime | None = data["closes_at"]
    return FormInput(
        mode=SignUpMode(data["mode"]),
        capacity=data["capacity"],
        has_waiting_list=data["has_waiting_list"],
        largest_party=data["largest_party"],
        closes_at=closes_at.replace(tzinfo=zone) if closes_at else None,
        purge_days=data["purge_days"],
        shows_counts=data["shows_counts"],
        questions=tuple(
            _question(row) for row in data["questions"] if (row["label"] or "").strip()
        ),
    )


def _question(row: Mapping[str, str | None]) -> Question:
    """Its key follows from its words: asked otherwise, it is another question."""
    label = (row["label"] or "").strip()
    options = tuple(
        dict.fromkeys(filter(None, (o.strip() for o in (row["options"] or "").split(","))))
    )
    return Question(
        key=_key_of(label),
        kind=QuestionKind.CHOICE if options else QuestionKind.TEXT,
        label=label,
        options=options,
    )


def _key_of(words: str) -> str:
    return blake2b(words.encode(), digest_size=6).hexdigest()


def _field(question: Question, shown: Question) -> Any:
    """What is answered in; an option that is shown in other words is sent by its key."""
    if question.kind is QuestionKind.TEXT:
        return StringField("", [Length(max=LONGEST_ANSWER)])
    pairs = list(zip(question.options, shown.options, strict=True))
    meant = {_key_of(option): option for option, told in pairs if told != option}
    values = [(option if told == option else _key_of(option), told) for option, told in pairs]
    return SelectField(
        "",
        choices=options([("", "–"), *values]),
        coerce=lambda sent: meant.get(str(sent), str(sent)),
    )
