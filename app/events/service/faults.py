"""What an edit can be refused for: a field, a code and a sentence that says what to do."""

from app.kit.errors import FieldFault, Invalid


def _(message: str) -> str:
    return message


SENTENCES = {
    # Marked for translation, not translated.
    "title_missing": _("Give it a title."),
    "day_missing": _("Say on which day."),
    "timezone_unknown": _("Choose a time zone."),
    "start_missing": _("Give the start too, or leave out the end."),
    "time_skipped": _("The clocks there go forward past this time on that day. Choose another."),
    "ends_before_it_starts": _("Let the end follow the start."),
    "last_day_first": _("Let the last day follow the first."),
    "last_day_without_end": _(
        "Say until when on the last day, or leave out the time at which it begins."
    ),
    "place_missing": _("Say where people meet."),
    "route_too_short": _("Say where it begins and where it ends."),
    "link_missing": _("Give the link, beginning with https://."),
    "link_not_http": _("Give an address that begins with https://."),
    "hosts_missing": _("Say who calls for it."),
    "organisation_not_yours": _(
        "This organisation is known here, and you do not act for it. Write the name of yours, or"
        " ask a coordinator."
    ),
    "hosts_without_yours": _(
        "Keep one of your own organisations among those who host or call; else it is no longer"
        " yours to edit."
    ),
    "ask_to_host": _(
        "They act here for themselves: ask them to host together, on the event’s own page."
    ),
    "host_twice": _("Name each organisation once in each role."),
    "slogan_without_source": _(
        "Say where it stands, with paragraph and first words: a slogan that accuses a living person"
        " is only shown as a quotation."
    ),
    "alt_missing": _("Say what the picture shows, in a sentence."),
    "picture_missing": _("Choose a picture."),
    "no_further_day": _("Nothing would repeat: choose a later last day, or more times."),
    "slogan_source_incomplete": _("Give source, paragraph and its first words, or none of them."),
}


class EditRefused(Invalid):
    """An edit does not hold together; nothing of it is written, and every fault is told."""

    code = "edit_refused"


def refusal(field: str, code: str) -> EditRefused:
    """The refusal for one fault."""
    return EditRefused(FieldFault(field, code, SENTENCES[code]))


class Faults:
    """Collects what is wrong, so that all of it is told at once."""

    def __init__(self) -> None:
        self._found: list[FieldFault] = []

    def note(self, field: str, code: str) -> None:
        self._found.append(FieldFault(field, code, SENTENCES[code]))

    def note_if(self, wrong: object, field: str, code: str) -> None:
        if wrong:
            self.note(field, code)

    def tell(self) -> None:
        """Refuse the edit if anything was noted.

        Raises:
            EditRefused: with every fault.
        """
        if self._found:
            raise EditRefused(*self._found)
