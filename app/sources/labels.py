"""Words for what a source says in codes. Marked for translation, not translated."""

from app.publishing.enums import PublicKind


def _(message: str) -> str:
    return message


KINDS = {
    "article": _("Article"),
    "statement": _("Statement"),
    "report": _("Report"),
    "reference_work": _("Reference work"),
    "communication": _("Communication to us"),
}
LANGUAGES = {
    "es": _("Spanish"),
    "fr": _("French"),
    "en": _("English"),
    "qu": _("Quechua"),
    "ay": _("Aymara"),
}
RESTING = {
    # What rests on a source, in the order of its page.
    PublicKind.VICTIM.value: _("In memory"),
    PublicKind.INCIDENT.value: _("Incidents"),
    PublicKind.TOLL.value: _("Tolls"),
    PublicKind.FIGURE.value: _("Other figures"),
    PublicKind.EVENT.value: _("Events"),
    PublicKind.DEMAND.value: _("Demands"),
    PublicKind.STATEMENT.value: _("Statements"),
    PublicKind.ORGANISATION.value: _("Organisations"),
    PublicKind.PLACE.value: _("Places"),
}
