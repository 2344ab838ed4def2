"""The map: every place has its paragraph, whether or not anybody knows where it lies."""

import re

from tests.fixtures.reading import lines_of, links_of

CAPTION = (
    "The larger the dot, the more is told of the place. Places without coordinates in our"
    " reference works stand only in the list. Natural Earth 4.1.0 (public domain), by way of"
    " world-atlas 2.0.2 (ISC)"
)


def test_places_stand_with_what_is_told_of_them(site):
    """By the country or region they lie in; the one with most first."""
    html = site.get("/en/map").text
    assert lines_of(html) == [
        "Map",
        "The places that the sources name, and what they tell of each.",
        "Lowtown",
        "Lowtown",
        CAPTION,
        "Highland",
        "Only named; nothing is told of it here.",
        "Uptown",
        "Shooting at Uptown Incident · 18 January 2023",
        "Iris Madeupname In memory · 19 January 2023",
        "Vigil at Uptown Event · 4 February 2023",
        "A strike was called Event · 9 February 2023",
        "Lowtown",
        "Eighteen people killed at Lowtown In memory · 9 January 2023",
        "Police deployed at Lowtown: 12,000 Figure · 19 January 2023",
        "Injured: hundreds Toll · February 2023",
        "Nowhere",
        "Only named; nothing is told of it here.",
    ]
    assert links_of(html)[:2] == [
        ("#lowtown", "Lowtown"),
        ("/en/incidents/shooting-at-uptown", "Shooting at Uptown"),
    ]


def test_every_place_that_the_api_links_to_is_there(site):
    places = site.get("/api/v1/places", params={"lang": "fr", "limit": 100}).json()["items"]
    html = site.get("/fr/map").text
    anchors = set(re.findall(r'<(?:section|h3) id="([a-z0-9-]+)"', html))
    assert {place["url"] for place in places} == {
        f"http://127.0.0.1:8000/fr/map#{anchor}" for anchor in anchors
    }
    assert len(places) == 4


def test_a_long_list_is_folded(world, site):
    from tests.fixtures.events import plain_event

    world.events(plain_event(f"talk-{number}", place_id="pl_nowhere") for number in range(10))
    html = site.get("/en/map").text
    assert "2 more" in lines_of(html)
    assert html.count("/en/events/talk-") == 10


def test_with_nothing_written_it_says_so(client):
    assert lines_of(client.get("/en/map").text) == [
        "Map",
        "The places that the sources name, and what they tell of each.",
        "No place is named yet.",
    ]
