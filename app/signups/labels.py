"""Words for what a list says in codes. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


STATUSES = {
    "confirmed": _("comes"),
    "attended": _("was there"),
    "waiting": _("waits"),
}
COLUMNS = {"name": _("Name"), "party": _("How many"), "status": _("State")}

PUBLISH_FIRST = _("Publish the event first; then people can sign up.")
SET_MEANWHILE = _("Somebody else has set this meanwhile. Open the page again and look at it.")
FAULTS = {
    "capacity_below_taken": _("More places than that are taken. Take a larger number."),
    "waits_for_nothing": _("People can stand in line only where places are counted."),
    "question_without_names": _("Own questions are asked only where names are asked for."),
    "event_without_date": _(
        "Give the event a date first: people are told until when we keep what they write."
    ),
    "nobody_to_read": _(
        "Nobody could read the names: somebody of a host organisation must have an account."
    ),
    "form_purged": _("What people wrote was destroyed on the printed date; sign-up stays closed."),
}
