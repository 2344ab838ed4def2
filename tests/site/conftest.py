"""A client of a site on which everything made for the memorial can be read, and two gatherings."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.sources.enums import Qualifier
from tests.fixtures.events import World, plain_event
from tests.memorial import made

LIMA = ZoneInfo("America/Lima")
# Nothing of this name is there; the coordinates are those of the open sea.
OWN = {
    "pl_lowtown": replace(made.LOWTOWN, latitude=-10.0, longitude=-95.0),
    "pl_nowhere": replace(made.LOWTOWN, slug="nowhere", name="Nowhere"),
    "f_police": replace(made.FIGURE, qualifier=Qualifier.EXACTLY, unit=None),
}


@pytest.fixture
def site(world: World, client):
    from app.events.enums import EventStatus

    made.save(world.database, {**made.EVERYTHING, **OWN})
    held = plain_event(
        "vigil-at-uptown",
        title=made.texts("Vigil at Uptown"),
        summary=made.texts("People stood together"),
        status=EventStatus.HELD,
        date=made.PartialDate.parse("2023-02-04"),
        place_id="pl_uptown",
    )
    world.event(held)
    later = replace(
        held,
        slug="strike",
        title=made.texts("A strike was called"),
        status=EventStatus.PUBLISHED,
        date=made.PartialDate.parse("2023-02-09"),
    )
    world.event(later)
    return client


@pytest.fixture
def coming(world: World, site):
    """The same, with a meeting a week from now."""
    meeting = plain_event(
        "meeting",
        title=made.texts("A meeting"),
        starts_at=datetime(2026, 11, 29, 18, 30, tzinfo=LIMA),
        timezone="America/Lima",
        place_id="pl_lowtown",
    )
    world.event(meeting)
    return site
