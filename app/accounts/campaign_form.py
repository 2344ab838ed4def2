"""What people type about the campaign."""

from zoneinfo import available_timezones

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.accounts.forms import stripped
from app.accounts.labels import LANGUAGES
from app.web.forms import Form, options


def _(message: str) -> str:
    return message


TEXTS = ("name", "purpose", "data_controller")
_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


class CampaignForm(Form):
    name = StringField(
        _("Name of the campaign"), [InputRequired(), Length(max=120)], filters=[stripped]
    )
    purpose = TextAreaField(
        _("What it is for, in one sentence"), [Optional(), Length(max=400)], filters=[stripped]
    )
    contact = StringField(_("How to reach you"), [Optional(), Length(max=200)], filters=[stripped])
    data_controller = TextAreaField(
        _("Who answers for personal data"), [Optional(), Length(max=600)], filters=[stripped]
    )
    default_language = SelectField(
        _("Language of the campaign"),
        choices=options(LANGUAGES.items()),
    )
    default_timezone = SelectField(
        _("Its time zone"), choices=options((zone, zone) for zone in _ZONES)
    )
    seen = HiddenField()
