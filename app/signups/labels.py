"""Words for what a list says in codes. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


STATUSES = {
    "confirmed": _("comes"),
    "attended": _("was there"),
    "waiting": _("waits"),
}
COLUMNS = {"name": _("Name"), "party": _("How many"), "status": _("State")}
