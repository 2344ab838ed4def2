"""What people type about themselves."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.accounts.handles import HANDLE_MAX
from app.accounts.passwords import PASSWORD_MAX
from app.web.forms import Form


def _(message: str) -> str:
    return message


class SignInForm(Form):
    handle = StringField(_("Handle"), [InputRequired(), Length(max=HANDLE_MAX)])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=PASSWORD_MAX)])
