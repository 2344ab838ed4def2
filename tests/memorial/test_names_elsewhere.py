"""A name that a family does not want shown is told by no other record either, until they want it.

Iris is no name of anybody; her sister Rosa keeps hers.
"""

import re

import pytest

from app.memorial.enums import NameWish
from tests.fixtures.reading import lines_of
from tests.memorial.telling import (
    COLLECTIONS,
    addresses,
    everything,
    items,
    read,
    read_all,
    telling,
)


def test_nothing_tells_a_withheld_name(told, wish):
    lists = {f"/api/v1/{name}?limit=100" for name in COLLECTIONS}
    silent = {f"/api/v1/{name}?limit=100" for name in ("figures", "places")}
    assert lists - silent <= telling(read_all(told, lists)).keys()
    wish(name=NameWish.WITHHELD)
    after = everything(told)
    assert telling(after) == {}
    assert [address for address, text in after.items() if "\ue000" in text] == []


SAID = {
    # What a field says in English: of a name that is withheld, and of one whose first is shown.
    ("v_sister", "sentence"): (
        "Rosa Madeupname was the sister of …. Madeupname taught.",
        "Rosa Madeupname was the sister of Iris …. Madeupname taught.",
    ),
    ("i_shooting", "summary"): (
        "… fell first; the mother of … saw it.",
        "IRIS … fell first; the mother of … saw it.",
    ),
    ("i_shooting", "cause"): (
        "… (or …) stood there.",
        "Irís … (or …, Iris) stood there.",
    ),
    ("t_57", "note"): ("With ….", "With …."),
    ("so_life", "slug"): ("so-life", "so-life"),
    ("so_life", "title"): ("The life of …", "The life of Iris …"),
    ("so_life", "original_url"): (None, None),
    ("so_life", "archived_url"): (None, None),
    ("o_friends", "site"): ("https://made.test/friends", "https://made.test/friends"),
    ("o_friends", "description"): (
        "Founded by friends of … (#…)",
        "Founded by friends of Iris … (#…)",
    ),
    ("d_justice", "slug"): ("d-justice", "d-justice"),
    ("d_justice", "title"): ("Justice for …", "Justice for Iris …"),
    ("d_justice", "support", 0, "wording"): (
        "That those who shot … be named",
        "That those who shot Iris … be named",
    ),
    ("d_justice", "support", 0, "quotation"): ("… presente", "iris … presente"),
    ("d_justice", "support", 0, "source_title"): ("The life of …", "The life of Iris …"),
    ("st_word", "title"): ("A word for …", "A word for Iris"),
    ("st_word", "speaker"): ("A neighbour of …", "A neighbour of …"),
    ("st_word", "gist"): ("She asks who shot …", "She asks who shot iris …"),
    ("st_word", "quotation"): ("… did not run", "Iris did not run"),
    ("st_word", "opening"): ("… did not run", "Iris … did not run"),
    ("e_vigil", "slug"): ("e-vigil", "e-vigil"),
    ("e_vigil", "title"): ("Vigil for …", "Vigil for Iris …"),
    ("e_vigil", "summary"): ("#…", "#…"),
    ("e_vigil", "access"): ("By the house of …", "By the house of …"),
    ("e_vigil", "slogans", 0, "text"): ("¡…, presente!", "¡Iris …, presente!"),
    ("e_vigil", "updates", 0, "text"): (
        "We meet at the house of …",
        "We meet at the house of Iris",
    ),
}


def said(client):
    """What each field of `SAID` says in English."""
    known, found = items(client, "en"), {}
    for path in SAID:
        value = known
        for step in path:
            value = value[step]
        found[path] = value
    return found


@pytest.mark.parametrize("name", [NameWish.WITHHELD, NameWish.FIRST_NAME])
def test_an_ellipsis_stands_where_the_name_stood(told, wish, name):
    wish(name=name)
    column = [NameWish.WITHHELD, NameWish.FIRST_NAME].index(name)
    assert said(told) == {path: shown[column] for path, shown in SAID.items()}


def test_who_we_are_and_why_something_was_corrected_tells_it_no_more(told, wish):
    wish(name=NameWish.INITIALS)
    assert "<p>Founded when … died.</p>" in read(told, "/en/about")
    assert "Her name is …." in lines_of(read(told, "/en/corrections"))
    assert "Her name is …." in " ".join(lines_of(read(told, "/en/incidents/shooting-at-uptown")))


def test_taken_back_everything_is_told_as_before(told, wish):
    def content():
        found = items(told).items()
        return {
            name: {
                key: value for key, value in item.items() if key not in {"version", "updated_at"}
            }
            for name, item in found
        }

    before, known = content(), addresses(told)
    wish(name=NameWish.WITHHELD)
    assert content() != before
    wish()
    assert content() == before
    assert list(everything(told)) == known


def test_an_address_that_told_leads_nowhere_until_it_may(told, wish):
    old, new = "/en/events/vigil-for-iris-madeupname", "/en/events/e-vigil"
    code = read_code(told, old)
    wish(name=NameWish.WITHHELD)
    answers = [told.get(path, follow_redirects=False) for path in (old, new, f"/e/{code}")]
    assert [answer.status_code for answer in answers] == [404, 200, 302]
    assert answers[2].headers["location"].endswith("/events/e-vigil")
    wish()
    asked = {"cookie": "made=1"}
    back = [told.get(path, headers=asked, follow_redirects=False) for path in (old, new)]
    assert [answer.status_code for answer in back] == [200, 301]
    assert back[1].headers["location"] == old


def read_code(client, page):
    """The code of the short link that a page shares."""
    return re.search(r"/e/([0-9a-z]+)", read(client, page))[1]
