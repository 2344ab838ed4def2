"""Lists are in the order of time: by the beginning, then by the end; what has no date is last."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from app.kit.dates import PartialDate
from tests.fixtures.reading import links_of
from tests.memorial.made import ECHO, GAZETTE, SHOOTING, UNNAMED, claim, save, texts

DATES = {
    # Ids are in another order than time.
    "a": ("Two days", "2022-12-07/2022-12-08"),
    "b": ("All of the month", "2022-12"),
    "c": ("One day", "2022-12-07"),
    "d": ("Some day", None),
    "e": ("The first of the month", "2022-12-01"),
}
IN_ORDER = ["The first of the month", "All of the month", "One day", "Two days"]
UPTOWN = "Shooting at Uptown"  # of January


def dated(what, title, date):
    claims = [claim for claim in what.claims if not claim.field.startswith("date")]
    if date:
        claims.append(claim("date" if what is SHOOTING else "date_of_death", date))
    return replace(
        what, slug=title.lower().replace(" ", "-"), title=texts(title), claims=tuple(claims)
    )


@pytest.fixture
def dates(database, memorial):
    records = {f"i_{key}": dated(SHOOTING, *known) for key, known in DATES.items()}
    records |= {f"v_{key}": dated(UNNAMED, *known) for key, known in DATES.items()}
    save(database, records)
    return memorial


def walked(client, path, field="title"):
    """What an API list says, two items a page."""
    found = []
    while path:
        answer = client.get(path).json()
        found += [item[field] for item in answer["items"]]
        following = answer["next"] and urlsplit(answer["next"])
        path = following and f"{following.path}?{following.query}"
    return found


def named(client, page, names):
    return [text for _, text in links_of(client.get(page).text) if text in names]


def test_incidents_are_in_the_order_of_time(dates):
    every = [*IN_ORDER, UPTOWN, "Some day"]
    assert walked(dates, "/api/v1/incidents?lang=en&sort=date&limit=2") == every
    assert named(dates, "/en/incidents", every) == every
    assert named(dates, "/en/incidents?date=2022-12", every) == IN_ORDER
    assert named(dates, "/en/incidents?date=2022-12-07", every) == ["One day", "Two days"]


def test_incidents_without_a_date_are_the_last_in_either_direction(dates, database):
    more = {f"i_{key}": dated(SHOOTING, f"Some other day {key}", None) for key in ("b1", "f")}
    save(database, more)
    known = [*IN_ORDER, UPTOWN]
    resting = ["Some other day b1", "Some day", "Some other day f"]
    asked = "/api/v1/incidents?lang=en&sort={}&limit={}"
    for limit in (1, 2, 5, 100):
        assert walked(dates, asked.format("date", limit)) == [*known, *resting]
        assert walked(dates, asked.format("-date", limit)) == [*known[::-1], *resting[::-1]]


def test_victims_are_in_the_order_of_time(dates):
    every = [*IN_ORDER, "Some day"]
    told = walked(dates, "/api/v1/victims?lang=en&sort=date&limit=2")
    assert [title for title in told if title in every] == every
    assert named(dates, "/en/memorial", every) == every


def test_what_speaks_of_a_source_and_the_timeline_are_in_the_order_of_time(dates):
    every = [*IN_ORDER, UPTOWN]
    assert named(dates, "/en/timeline", every) == sorted(
        [*IN_ORDER, *IN_ORDER, UPTOWN], key=every.index
    )
    undated = "Some day"
    resting = named(dates, "/en/sources/herald", {*every, undated})
    assert resting == [*IN_ORDER, undated, *every, undated]


def test_sources_without_a_date_come_last(database, memorial):
    def printed(source, date):
        return replace(source, published=PartialDate.parse(date))

    dated_ones = {
        "so_gazette": printed(GAZETTE, "2023-01/2023-02"),
        "so_echo": printed(ECHO, "2023-01"),
    }
    save(database, dated_ones)
    every = ["Made Echo", "Made Gazette", "Made Atlas", "Made Herald"]
    assert walked(memorial, "/api/v1/sources?lang=en&sort=published&limit=1") == every
    assert named(memorial, "/en/sources", every) == every
