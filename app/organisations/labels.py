"""Words for the kinds of organisation. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


GROUPS = {
    # The heading of a kind in the list, in the list's order.
    "trade_union": _("Trade unions"),
    "peasant": _("Peasant organisations"),
    "indigenous": _("Indigenous organisations"),
    "student": _("Students’ organisations"),
    "human_rights": _("Human rights organisations"),
    "solidarity": _("Solidarity groups"),
    "coordination": _("Coordinating bodies"),
    "party": _("Parties and political groups"),
    "employers": _("Employers’ associations"),
    "company": _("Companies"),
    "state": _("State bodies"),
    "international": _("International bodies"),
    "research": _("Research and polling"),
    "media": _("Media"),
    "other": _("Other organisations"),
}
KINDS = {
    # What one organisation is.
    "trade_union": _("Trade union"),
    "peasant": _("Peasant organisation"),
    "indigenous": _("Indigenous organisation"),
    "student": _("Students’ organisation"),
    "human_rights": _("Human rights organisation"),
    "solidarity": _("Solidarity group"),
    "coordination": _("Coordinating body"),
    "party": _("Party or political group"),
    "employers": _("Employers’ association"),
    "company": _("Company"),
    "state": _("State body"),
    "international": _("International body"),
    "research": _("Research or polling institute"),
    "media": _("Media outlet"),
    "other": _("Organisation"),
}
