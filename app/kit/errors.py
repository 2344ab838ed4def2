"""Errors are facts, of a handful of kinds.

    Fault
    ├── NotFound            there is nothing here, or nothing you may see
    ├── Gone                there was something; it was withdrawn
    ├── Invalid             what was sent does not fit (fields say where)
    ├── Conflict            it fits, but not with what is already so
    │   └── PreconditionFailed   the version you saw is no longer the current one
    ├── PreconditionRequired     a write must say which version it saw
    ├── NotPermitted        you are known, and may not do this
    └── Unavailable         try again later

`app.web.errors` maps each kind to one HTTP status and each code to a sentence for people.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field; never the value that was sent."""

    field: str
    code: str
    detail: str


class Fault(Exception):
    """Root of everything the application refuses on purpose."""

    code = "fault"

    def __init__(self, *fields: FieldFault) -> None:
        super().__init__(self.code)
        self.fields = fields


class NotFound(Fault):
    code = "not_found"


class Gone(Fault):
    code = "gone"


class Invalid(Fault):
    code = "invalid"


class Conflict(Fault):
    code = "conflict"


class PreconditionFailed(Conflict):
    code = "precondition_failed"


class PreconditionRequired(Fault):
    code = "precondition_required"


class NotPermitted(Fault):
    code = "not_permitted"


class Unavailable(Fault):
    code = "unavailable"
