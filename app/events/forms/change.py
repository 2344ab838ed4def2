"""What organisers type when something has changed."""

from typing import Any

from wtforms import (
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, Optional

from app.events.edits import EventEdit
from app.events.enums import ChangeKind
from app.events.inputs import ChangeInput, EventInput
from app.events.service.dates import times_of
from app.events.service.faults import Faults
from app.kit.languages import Language
from app.web.forms import DateField, Form

LINE, PARAGRAPH = 200, 4000
NEEDS_VALUE = {ChangeKind.TIME, ChangeKind.PLACE}


def _(message: str) -> str:
    return message


def _trimmed(text: str | None) -> str:
    return text.strip() if text else ""


def _words(label: str) -> TextAreaField:
    return TextAreaField(label, [Length(max=PARAGRAPH)], filters=[_trimmed])


class ChangeForm(Form):
    """The new value, and the words in the languages of the site; ``do`` is the button pressed."""

    do = HiddenField()
    version = IntegerField(validators=[Optional()])
    day = DateField(_("Day"), [Optional()])
    starts = TimeField(_("From"), [Optional()])
    ends = TimeField(_("Until"), [Optional()])
    last_day = DateField(_("Last day, if it goes on for several"), [Optional()])
    where = StringField(_("Where people meet now"), [Length(max=LINE)], filters=[_trimmed])
    link = StringField(_("Link to take part online"), [Length(max=500)], filters=[_trimmed])
    words_es = _words(_("Words in Spanish"))
    words_fr = _words(_("Words in French"))
    words_en = _words(_("Words in English"))


def words_of(form: Any) -> dict[str, str]:
    """What is told, by language."""
    typed = {language.value: form[f"words_{language.value}"].data for language in Language}
    return {lang: text for lang, text in typed.items() if text}


def change_of(form: Any, kind: ChangeKind, known: EventInput, lang: str) -> ChangeInput:
    """What was typed, as it is written; a place without a route is named later.

    Raises:
        EditRefused: day and hours do not fit together.
    """
    text = words_of(form)
    if kind is ChangeKind.TIME:
        faults = Faults()
        times = times_of(_on_clock(form, known, lang), None, faults)
        faults.tell()
        return ChangeInput(
            kind=kind, text=text, starts_at=times.starts_at, ends_at=times.ends_at, date=times.date
        )
    if kind is ChangeKind.PLACE:
        point = {lang: form.where.data} if form.where.data and known.route else {}
        return ChangeInput(
            kind=kind, text=text, meeting_point=point, online_url=form.link.data or None
        )
    return ChangeInput(kind=kind, text=text)


def _on_clock(form: Any, known: EventInput, lang: str) -> EventEdit:
    return EventEdit(
        lang=lang,
        kind=known.kind,
        title="",
        timezone=known.timezone,
        day=form.day.data,
        starts=form.starts.data,
        ends=form.ends.data,
        last_day=form.last_day.data,
    )
