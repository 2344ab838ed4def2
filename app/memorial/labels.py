"""Words for the kinds and fields of the memorial. Marked for translation, not translated."""


def _(message: str) -> str:
    return message


VICTIM_KINDS = {
    "person": _("Known by name"),
    "unnamed": _("Without a name in our sources"),
    "group": _("Known by number"),
}
VICTIM_FIELDS = {
    "name": _("Name"),
    "count_min": _("How many, at least"),
    "count_max": _("How many, at most"),
    "age": _("Age"),
    "role": _("Who this was"),
    "affiliation": _("Organised in"),
    "date_of_death": _("Date of death"),
    "place_of_death": _("Place of death"),
    "date_of_injury": _("Date of the injury"),
    "place_of_injury": _("Place of the injury"),
    "date_found": _("Date found"),
    "place_found": _("Place found"),
    "injury": _("Injury"),
    "circumstances": _("Circumstances"),
}
READINGS = {
    "several_agree": _("Several independent sources agree."),
    "one_reliable": _("Reported by one reliable source."),
    "one_only": _("One source only."),
    "sources_differ": _("The sources differ."),
}
WITHHELD = {
    "name": _("The name is not shown in full, at the family’s wish."),
    "place": _("The place is not shown exactly, at the family’s wish."),
    "age": _("The age is not shown, at the family’s wish."),
}
INCIDENT_KINDS = {
    "killing": _("Violent deaths"),
    "death_found": _("A death reported"),
    "injuries": _("People injured"),
    "repression": _("Use of force"),
    "detention": _("Detentions"),
    "raid": _("Police raid"),
    "fire": _("Fire"),
    "damage": _("Damage"),
    "blockade": _("Blockade"),
    "occupation": _("Occupation"),
    "closure": _("Closure"),
    "decree": _("Decree"),
    "deployment": _("Deployment of forces"),
    "political_turn": _("Political turn"),
}
INCIDENT_FIELDS = {
    "date": _("Date"),
    "until": _("Until"),
    "time": _("Time of day"),
    "places": _("Places"),
    "issued_by": _("Issued by"),
    "killed_min": _("Deaths, at least"),
    "killed_max": _("Deaths, at most"),
    "injured_min": _("Injured, at least"),
    "injured_max": _("Injured, at most"),
    "detained_min": _("Detained, at least"),
    "detained_max": _("Detained, at most"),
    "what_happened": _("What happened"),
    "cause": _("Cause"),
}
HARMS = {
    "killed": _("Deaths"),
    "injured": _("Injured"),
    "detained": _("Detained"),
}
QUALIFIED = {
    # How a published number is to be read.
    "exactly": "%(n)s",
    "at_least": _("at least %(n)s"),
    "nearly": _("nearly %(n)s"),
    "about": _("about %(n)s"),
    "more_than": _("more than %(n)s"),
}
TITLED = _("%(what)s: %(count)s")
FIGURE_KINDS = {
    "turnout": _("People who took part"),
    "police": _("Police and soldiers"),
    "blockades": _("Roadblocks"),
    "poll": _("Opinion polls"),
    "membership": _("Members"),
    "resignations": _("Ministers"),
    "economy": _("Economy"),
    "other": _("Other figures"),
}
ROLES = {
    # In which role somebody changed a record.
    "seed": _("First entry, from the documents"),
    "coordinator": _("Coordination"),
    "organiser": _("Organiser"),
    "memorial_editor": _("Memorial editor"),
    "translator": _("Translator"),
    "operator": _("Operator of the site"),
}
