"""Words for the kinds of record, for lists that mix them; marked for translation."""

from app.publishing.enums import PublicKind
from app.web.i18n import translations


def _(message: str) -> str:
    return message


ONE = {
    PublicKind.VICTIM: _("In memory"),
    PublicKind.INCIDENT: _("Incident"),
    PublicKind.TOLL: _("Toll"),
    PublicKind.FIGURE: _("Figure"),
    PublicKind.EVENT: _("Event"),
    PublicKind.ORGANISATION: _("Organisation"),
    PublicKind.DEMAND: _("Demand"),
    PublicKind.STATEMENT: _("Statement"),
    PublicKind.SOURCE: _("Source"),
    PublicKind.PLACE: _("Place"),
}
SECTIONS = {
    # The last part of a page's address -> what its share card says.
    "memorial": _("Memorial"),
    "incidents": _("Incidents"),
    "tolls": _("Tolls"),
    "events": _("Events"),
    "calendar": _("Calendar"),
    "demands": _("Demands"),
    "statements": _("Statements"),
    "organisations": _("Organisations"),
    "map": _("Map"),
    "timeline": _("Timeline"),
    "sources": _("Sources"),
    "search": _("Search"),
    "corrections": _("Corrections and withdrawals"),
    "about": _("About us"),
    "method": _("Method"),
    "help": _("Help"),
    "privacy": _("Privacy"),
    "families": _("For families"),
    "partners": _("For partners"),
}


def kind_label(kind: PublicKind, lang: str) -> str:
    """What one record of a kind is called in a language."""
    return translations(lang).gettext(ONE[kind])


def section_label(name: str, lang: str) -> str:
    """What a section of the site is called in a language."""
    return translations(lang).gettext(SECTIONS[name])
