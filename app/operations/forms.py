"""What is typed on the pages of whoever runs the server."""

from wtforms import EmailField
from wtforms.validators import InputRequired, Length

from app.mail.inputs import LONGEST_ADDRESS
from app.web.forms import Form


def _(message: str) -> str:
    return message


NOT_AN_ADDRESS = _("This is no mail address that we can write to. Write it as name@host.")


class MailTestForm(Form):
    address = EmailField(_("Mail address"), [InputRequired(), Length(max=LONGEST_ADDRESS)])
