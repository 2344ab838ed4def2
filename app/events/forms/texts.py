"""A form of as many texts as an event has."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from wtforms import TextAreaField
from wtforms.validators import Length

from app.events.forms.event import PARAGRAPH, HiddenNumber
from app.web.forms import Form


def texts_form(
    names: Mapping[str, str], sent: FormData | None = None, *, lang: str, **options: Any
) -> Form:
    """One field for each text; ``names`` says what they are called in ``lang``."""
    fields = {
        name: TextAreaField(label, [Length(max=PARAGRAPH)], filters=[_trimmed])
        for name, label in names.items()
    }
    made = type("TextsForm", (Form,), {"version": HiddenNumber(), **fields})
    return made(sent, lang=lang, **options)


def _trimmed(text: str | None) -> str:
    return text.strip() if text else ""
