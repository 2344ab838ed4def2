"""Events are listed by their beginning, then by their end."""

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from app.kit.dates import PartialDate
from tests.fixtures.events import plain_event, read_main

LIMA = ZoneInfo("America/Lima")
IN_ORDER = ("Before", "One day", "Two days", "In the morning", "In the evening", "After")


@pytest.fixture
def dates(world, client):
    """A client of a site with events of one day and about it; their ids are in another order."""

    def on(slug, title, **when):
        return plain_event(slug, title={"en": title}, timezone="America/Lima", **when)

    def days(text):
        return {"date": PartialDate.parse(text)}

    def at(hour):
        return {"starts_at": datetime(2027, 1, 7, hour, 0, tzinfo=LIMA)}

    world.events(
        [
            on("a", "After", **days("2027-01-08")),
            on("b", "In the evening", **at(19)),
            on("c", "Two days", **days("2027-01-07/2027-01-08")),
            on("d", "In the morning", **at(9)),
            on("e", "One day", **days("2027-01-07")),
            on("f", "Before", **days("2027-01-06/2027-01-09")),
        ]
    )
    return client


def walked(client, path):
    """The titles of an API list, two a page."""
    found = []
    while path:
        answer = client.get(path).json()
        found += [item["title"] for item in answer["items"]]
        following = answer["next"] and urlsplit(answer["next"])
        path = following and f"{following.path}?{following.query}"
    return found


def test_events_are_in_the_order_of_time(dates):
    for sort, wanted in (("date", IN_ORDER), ("-date", IN_ORDER[::-1])):
        assert walked(dates, f"/api/v1/events?lang=en&sort={sort}&limit=2") == [*wanted]


def test_a_month_is_in_the_order_of_time(dates):
    text, _ = read_main(dates.get("/en/calendar/2027-01").text)
    told = [line for line in text if line in IN_ORDER]
    assert list(dict.fromkeys(told)) == [*IN_ORDER]
