"""Words for what a statement says in codes. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


KINDS = {
    "recorded": _("Words on record"),
    "testimony": _("Testimony"),
    "our_own": _("Our own statement"),
}
FIELDS = {
    "date": _("When it was said"),
    "place": _("Where it was said"),
}
