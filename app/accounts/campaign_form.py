"""What people type about the campaign."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.accounts.forms import stripped
from app.accounts.labels import LANGUAGES
from app.web.forms import Form, options
from app.web.zones import zone_choices


def _(message: str) -> str:
    return message


EMPTY = "-"
"""What the memorial begins with if it begins with nothing; no pack is called so."""
TEXTS = ("name", "purpose", "data_controller")


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
    default_timezone = SelectField(_("Its time zone"), [InputRequired()], choices=())
    begins_with = RadioField(
        _("What the memorial begins with"), [InputRequired()], choices=options([])
    )
    seen = HiddenField()

    def offer_packs(self, packs: Sequence[tuple[str, str]]) -> None:
        """Leave packs, by name and title, and nothing to begin with; or ask no such thing."""
        if packs:
            empty = self.begins_with.gettext(_("Empty. You fill it yourselves."))
            self.begins_with.choices = options([*packs, (EMPTY, empty)])
        else:
            del self.begins_with

    def offer_zones(self, lang: str, *, present: str, is_first: bool) -> None:
        """Leave the world's zones to choose from, none of them chosen before somebody has."""
        nothing = [("", "–")] if is_first else []
        self.default_timezone.choices = options([*nothing, *zone_choices(lang, present)])
