"""Writing events and publishing them."""

from app.events.service.changes import (
    ChangeNotPossible,
    NothingNew,
    WordsMissing,
    change,
    changed_event,
    possible,
)
from app.events.service.co_hosting import HostsAlready
from app.events.service.proposals import ProposalsFull
from app.events.service.publication import PROJECTOR, project
from app.events.service.records import EventChanged, as_input, read, save
from app.events.service.rules import (
    DateContradicted,
    EndsBeforeItStarts,
    LinkNotHttp,
    SloganWithoutSource,
    TimeWithoutOffset,
    TimezoneUnknown,
)
from app.events.service.sign_up import note_sign_up

__all__ = [
    "PROJECTOR",
    "ChangeNotPossible",
    "DateContradicted",
    "EndsBeforeItStarts",
    "EventChanged",
    "HostsAlready",
    "LinkNotHttp",
    "NothingNew",
    "ProposalsFull",
    "SloganWithoutSource",
    "TimeWithoutOffset",
    "TimezoneUnknown",
    "WordsMissing",
    "as_input",
    "change",
    "changed_event",
    "note_sign_up",
    "possible",
    "project",
    "read",
    "save",
]
