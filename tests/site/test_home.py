"""The home page: whom we remember, what comes next, and what was last."""

from tests.fixtures.reading import lines_of, links_of

SIDE_BY_SIDE = (
    "Every fact on these pages names its source and the paragraph it stands in. Where sources"
    " differ, all of them are shown side by side."
)
HOW_WE_KNOW = [
    "How we know",
    SIDE_BY_SIDE,
    "How we work · All sources",
]
MEMORY = [
    "In memory",
    "Iris Madeupname",
    "Uptown · 19 January 2023",
    "A policeman found dead",
    "January 2023",
    "Eighteen people killed at Lowtown",
    "Lowtown · 9 January 2023",
    "Visit the memorial",
]
LAST = [
    "The last gathering we know of",
    "4 February 2023",
    "Meeting · Uptown",
    "Vigil at Uptown",
    "People stood together",
    "Took place",
    "All events",
]
UNNAMED = [
    "Ayni: a campaign that is just beginning",
    "Its organisers have not said yet who they are.",
]


def test_with_nothing_written_it_says_so(client):
    assert lines_of(client.get("/en/").text) == [
        *UNNAMED,
        "In memory",
        "Nobody is recorded here yet.",
        "What comes next",
        "Nothing is announced at the moment.",
        "All events",
        *HOW_WE_KNOW,
    ]


def test_with_nothing_to_come_it_remembers_and_tells_of_the_last_gathering(site):
    """What was only announced is not told as a gathering."""
    html = site.get("/en/").text
    assert lines_of(html) == [
        *UNNAMED,
        *MEMORY,
        "What comes next",
        "Nothing is announced at the moment.",
        *LAST,
        *HOW_WE_KNOW,
    ]
    assert links_of(html) == [
        ("http://127.0.0.1:8000/en/memorial/iris-madeupname", "Iris Madeupname"),
        ("http://127.0.0.1:8000/en/memorial/policeman-found", "A policeman found dead"),
        (
            "http://127.0.0.1:8000/en/memorial/killed-at-lowtown",
            "Eighteen people killed at Lowtown",
        ),
        ("/en/memorial", "Visit the memorial"),
        ("http://127.0.0.1:8000/en/events/vigil-at-uptown", "Vigil at Uptown"),
        ("/en/events", "All events"),
        ("/en/method", "How we work"),
        ("/en/sources", "All sources"),
    ]


def test_what_comes_stands_first(coming):
    assert lines_of(coming.get("/en/").text) == [
        *UNNAMED,
        "What comes next",
        "29 November 2026 18:30",
        "Meeting · Lowtown",
        "A meeting",
        *LAST,
        *MEMORY,
        *HOW_WE_KNOW,
    ]


def test_what_was_to_come_passes(coming, clock, monotonic):
    """A page that depends on the time is held for a minute at most."""
    assert "A meeting" in lines_of(coming.get("/en/").text)
    clock.advance(days=8)
    monotonic.advance(61)
    assert "A meeting" not in lines_of(coming.get("/en/").text)
