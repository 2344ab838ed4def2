"""What was corrected is told with its reason; of what was withdrawn nothing but a tombstone."""

from dataclasses import replace

import pytest

from tests.fixtures.events import World
from tests.fixtures.reading import lines_of, links_of
from tests.memorial import made

HEAD = [
    "Corrections and withdrawals",
    "What was corrected on these pages, when and why; and what was withdrawn.",
    "Corrections",
]
WITHDRAWN = [
    "Tell us of a mistake",
    "Withdrawals",
    "Of a withdrawn record only its kind, its number and the time remain.",
]


@pytest.fixture
def corrected(world: World, site, clock):
    """The site a day later; the age of the made person turned out to be 36."""
    from app.memorial.service import victims

    clock.advance(days=1)
    claims = tuple(
        replace(claim, value=36) if claim.field == "age" else claim for claim in made.PERSON.claims
    )
    world.act = replace(
        made.ACT, is_correction=True, reason={"en": "She was 36.", "es": "Tenía 36 años."}
    )
    world.write(victims, "v_person", replace(made.PERSON, claims=claims))
    return site


def test_with_nothing_written_it_says_so(client):
    assert lines_of(client.get("/en/corrections").text) == [
        *HEAD,
        "Nothing has been corrected yet.",
        *WITHDRAWN,
        "Nothing has been withdrawn.",
    ]


def test_a_correction_names_the_record_and_the_reason(corrected):
    html = corrected.get("/en/corrections").text
    assert lines_of(html) == [
        *HEAD,
        "23 November 2026",
        "· In memory",
        "Iris Madeupname",
        "She was 36.",
        *WITHDRAWN,
        "Nothing has been withdrawn.",
    ]
    assert links_of(html)[0] == ("/en/memorial/iris-madeupname", "Iris Madeupname")


def test_a_reason_in_another_language_is_shown_and_marked(corrected):
    html = corrected.get("/fr/corrections").text
    assert '<span lang="es">Tenía 36 años.</span>' in html
    assert "Tenía 36 años. en espagnol" in lines_of(html)


def test_a_reason_outlives_what_follows_from_the_change(world: World, site):
    """A new title of a source is told by those that cite it, and they by the source again."""
    from app.sources import service as sources

    world.act = replace(made.ACT, is_correction=True, reason={"en": "It was renamed."})
    world.write(sources, "so_herald", replace(made.HERALD, title="Made Messenger"))
    assert lines_of(site.get("/en/corrections").text) == [
        *HEAD,
        "22 November 2026",
        "· Source",
        "Made Messenger",
        "It was renamed.",
        *WITHDRAWN,
        "Nothing has been withdrawn.",
    ]


def test_of_a_withdrawn_record_nothing_else_remains(world: World, corrected):
    from app.memorial.service import victims
    from app.publishing.enums import RecordStatus

    world.write(victims, "v_person", made.PERSON, status=RecordStatus.WITHDRAWN)
    html = corrected.get("/en/corrections").text
    assert lines_of(html) == [
        *HEAD,
        "Nothing has been corrected yet.",
        *WITHDRAWN,
        "23 November 2026",
        "· In memory · v_person",
    ]
    everywhere = ["/en/", "/en/map", "/en/timeline", "/en/search?q=iris", "/en/corrections"]
    assert [path for path in everywhere if "Iris" in corrected.get(path).text] == []
    assert corrected.get("/card/en/memorial/iris-madeupname.png").status_code == 404
