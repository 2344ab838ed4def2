"""What readers of lists fill in: twelve words, two of them typed back, a passphrase."""

from typing import Annotated

from fastapi import Depends, Request
from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import EqualTo, InputRequired, Length

from app.signups.export import SHORTEST_PASSPHRASE, Closing, closing_of
from app.web.forms import Form, Posted
from app.web.hop import Resources
from app.web.slow import slow

LONGEST = 200


def _(message: str) -> str:
    return message


SHORT = _("Take a longer one: four words that do not belong together are good.")
UNLIKE = _("The two are not the same. Type it once more.")
NO_SHEET = _(
    "These are not the twelve words of your sheet. Look at it once more: every word counts,"
    " in its order."
)
WORD_NUMBER = _("Word number %(number)s")
OTHER_WORD = _("On the sheet this word is another. Look at it once more.")


class BackForm(Form):
    """Two words typed back from the paper; ``sheet`` carries the words, locked."""

    sheet = HiddenField()
    first = StringField("", [InputRequired(), Length(max=40)])
    second = StringField("", [InputRequired(), Length(max=40)])


class WordsForm(Form):
    words = TextAreaField(_("The twelve words, in their order"), [InputRequired(), Length(max=400)])


class ExportForm(Form):
    passphrase = PasswordField(
        _("A passphrase for the file"),
        [InputRequired(), Length(min=SHORTEST_PASSPHRASE, max=LONGEST, message=SHORT)],
    )
    again = PasswordField(
        _("The same once more"), [InputRequired(), EqualTo("passphrase", message=UNLIKE)]
    )


def _close(request: Request, form: Posted) -> Closing | None:
    typed = form.get("passphrase")
    if not isinstance(typed, str) or not SHORTEST_PASSPHRASE <= len(typed) <= LONGEST:
        return None
    resources: Resources = request.app.state.resources
    return closing_of(typed, resources.password_cost)


ClosedWith = Annotated[Closing | None, Depends(slow(_close))]
"""Parameter type of a handler that exports: the key of the passphrase, derived beforehand."""
