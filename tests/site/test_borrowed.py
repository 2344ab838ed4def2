"""What is written in one language only is shown on every page of its own, and marked."""

import re
from dataclasses import replace

import pytest

from app.demands import service as demands
from app.demands.enums import DemandKind
from app.demands.inputs import DemandInput
from app.events import service as events
from app.kit.sealing import as_token
from app.memorial.service import incidents, victims
from app.organisations import service as organisations
from app.signups.inputs import FormInput
from app.sources import service as sources
from app.statements import service as statements
from app.statements.enums import StatementKind
from app.statements.inputs import StatementInput
from tests.fixtures.events import World, plain_event
from tests.fixtures.made_society import LEAGUE
from tests.fixtures.reading import lines_of
from tests.memorial import made

FRENCH = {"fr": "Écrit une seule fois"}
BELOW = {"fr": "Une phrase de plus"}
ONE_LANGUAGE = {
    # Each kind of record that has a page: its service, what is written, what stands under its name.
    "incidents": (incidents, "i_one", replace(made.SHOOTING, title=FRENCH, summary=BELOW), True),
    "memorial": (
        victims,
        "v_one",
        replace(made.GROUP, title=FRENCH, sentence=BELOW),
        True,
    ),
    "demands": (
        demands,
        "d_one",
        DemandInput(slug="one", kind=DemandKind.MOVEMENT, title=FRENCH, summary=BELOW),
        True,
    ),
    "statements": (
        statements,
        "st_one",
        StatementInput(
            slug="one",
            kind=StatementKind.RECORDED,
            title=FRENCH,
            speaker=made.texts("Somebody"),
            citations=(made.cite(),),
        ),
        False,
    ),
    "events": (events, "e_one", plain_event("one", title=FRENCH, summary=BELOW), True),
    "sources": (
        sources,
        "so_one",
        replace(made.HERALD, title=FRENCH["fr"], title_language="fr"),
        False,
    ),
    "organisations": (
        organisations,
        "o_one",
        replace(LEAGUE, name=FRENCH["fr"], citations=(made.cite(),)),
        False,
    ),
}


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize("section", ONE_LANGUAGE)
def test_a_borrowed_title_is_marked_on_its_own_page(world: World, site, section):
    service, record_id, wanted, has_lede = ONE_LANGUAGE[section]
    world.write(service, record_id, replace(wanted, slug="written-once"))
    told = {}
    for lang, mark in (("en", "in French"), ("es", "en francés"), ("fr", None)):
        html = site.get(f"/{lang}/{section}/written-once").text
        lines = lines_of(html)
        under = lines[lines.index(FRENCH["fr"]) + 1 :]
        told[lang] = (
            re.search(r"<h1( lang=\"\w+\")?>", html)[1],
            under[0] if mark else None,
            f"{BELOW['fr']} {mark}" in lines if has_lede and mark else None,
        )
    marked = ' lang="fr"'
    assert told == {
        "en": (marked, "in French", True if has_lede else None),
        "es": (marked, "en francés", True if has_lede else None),
        "fr": (None, None, None),
    }


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_borrowed_title_is_marked_where_people_sign_up(desk, client):
    desk.set(FormInput())
    secret, _ = desk.sign_up()
    private = f"/es/my/{as_token(secret)}"
    for path in ("/es/events/made-vigil/sign-up", "/es/events/made-vigil/sign-up/counted", private):
        html = client.get(path).text
        assert ("Made Vigil en inglés" in lines_of(html), path) == (True, path)
        assert '<span lang="en">Made Vigil</span>' in html
