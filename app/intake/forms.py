"""What every public form has besides what it asks."""

from wtforms import HiddenField, StringField

from app.web.forms import Form


def _(message: str) -> str:
    return message


class TicketForm(Form):
    """A form with a ticket; ``website`` is for programs that fill in everything."""

    ticket = HiddenField()
    website = StringField(_("Leave this empty"))
