"""The timeline: what has a date, by month."""

from tests.fixtures.reading import lines_of


def test_what_has_a_date_stands_by_month(site):
    assert lines_of(site.get("/en/timeline").text) == [
        "Timeline",
        "Deaths, incidents, gatherings and statements by date. What has no known date is not here.",
        "January 2023",
        "January 2023",
        "· In memory",
        "A policeman found dead",
        "9 January 2023",
        "· In memory",
        "Eighteen people killed at Lowtown",
        "18 January 2023",
        "· Incident",
        "Shooting at Uptown",
        "A made shooting.",
        "19 January 2023",
        "· In memory",
        "Iris Madeupname",
        "Iris Madeupname, 35, died at Uptown.",
        "February 2023",
        "4 February 2023",
        "· Event",
        "Vigil at Uptown",
        "People stood together",
        "9 February 2023",
        "· Event",
        "A strike was called",
        "People stood together",
    ]


def test_with_nothing_written_it_says_so(client):
    assert lines_of(client.get("/en/timeline").text) == [
        "Timeline",
        "Deaths, incidents, gatherings and statements by date. What has no known date is not here.",
        "Nothing with a date is published yet.",
    ]
