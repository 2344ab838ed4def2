"""The memorial in a real browser: no sideways scrolling, nothing that axe objects to.

These are those that `tests/browser`, which looks at two of a kind, passes by.
"""

import pytest

from tests.fixtures.browser import axe

PATHS = ("memorial/killed-in-juliaca", "incidents/juliaca-killings-2023-01-09")


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_for_everybody(seeded_server, page_for, path):
    faults = {}
    for width, lang in ((360, "es"), (1280, "fr")):
        page = page_for(seeded_server.base_url, width=width)
        answer = page.goto(f"/{lang}/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults[width] = (answer.status, wide, axe(page))
    assert faults == {360: (200, 360, []), 1280: (200, 1280, [])}


def test_a_count_has_its_place_on_the_page(seeded_server, page_for):
    page = page_for(seeded_server.base_url)
    page.goto("/es/tolls#killed-57")
    row = page.locator("#killed-57")
    assert row.evaluate("row => row.matches(':target')")
    assert "57" in row.inner_text()
    figure = page.locator("#police-12000")
    assert figure.evaluate("row => !row.closest('figure')")
