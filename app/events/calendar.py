"""iCalendar (RFC 5545) from stored events.

A known time stands in its own zone, with that zone's rules beside it; days stand as days, without
a time. What has no exact day cannot be in a calendar. Slogans are never in one.

SEQUENCE follows the public version, which every change raises and nothing lowers. What is cancelled
or postponed stays, and says so in its title too: several programs show no STATUS.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.events.enums import EventStatus
from app.events.times import is_exact
from app.events.titles import marked, standing_mark
from app.kit.dates import PartialDate
from app.kit.text import plain

PRODUCT = "-//Ayni//Ayni 1//EN"
REFRESH = timedelta(hours=1)
STATUS = {
    EventStatus.PUBLISHED: "CONFIRMED",
    EventStatus.HELD: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}
Event = Mapping[str, Any]


def has_day(event: Event) -> bool:
    """Whether a stored event can stand in a calendar."""
    return is_exact(event["date"])


def calendar(events: Iterable[Event], *, name: str, lang: str) -> bytes:
    """The calendar of those events that have a day; ``name`` is what programs call it."""
    from icalendar import Calendar, vDuration  # noqa: PLC0415 -- no start waits for it

    made: Any = Calendar()  # the library's own types are loose
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    called = " ".join(plain(name).split())
    made.add("name", called)
    made.add("x-wr-calname", called)  # of an unknown type: the library would not fold lines
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    dated = [event for event in events if has_day(event)]
    for event in dated:
        made.add_component(_entry(event, lang))
    years = [int(event["date"][:4]) for event in dated if event["starts_at"]]
    if years:
        made.add_missing_timezones(
            first_date=date(max(min(years) - 1, 1), 1, 1), last_date=date(max(years) + 2, 1, 1)
        )
    content: bytes = made.to_ical()
    return content


def _entry(event: Event, lang: str) -> Any:
    from icalendar import Event as Entry  # noqa: PLC0415 -- as above

    changed = datetime.fromisoformat(event["updated_at"]).astimezone(UTC)
    made: Any = Entry()
    made.add("uid", f"{event['id']}@ayni")
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", event["version"] - 1)
    made.add("status", STATUS[EventStatus(event["status"])])
    made.add("summary", plain(marked(standing_mark(event, lang), event["title"], lang)))
    made.add("url", event["url"])
    made.add("description", plain(_description(event)))
    where = _location(event)
    if where:
        made.add("location", plain(where))
    _add_times(made, event)
    return made


def _add_times(made: Any, event: Event) -> None:
    """RFC 5545, 3.6.1: a day's end is the day after; without an end none is made up."""
    if event["starts_at"] is None:
        days = PartialDate.parse(event["date"])
        made.add("dtstart", days.low)
        if days.high < date.max:
            made.add("dtend", days.high + timedelta(days=1))
        return
    made.add("dtstart", _moment(event["starts_at"], event["timezone"]))
    if event["ends_at"] is not None and event["ends_at"] != event["starts_at"]:
        made.add("dtend", _moment(event["ends_at"], event["timezone"]))


def _moment(text: str, zone: str) -> datetime:
    """A moment in its zone; in UTC where the clock shows it for the second time."""
    local = datetime.fromisoformat(text).astimezone(ZoneInfo(zone))
    return local.astimezone(UTC) if local.fold or zone == "UTC" else local


def _description(event: Event) -> str:
    """The latest notice first: that is what a reader must see."""
    updates = [update["text"] for update in event["updates"]]
    stops = [" ".join(filter(None, (stop["at"], stop["name"]))) for stop in event["route"]]
    parts = [*updates, event["summary"], " → ".join(stops), event["access"], event["url"]]
    return "\n\n".join(filter(None, parts))


def _location(event: Event) -> str:
    """Where to go: where the route begins, the place, or the address online."""
    starts = [stop["name"] for stop in event["route"][:1]]
    place = [event["place"]["name"]] if event["place"] else []
    return ", ".join(dict.fromkeys([*starts, *place])) or event["online_url"] or ""
