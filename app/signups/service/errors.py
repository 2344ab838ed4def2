"""What can stand against a sign-up, or against how a form is set.

Conflict
├── SignUpsClosed       nobody can sign up (any more, or yet)
├── EventFull           fewer seats are free than are asked for, and nobody waits here
├── MailClosed          mail cannot reach anybody at present
└── NothingToGive       who would give access awaits it too
NotFound
├── LinkUnknown         no sign-up has this private link
└── NotAReader          the list is not theirs
Invalid
├── SheetUnknown        these twelve words are no sheet of this account
├── SignUpFaulty        what was answered does not fit the form
└── FormFaulty          the form cannot be so; see its subclasses
"""

from app.kit.errors import Conflict, FieldFault, Invalid, NotFound


class SignUpsClosed(Conflict):
    code = "sign_ups_closed"


class EventFull(Conflict):
    code = "event_full"


class MailClosed(Conflict):
    code = "mail_closed"


class LinkUnknown(NotFound):
    code = "link_unknown"


class NotAReader(NotFound):
    code = "not_a_reader"


class NothingToGive(Conflict):
    code = "nothing_to_give"


class SheetUnknown(Invalid):
    code = "sheet_unknown"


class SignUpFaulty(Invalid):
    code = "sign_up_faulty"

    def __init__(self, field: str) -> None:
        super().__init__(FieldFault(field, self.code, "This does not fit the form."))
        self.field = field


class FormFaulty(Invalid):
    field = ""
    detail = ""

    def __init__(self) -> None:
        super().__init__(FieldFault(self.field, self.code, self.detail))


class CapacityBelowTaken(FormFaulty):
    code = "capacity_below_taken"
    field = "capacity"
    detail = "More seats are taken than that. Take a larger number."


class WaitsForNothing(FormFaulty):
    code = "waits_for_nothing"
    field = "has_waiting_list"
    detail = "A waiting list needs a number of places."


class QuestionWithoutNames(FormFaulty):
    code = "question_without_names"
    field = "questions"
    detail = "Own questions are asked only where names are."


class EventWithoutDate(FormFaulty):
    code = "event_without_date"
    field = "is_open"
    detail = "Give the event a date first: people are told until when we keep what they write."


class NobodyToRead(FormFaulty):
    code = "nobody_to_read"
    field = "mode"
    detail = "Nobody could read the names. Somebody of a host organisation must have an account."


class FormPurged(FormFaulty):
    code = "form_purged"
    field = "is_open"
    detail = "What people wrote was destroyed on the printed date; sign-up stays closed."
