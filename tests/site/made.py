"""Everything made for the memorial, on a map, and two gatherings."""

from dataclasses import replace

from app.events.enums import EventStatus
from app.sources.enums import Qualifier
from tests.fixtures.events import World, plain_event
from tests.memorial import made

# Nothing of this name is there; the coordinates are those of the open sea.
OWN = {
    "pl_lowtown": replace(made.LOWTOWN, latitude=-10.0, longitude=-95.0),
    "pl_nowhere": replace(made.LOWTOWN, slug="nowhere", name="Nowhere"),
    "f_police": replace(made.FIGURE, qualifier=Qualifier.EXACTLY, unit=None),
}


def write(world: World) -> None:
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
