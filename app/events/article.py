"""A stored event as its page shows it (`events/_article.html`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.events import labels
from app.events.clocks import clock_line
from app.events.documents import stage_of
from app.events.enums import NOT_PUBLIC, Stage
from app.events.titles import marked, news_mark
from app.web.i18n import partial_date, translated

Event = Mapping[str, Any]


def article(event: Event, *, lang: str, now: datetime, home: str) -> dict[str, Any]:
    """What the page says in words; ``home`` is the campaign's zone."""
    return {
        "event": event,
        "stops": _stops(event),
        "stage": _stage(event, now).value,
        "shared_title": marked(news_mark(event, lang), event["title"], lang),
        "clock": clock_line(event, lang=lang, home=home),
        "when": _when(event, lang),
        "hosts": _hosts_by_role(event, lang),
        "kind": translated(labels.KINDS, lang)[event["kind"]],
        "fields": translated(labels.FIELDS, lang),
        "notices": _notices(event, lang),
        "spoken": _spoken(event, lang),
    }


def place_of(event: Event) -> str:
    """Where it is in one line: from where to where, or the one place."""
    stops = [stop["name"] for stop in event["route"]]
    if len(stops) > 1:
        return f"{stops[0]} → {stops[-1]}"
    return stops[0] if stops else event["place"]["name"] if event["place"] else ""


def _stage(event: Event, now: datetime) -> Stage:
    """As it will be read: a draft as what it announces."""
    return Stage.ANNOUNCED if event["status"] in NOT_PUBLIC else stage_of(event, now)


def _when(event: Mapping[str, Any], lang: str) -> str:
    return partial_date(event["date"], lang) if event["date"] else ""


def _stops(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    borrowed: Mapping[str, str] = event["borrowed"] or {}
    return [
        {
            **stop,
            "name_lang": borrowed.get(f"route.{number}.name"),
            "note_lang": borrowed.get(f"route.{number}.note"),
        }
        for number, stop in enumerate(event["route"])
    ]


def _hosts_by_role(event: Mapping[str, Any], lang: str) -> list[tuple[str, list[Any]]]:
    named = translated(labels.HOST_ROLES, lang)
    grouped = [
        (label, [host for host in event["hosts"] if host["role"] == role])
        for role, label in named.items()
    ]
    return [(label, hosts) for label, hosts in grouped if hosts]


def _notices(event: Mapping[str, Any], lang: str) -> list[dict[str, Any]]:
    titles, zone = translated(labels.UPDATES, lang), ZoneInfo(event["timezone"])
    return [
        {
            "title": titles[update["kind"]],
            "text": update["text"],
            "at": datetime.fromisoformat(update["at"]).astimezone(zone),
            "lang": None if update["language"] == lang else update["language"],
        }
        for update in event["updates"]
    ]


def _spoken(event: Mapping[str, Any], lang: str) -> str:
    names = translated(labels.LANGUAGES, lang)
    spoken: list[str] = event["languages"]
    return ", ".join(names.get(code, code) for code in spoken)
