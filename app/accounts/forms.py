"""What people type about themselves, and about whom they let in."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import (
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp

from app.accounts.enums import AccountRole
from app.accounts.handles import HANDLE_MAX, is_handle
from app.accounts.labels import LANGUAGES, ROLES_EXPLAINED
from app.accounts.policy import PASSWORD_MAX, password_fault
from app.kit.text import sort_key
from app.web.forms import CheckboxesField, Form, options

NAME_MAX = 80
DAYS = (1, 3, 7, 14)
FACTOR = re.compile("[A-Z2-7]{32}$")


def _(message: str) -> str:
    return message


_NO_HANDLE = _("3 to 40 letters or digits; between them dots, hyphens and underscores.")
_UNLIKE = _("Both must be the same.")
_LANGUAGES = options(LANGUAGES.items())


def stripped(text: str | None) -> str | None:
    return text.strip() if text else text


def _fits_handle(form: Any, field: Field) -> None:
    del form
    if not is_handle(field.data):
        raise ValidationError(field.gettext(_NO_HANDLE))


def _is_strong(form: Any, field: Field) -> None:
    fault = password_fault(field.data, handle=form.handle.data or "")
    if fault is not None:
        raise ValidationError(field.gettext(fault))


class SignInForm(Form):
    handle = StringField(_("Handle"), [InputRequired(), Length(max=HANDLE_MAX)], filters=[stripped])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=PASSWORD_MAX)])


class CodeForm(Form):
    code = StringField(_("Code"), [InputRequired(), Length(max=40)], filters=[stripped])


class NewPasswordForm(Form):
    """For somebody who has a handle already; it stands there for the password's keeper."""

    handle = StringField(_("Handle"), [InputRequired()], filters=[stripped])
    new_password = PasswordField(_("New password"), [InputRequired(), _is_strong])
    again = PasswordField(_("The same password again"), [EqualTo("new_password", _UNLIKE)])


class ChangePasswordForm(NewPasswordForm):
    password = PasswordField(_("Present password"), [InputRequired(), Length(max=PASSWORD_MAX)])


class JoinForm(Form):
    handle = StringField(_("Handle"), [InputRequired(), _fits_handle], filters=[stripped])
    name = StringField(
        _("What others call you"), [Optional(), Length(max=NAME_MAX)], filters=[stripped]
    )
    language = SelectField(_("Language of your workspace"), choices=_LANGUAGES)
    new_password = PasswordField(_("Password"), [InputRequired(), _is_strong])
    again = PasswordField(_("The same password again"), [EqualTo("new_password", _UNLIKE)])


class ProfileForm(Form):
    name = StringField(
        _("What others call you"), [InputRequired(), Length(max=NAME_MAX)], filters=[stripped]
    )
    language = SelectField(_("Language of your workspace"), choices=_LANGUAGES)


class SecondFactorForm(Form):
    factor = HiddenField(validators=[InputRequired(), Regexp(FACTOR)])
    code = StringField(
        _("Code that the app shows"), [InputRequired(), Length(max=10)], filters=[stripped]
    )


class RoleForm(Form):
    """A role, and the organisations it is for; which of both are offered is the page's choice."""

    role = RadioField(_("Role"), [InputRequired()], choices=options(ROLES_EXPLAINED.items()))
    organisations = CheckboxesField(_("For which organisations"), validate_choice=True)

    def offer(self, roles: Iterable[AccountRole], organisations: Mapping[str, str]) -> None:
        """Leave these roles and these organisations (name by id) to choose from."""
        offered = {role.value for role in roles}
        choices: Any = self.role.choices
        self.role.choices = [choice for choice in choices if choice.value in offered]
        by_name = sorted(organisations.items(), key=lambda item: sort_key(item[1]))
        self.organisations.choices = options(by_name)


class InviteForm(RoleForm):
    days = SelectField(_("The link works for"), coerce=int, default=3)

    def offer_days(self, words: Mapping[int, str]) -> None:
        self.days.choices = options((str(days), said) for days, said in words.items())
