"""Writing events and publishing them."""

from app.events.service.publication import PROJECTOR, project
from app.events.service.records import EventChanged, read, save
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
    "DateContradicted",
    "EndsBeforeItStarts",
    "EventChanged",
    "LinkNotHttp",
    "SloganWithoutSource",
    "TimeWithoutOffset",
    "TimezoneUnknown",
    "note_sign_up",
    "project",
    "read",
    "save",
]
