"""Stored events as lines of a list (`macros/event.html`, ``event_list``)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.events.clocks import clock_line
from app.events.documents import stage_of
from app.events.enums import Stage
from app.events.labels import KINDS
from app.web.i18n import translated

UNMARKED = {Stage.ANNOUNCED, Stage.DOCUMENTED}


def lines(
    events: Iterable[Mapping[str, Any]], *, lang: str, now: datetime, home: str
) -> list[dict[str, Any]]:
    """One line each; ``home`` is the campaign's zone."""
    kinds = translated(KINDS, lang)
    return [
        {
            "title": event["title"],
            "url": event["url"],
            "date": event["date"] or "",
            "time": clock_line(event, lang=lang, home=home),
            "place": (place := _place(event)),
            "meta": " · ".join(part for part in (kinds[event["kind"]], place) if part),
            "status": _mark(event, now),
            "summary": event["summary"],
            "lang": event["borrowed"]["title"] if "title" in (event["borrowed"] or ()) else None,
        }
        for event in events
    ]


def _place(event: Mapping[str, Any]) -> str | None:
    """Where it is, or else where its route begins."""
    if event["place"]:
        return event["place"]["name"]
    return event["route"][0]["name"] if event["route"] else None


def _mark(event: Mapping[str, Any], now: datetime) -> str | None:
    stage = stage_of(event, now)
    return None if stage in UNMARKED else stage.value
