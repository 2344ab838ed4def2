"""What organisers type of an event."""

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms import Form as WTForm
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.events.labels import HOST_ROLES, KINDS, LANGUAGES, STOP_KINDS
from app.events.repeats import MOST, Every
from app.web.forms import CheckboxesField, DateField, Form, options

LINE, PARAGRAPH = 200, 4000


def _(message: str) -> str:
    return message


def _line(label: str, *, most: int = LINE) -> StringField:
    return StringField(label, [Length(max=most)], filters=[_trimmed])


def _text(label: str) -> TextAreaField:
    return TextAreaField(label, [Length(max=PARAGRAPH)], filters=[_trimmed])


def _trimmed(text: str | None) -> str:
    return text.strip() if text else ""


class WhenForm(Form):
    """On which day, and from when to when on the clocks there."""

    day = DateField(_("Day"), [Optional()])
    starts = TimeField(_("Begins at"), [Optional()])
    ends = TimeField(_("Ends at"), [Optional()])
    last_day = DateField(_("Last day, if it goes on for several"), [Optional()])
    timezone = SelectField(_("Time zone"), choices=(), validate_choice=False)


class NewEventForm(WhenForm):
    """The five fields: what kind, title, when, from → to, who calls."""

    shown_first = ("kind", "title")

    kind = SelectField(_("What"), choices=options(KINDS.items()))
    title = _line(_("Title"), most=150)
    begins = _line(_("Where, or from where"))
    finishes = _line(_("To where, if it moves"))
    caller = _line(_("Who calls for it"))


class _RowForm(WTForm):
    class Meta(Form.Meta):
        """Speaks the language of the form that the row stands in."""


class StopForm(_RowForm):
    was = HiddenField()
    name = _line(_("Place"))
    kind = SelectField(_("What happens there"), choices=options(STOP_KINDS.items()))
    at = TimeField(_("Time"), [Optional()])
    note = _line(_("Note"))


class HostForm(_RowForm):
    name = _line(_("Organisation"))
    role = SelectField(_("Role"), choices=options(HOST_ROLES.items()))


class SloganForm(_RowForm):
    was = HiddenField()
    text = _line(_("Slogan"))
    language = SelectField(_("Language"), choices=options(LANGUAGES.items()))
    translation = _line(_("Our translation, in the language you write in"))
    accuses_living_person = BooleanField(_("It accuses a living person"))
    source_id = SelectField(_("Where it stands"), choices=(), validate_choice=False)
    paragraph = IntegerField(_("Paragraph"), [Optional(), NumberRange(min=1, max=9999)])
    opening = _line(_("Its first five words"))


class Row(FormField):  # pyright: ignore[reportMissingTypeArgument] -- only its stub is generic
    """One of several rows; it speaks the language of its form."""

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        this: Any = self
        made, lang = this.form_class, this.meta.lang

        def in_its_language(*, meta: dict[str, Any], **told: Any) -> WTForm:
            return made(meta={**meta, "lang": lang}, **told)

        this.form_class = in_its_language
        super().process(formdata, *args, **options)
        this.form_class = made


class HiddenNumber(IntegerField):
    widget = HiddenInput()


class EditForm(WhenForm):
    """Everything of an event, in one language. ``do`` is the button that was pressed."""

    shown_first = ("kind", "title")

    do = HiddenField()
    version = HiddenNumber()
    seen = HiddenField()
    kind = SelectField(_("What"), choices=options(KINDS.items()))
    title = _line(_("Title"), most=150)
    place = _line(_("Place"))
    hosts = FieldList(Row(HostForm), _("Who calls, hosts and supports"))
    stops = FieldList(Row(StopForm), _("Route"))
    summary = _text(_("What it is about, in two or three sentences"))
    online_url = _line(_("Link to take part online"), most=500)
    step_free_route = _text(_("The way without steps"))
    access = _text(_("Access: ramps, lifts, sign language, quiet places"))
    languages = CheckboxesField(_("Languages spoken there"), choices=options(LANGUAGES.items()))
    legal_aid = _line(_("Number of the legal aid"))
    first_aid = _line(_("First aid: where, and how to know them"))
    stewards_sign = _line(_("How to know the stewards"))
    bring = _text(_("What to bring"))
    slogans = FieldList(Row(SloganForm), _("Slogans"))
    demand_ids = CheckboxesField(_("What is demanded"), choices=(), validate_choice=False)
    remembers_ids = CheckboxesField(_("In memory of"), choices=(), validate_choice=False)
    incident_ids = CheckboxesField(_("What happened there"), choices=(), validate_choice=False)


class RepeatForm(Form):
    every = RadioField(
        _("How often"),
        choices=options(
            [
                (Every.WEEK.value, _("Every week")),
                (Every.TWO_WEEKS.value, _("Every two weeks")),
                (Every.MONTH.value, _("Every month, on the same date")),
                (Every.MONTH_WEEKDAY.value, _("Every month, on the same weekday")),
            ]
        ),
        default=Every.WEEK.value,
    )
    until = DateField(_("Until which day"), [Optional()])
    times = IntegerField(_("Or how many times, with the first"), [Optional(), NumberRange(2, MOST)])


class CopyForm(Form):
    day = DateField(_("On which day"))


class PictureForm(Form):
    picture = FileField(_("Picture"))
    alt = _text(_("What the picture shows, for those who do not see it"))
