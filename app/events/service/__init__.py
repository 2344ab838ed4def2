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

__all__ = [
    "PROJECTOR",
    "DateContradicted",
    "EndsBeforeItStarts",
    "EventChanged",
    "LinkNotHttp",
    "SloganWithoutSource",
    "TimeWithoutOffset",
    "TimezoneUnknown",
    "project",
    "read",
    "save",
]
