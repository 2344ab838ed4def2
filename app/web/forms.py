"""What people send with a form: read within limits, judged in their language.

A handler takes ``form: Posted`` and fills a `Form` with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, cast
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from wtforms import DateField as WTDateField
from wtforms import DateTimeLocalField as WTDateTimeLocalField
from wtforms import Field, FieldList, FormField, SelectMultipleField, StringField
from wtforms import Form as WTForm
from wtforms.fields.choices import (
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType] -- newer than its stubs
    SelectFieldBase,
)
from wtforms.i18n import get_translations as wtforms_translations
from wtforms.meta import DefaultMeta
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from app.kit.dates import YEARS
from app.kit.text import cleaned
from app.web.i18n import translations

MAX_FIELDS = 600
MAX_FILES = 4
MAX_PART = 1 << 20
MultiPartParser.spool_max_size = 1 << 30  # files too stay in memory: the gate says how large
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (Unicode Standard Annex 9, 2.1 to 2.4)."""
URL_ENCODED = "application/x-www-form-urlencoded"
FORM_TYPES = (URL_ENCODED, "multipart/form-data")


def _(message: str) -> str:
    return message


YEAR_OUT_OF_REACH = _("Give a year between 1500 and 2200.")
UNKNOWN_FIELDS = _(
    "This form has changed since you opened it. Please look at it and send it again."
)


async def posted(request: Request) -> FormData:
    """Read a form's body; texts are in NFC, with plain line ends and without control codes.

    Raises:
        HTTPException: 415, it is no form; 400, it cannot be read or has too many parts.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORM_TYPES:
        raise HTTPException(415)
    if kind == URL_ENCODED:
        sent: Iterable[tuple[str, str | UploadFile]] = _pairs_in(await request.body())
    else:
        form = await request.form(
            max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_PART
        )
        sent = form.multi_items()
    return FormData([(tidy(name), _value(value)) for name, value in sent])


Posted = Annotated[FormData, Depends(posted)]
"""Parameter type of a handler that takes a form."""


def _pairs_in(body: bytes) -> list[tuple[str, str]]:
    """What a body of names and values tells (WHATWG URL Standard, 5.1)."""
    try:
        return parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise HTTPException(400) from None


def _value(value: str | UploadFile) -> str | UploadFile:
    return tidy(value) if isinstance(value, str) else value


def tidy(text: str) -> str:
    """Text as we keep it: composed, lines ended by LF, nothing that cannot be stored or shown.

    Nothing either that turns the rest of a line around: beside somebody else's words, in a letter
    or a calendar, it would make them say what they do not.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    composed = TURNS.sub("", composed)
    return cleaned(composed)


class _InReach(Field):
    """A date of a year that can be reckoned with."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValueError(self.gettext(YEAR_OUT_OF_REACH))


class DateField(_InReach, WTDateField):
    """A day."""


class DateTimeLocalField(_InReach, WTDateTimeLocalField):
    """A day and a time on the clock there."""


class _Words:
    """Our own catalogue first, then the one that WTForms brings."""

    def __init__(self, lang: str) -> None:
        self._ours = translations(lang)
        self._theirs = wtforms_translations([lang, "es"])

    def gettext(self, string: str) -> str:
        ours = self._ours.gettext(string)
        return self._theirs.gettext(string) if ours == string else ours

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        ours = self._ours.ngettext(singular, plural, n)
        return self._theirs.ngettext(singular, plural, n) if ours in {singular, plural} else ours


_words = cache(_Words)


class _Meta(DefaultMeta):
    lang: str

    def get_translations(self, form: Any) -> Any:
        return _words(self.lang)


class Form(WTForm):
    """A form whose labels, choices and messages are English message ids, told in ``lang``.

    Values that the page supplies (names of organisations) are set after it is made, so that they
    are not translated. A name that no field has is refused.
    """

    form_errors: list[str]
    shown_first: ClassVar[tuple[str, ...]] = ()
    """Fields that the page shows before all others, where inheritance would put them last."""

    def __init__(self, sent: FormData | None = None, *, lang: str, **options: Any) -> None:
        self._sent = frozenset(sent or ())
        super().__init__(sent, meta={"lang": lang}, **options)
        words = translations(lang)
        for field in self:
            _translate(field, words)
            _straighten(field)

    class Meta(_Meta):
        """Says in which language WTForms' own messages come."""

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if all(name in self or self._is_part(name) for name in self._sent):
            return valid
        self.form_errors.append(self.meta.get_translations(self).gettext(UNKNOWN_FIELDS))
        return False

    def _is_part(self, name: str) -> bool:
        return any(
            isinstance(field, FieldList | FormField) and name.startswith(f"{field.name}-")
            for field in self
        )

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """What has to be mended: the input's id, its label and the sentence."""
        later = [field for field in self if field.name not in self.shown_first]
        for field in [*(self[name] for name in self.shown_first), *later]:
            yield from _faults_of(field)

    def refuse(self, name: str, sentence: str) -> None:
        """Add what only the domain could find wrong with a field; a message id."""
        field = self[name]
        field.errors = [*field.errors, field.gettext(sentence)]


class CheckboxesField(SelectMultipleField):
    """Several of some choices, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def options(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """What a field offers, from values and what they are called."""
    return [SelectChoice(value, label) for value, label in pairs]


def _pairs(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for choice in choices:
        yield (choice.value, choice.label) if isinstance(choice, SelectChoice) else choice


def _translate(field: Field, words: Any) -> None:
    if field.label.text:
        field.label.text = words.gettext(field.label.text)
    if isinstance(field, SelectFieldBase) and isinstance(getattr(field, "choices", None), list):
        cast("Any", field).choices = options(
            (value, words.gettext(label) if label else label)
            for value, label in _pairs(cast("Any", field).choices)
        )
    entries = getattr(field, "entries", None) or getattr(field, "form", None) or ()
    for entry in entries:
        _translate(entry, words)


def _straighten(field: Field) -> None:
    """What is asked for in one line is one line, whatever was sent."""
    for entry in getattr(field, "entries", None) or getattr(field, "form", None) or ():
        _straighten(entry)
    is_line = isinstance(field, StringField) and isinstance(field.widget, TextInput)
    if is_line and isinstance(field.data, str) and "\n" in field.data:
        field.data = " ".join(filter(None, (line.strip() for line in field.data.split("\n"))))


def _faults_of(field: Field) -> Iterator[tuple[str, str, str]]:
    entries = getattr(field, "entries", None) or getattr(field, "form", None)
    if entries:
        for entry in entries:
            yield from _faults_of(entry)
    for error in cast("list[Any]", field.errors):
        if isinstance(error, str) and error:  # a list of fields keeps lists here
            yield field.id, field.label.text, error
