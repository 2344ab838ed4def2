"""The month calendar."""

import pytest
from starlette.testclient import TestClient

from tests.fixtures.events import read_main

BASE = "http://127.0.0.1:8000"


def shown(client: TestClient, month: str) -> tuple[dict[str, list[str]], list[str]]:
    """What stands on each day, and what stands below the grid."""
    html = client.get(f"/en/calendar/{month}").text
    grid, _, below = html.partition("</table>")
    days: dict[str, list[str]] = {}
    for cell in grid.split("<td")[1:]:
        links = named(f"<main><td{cell}</main>")
        if links:
            days[cell.partition('datetime="')[2].partition('"')[0]] = links
    return days, named(f"<main>{below}")


def named(html: str) -> list[str]:
    links = read_main(html)[1]
    return [link.rpartition("/")[2] for link in links if link.startswith(f"{BASE}/en/events/")]


@pytest.mark.usefixtures("months")
def test_each_event_stands_on_its_days_or_below_the_grid(client: TestClient) -> None:
    assert shown(client, "2023-01") == (
        {
            "2023-01-01": ["over-new-year"],
            "2023-01-02": ["over-new-year"],
            "2023-01-19": ["nineteenth"],
            "2023-01-31": ["late"],
        },
        ["month", "year", "long"],
    )
    assert shown(client, "2022-12") == ({"2022-12-31": ["over-new-year"]}, [])
    assert shown(client, "2023-02") == ({"2023-02-01": ["february"]}, ["year", "long"])


@pytest.mark.usefixtures("months")
@pytest.mark.parametrize(
    ("month", "adjoining"),
    [
        ("2022-11", ["/en/calendar/2022-12"]),
        ("2022-12", ["/en/calendar/2023-01"]),
        ("2023-01", ["/en/calendar/2022-12", "/en/calendar/2023-02"]),
        ("2026-11", ["/en/calendar/2026-10"]),
        ("2026-12", ["/en/calendar/2026-11"]),
        ("1900-01", []),
        ("2100-12", []),
    ],
)
def test_the_neighbouring_months_are_linked_as_far_as_there_is_something(
    client: TestClient, month: str, adjoining: list[str]
) -> None:
    links = read_main(client.get(f"/en/calendar/{month}").text)[1]
    assert [link for link in links if "/calendar/" in link] == adjoining


def test_a_month_with_nothing_says_so(client: TestClient) -> None:
    text, _ = read_main(client.get("/en/calendar/2026-11").text)
    assert text == ["Events", "Events in November 2026", "Nothing is recorded for this month."]


@pytest.mark.parametrize(
    "month",
    [
        *("2023-13", "2023-00", "0000-01", "1899-12", "2101-01", "9999-12", "2023-1", "23-01"),
        *("soon", "2023-01-01", "-2023-01", "2023-01%0A", "%EF%BC%922023-01"),
        "%D9%A2%D9%A0%D9%A2%D9%A3-01",  # 2023 in Arabic digits
    ],
)
def test_what_is_no_month_is_not_found(client: TestClient, month: str) -> None:
    assert client.get(f"/en/calendar/{month}").status_code == 404


@pytest.mark.usefixtures("months")
@pytest.mark.parametrize(
    ("lang", "first_day"), [("es", "domingo"), ("fr", "lundi"), ("en", "Monday")]
)
def test_the_week_begins_as_readers_expect(client: TestClient, lang: str, first_day: str) -> None:
    html = client.get(f"/{lang}/calendar/2023-01").text
    assert html.partition('<th scope="col"><abbr title="')[2].startswith(first_day)
