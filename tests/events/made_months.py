"""Made events on days, in months and over years, for the calendar."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.kit.dates import PartialDate
from tests.fixtures.events import World, plain_event


def write(world: World) -> None:
    for slug, date in (
        ("month", "2023-01"),
        ("long", "2023-01-05/2023-02-20"),
        ("over-new-year", "2022-12-31/2023-01-02"),
        ("nineteenth", "2023-01-19"),
        ("february", "2023-02-01"),
        ("year", "2023"),
    ):
        world.event(plain_event(slug, date=PartialDate.parse(date)))
    # Late on 31 January in Lima it is February in UTC.
    late = datetime(2023, 1, 31, 23, 0, tzinfo=ZoneInfo("America/Lima"))
    world.event(plain_event("late", timezone="America/Lima", starts_at=late))
    world.event(plain_event("undated"))
