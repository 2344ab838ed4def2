"""Words for the kinds of demand. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


KINDS = {
    "movement": _("Demands of the movement"),
    "position": _("Positions of authors and parties"),
    "counter": _("Counter-demands"),
}
EXPLAINED = {
    "movement": _("What those who took to the streets asked for, in whichever words."),
    "position": _("What an author or a party proposes; the sources say so in their own name."),
    "counter": _("What the other side asked for: government, parliament, business."),
}
