"""A client of a site on which everything made for the memorial can be read, and two gatherings."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.events import World, plain_event
from tests.memorial import made

LIMA = ZoneInfo("America/Lima")


@pytest.fixture
def site(remembrance):
    return remembrance


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
