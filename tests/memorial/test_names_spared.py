"""What stays as it is while a family withholds a name: codes, and the names of others."""

from dataclasses import replace
from datetime import UTC, datetime

from app.events import service as events
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput
from app.memorial.enums import NameWish
from app.operations.session import one_write
from tests.memorial.made import ACT, NOW, PERSON, claim, save, texts
from tests.memorial.test_names_elsewhere import items, read

VIGIL = EventInput(
    slug="vigil",
    kind=EventKind.VIGIL,
    status=EventStatus.PUBLISHED,
    title=texts("Vigil"),
    timezone="America/Lima",
    starts_at=datetime(2026, 11, 29, 23, tzinfo=UTC),
    remembers_ids=("v_person",),
)


def person(*names):
    """The made person under these names, the first of which is shown."""
    named = (
        claim("name", name, key=f"name-{place}", shown=not place)
        for place, name in enumerate(names)
    )
    rest = (known for known in PERSON.claims if known.field != "name")
    return replace(PERSON, slug="somebody", claims=(*named, *rest))


def announce(database, wanted):
    with one_write(database, clock=lambda: NOW) as db:
        events.save(db, record_id="e_vigil", wanted=wanted, act=ACT, now=NOW)


def test_a_zone_stays_though_a_person_was_called_as_its_town(memorial, database, wish):
    save(database, {"v_person": person("Iris Lima")})
    announce(database, replace(VIGIL, title=texts("Vigil for Iris Lima")))
    wish(name=NameWish.WITHHELD)
    event = items(memorial, "en")["e_vigil"]
    assert (event["title"], event["timezone"]) == ("Vigil for …", "America/Lima")
    for page in ("/en/events", "/en/events/vigil", "/en/events.ics", "/en/calendar/2026-11"):
        read(memorial, page)
