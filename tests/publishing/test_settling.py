"""What is published with a change: everybody around it, for as few questions as for one."""

import re
from dataclasses import replace

import pytest

from tests.fixtures.events import World
from tests.fixtures.statements import overhear
from tests.memorial import made

HOW_MANY = re.compile(r"IN \((?:[^()]|\([^)]*\))*\)")


@pytest.fixture
def herald(world: World):
    """Write so many tolls that cite a source, rename it, and return what was read meanwhile."""
    from app.memorial.service import tolls
    from app.sources import service as sources

    world.write(sources, "so_herald", made.HERALD)
    said = overhear(world.database)

    def rename(title: str, *, cited_by: int) -> list[str]:
        toll = replace(made.TOLL, citations=(made.cite(),))
        cited = {f"t_{n}": replace(toll, slug=f"made-{n}") for n in range(cited_by)}
        world.write_all(tolls, cited)
        said.clear()
        world.write(sources, "so_herald", replace(made.HERALD, title=title))
        asked = (statement for statement in said if statement.startswith("SELECT"))
        return [HOW_MANY.sub("IN …", statement) for statement in asked]

    return rename


def test_a_new_name_reaches_whoever_speaks_of_it(herald, client):
    herald("Made Messenger", cited_by=3)
    tolls = client.get("/api/v1/tolls?lang=en").json()["items"]
    assert [toll["source_title"] for toll in tolls] == ["Made Messenger"] * 3


def test_three_that_speak_of_it_are_read_like_one(herald):
    one = herald("Made Messenger", cited_by=1)
    assert herald("Made Courier", cited_by=3) == one
