"""Words for what an event says in codes. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


KINDS = {
    "demonstration": _("Demonstration"),
    "march": _("March"),
    "vigil": _("Vigil"),
    "meeting": _("Meeting"),
    "strike": _("Strike"),
    "caravan": _("Caravan"),
    "roadblock": _("Roadblock"),
    "occupation": _("Occupation"),
    "online_meeting": _("Online meeting"),
}
FIELDS = {
    "name": _("What it is called"),
    "date": _("Date"),
    "time": _("Time"),
    "place": _("Place"),
    "called_by": _("Called or organised by"),
    "turnout": _("How many came"),
    "what_happened": _("What happened"),
}
HOST_ROLES = {
    "host": _("Hosts"),
    "calls": _("Called or organised by"),
    "supports": _("Supported by"),
}
CHANGES = {
    "place": _("The place"),
    "time": _("The time or the day"),
    "cancelled": _("It is cancelled"),
    "postponed": _("It is put off, with no new date yet"),
    "resumed": _("It takes place after all"),
    "thanks": _("It is over: say thank you"),
    "other": _("Something else"),
}
STANDINGS = {
    "cancelled": _("Cancelled"),
    "postponed": _("Postponed"),
}
STOP_KINDS = {
    "assembly": _("Assembly point"),
    "waypoint": _("On the way"),
    "end": _("End of the route"),
}
UPDATES = {
    "moved": _("Moved"),
    "delayed": _("Delayed"),
    "cancelled": _("Cancelled"),
    "other": _("Notice"),
}
LANGUAGES = {
    "es": _("Spanish"),
    "fr": _("French"),
    "en": _("English"),
    "qu": _("Quechua"),
    "ay": _("Aymara"),
}
TEXTS = {
    "title": _("Title"),
    "summary": _("What it is about"),
    "step_free_route": _("The way without steps"),
    "access": _("Access"),
    "stewards_sign": _("How to know the stewards"),
    "bring": _("What to bring"),
    "stop_name": _("Stop"),
    "stop_note": _("Note on stop"),
    "slogan": _("Slogan"),
    "alt": _("What the picture shows"),
}
