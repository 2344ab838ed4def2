"""Words of accounts. Marked for translation, not translated."""

from collections.abc import Mapping

from app.accounts.enums import AccountRole
from app.kit.languages import Language


def _(message: str) -> str:
    return message


ROLES: Mapping[str, str] = {
    AccountRole.COORDINATOR: _("Coordinator"),
    AccountRole.ORGANISER: _("Organiser"),
    AccountRole.MEMORIAL_EDITOR: _("Memorial editor"),
    AccountRole.TRANSLATOR: _("Translator"),
    AccountRole.STEWARD: _("Steward"),
}
ROLES_EXPLAINED: Mapping[str, str] = {
    AccountRole.COORDINATOR: _("Coordinator: everything, except reading other people’s lists"),
    AccountRole.ORGANISER: _("Organiser: the events of their organisations"),
    AccountRole.MEMORIAL_EDITOR: _("Memorial editor: the memorial and its sources"),
    AccountRole.TRANSLATOR: _("Translator: texts in other languages"),
    AccountRole.STEWARD: _("Steward: checks people in at the door"),
}
LANGUAGES: Mapping[str, str] = {
    Language.SPANISH: "Español",
    Language.FRENCH: "Français",
    Language.ENGLISH: "English",
}
