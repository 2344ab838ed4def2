"""Places: coordinates as a pair, no place inside itself, names in each language."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from app.operations.session import one_write
from app.places import service
from app.places.service import CoordinatesFaulty, PlaceInsideItself
from tests.fixtures.made_society import ATLAS, BASE, COURIER, HILL, LAND, cited, sources

PRINTED = {"name": "Made Hill", "language": None, "is_ours": False}


@pytest.fixture
def land(world):
    world.write(sources, "so_courier", COURIER)
    world.write(sources, "so_atlas", ATLAS)
    world.write(service, "pl_land", LAND)


def test_a_place_in_all_languages(society):
    place = society.get("/api/v1/places/made-hill").json()
    assert place.pop("updated_at")
    assert place == {
        "id": "pl_hill",
        "slug": "made-hill",
        "url": f"{BASE}/es/map#made-hill",
        "api_url": f"{BASE}/api/v1/places/pl_hill",
        "version": 1,
        "kind": "city",
        "name": "Made Hill",
        "name_is_ours": False,
        "names": [
            PRINTED,
            {"name": "Cerro Inventado", "language": "es", "is_ours": True},
            {"name": "Made Hill", "language": "fr", "is_ours": False},
        ],
        "parent": "madeland",
        "parent_name": "Madeland",
        "country": "PE",
        "code": "PE-MAD",
        "latitude": -12.5,
        "longitude": -77.25,
        "citations": [
            cited("3", "atlas", "Made Atlas", lang="es"),
            cited("4-5", lang="es"),
        ],
        "translations": {"es": {"name": "Cerro Inventado"}, "fr": {"name": "Made Hill"}},
        "languages": None,
    }


@pytest.mark.parametrize(
    ("lang", "name", "is_ours"),
    [("es", "Cerro Inventado", True), ("fr", "Made Hill", False), ("en", "Made Hill", False)],
)
def test_a_place_in_one_language(society, lang, name, is_ours):
    place = society.get(f"/api/v1/places/pl_hill?lang={lang}").json()
    assert (place["name"], place["name_is_ours"]) == (name, is_ours)
    assert (place["url"], place["translations"]) == (f"{BASE}/{lang}/map#made-hill", None)


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("", ["madeland", "made-hill"]),
        ("lang=es", ["made-hill", "madeland"]),
        ("kind=city", ["made-hill"]),
        ("country=PE&kind=country", ["madeland"]),
        ("country=FR", []),
    ],
)
def test_the_list_of_places(society, asked, slugs):
    items = society.get(f"/api/v1/places?{asked}").json()["items"]
    assert sorted(item["slug"] for item in items) == sorted(slugs)


def test_a_place_is_read_as_it_was_written(world, land):
    assert world.write(service, "pl_hill", HILL)
    assert not world.write(service, "pl_hill", HILL)
    with world.database.reading() as db:
        assert service.read(db, "pl_hill") == HILL
        assert service.read(db, "pl_nowhere") is None


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(1.0, None), (None, 1.0), (90.1, 0.0), (0.0, -180.1)]
)
def test_coordinates_come_as_a_pair_in_range(world, land, latitude, longitude):
    with pytest.raises(CoordinatesFaulty):
        world.write(service, "pl_hill", replace(HILL, latitude=latitude, longitude=longitude))


@pytest.mark.parametrize(
    "change",
    [
        "latitude = NULL",
        "longitude = NULL",
        "latitude = 90.1",
        "longitude = -180.1",
        "parent_id = id",
        "country = 'PER'",
        "kind = 'planet'",
    ],
)
def test_the_database_holds_a_place_together(world, land, change):
    world.write(service, "pl_hill", replace(HILL, country=None))
    with world.database.writing() as db, pytest.raises((IntegrityError, DataError)):
        db.execute(text(f"UPDATE place SET {change} WHERE id = 'pl_hill'"))  # noqa: S608 -- ours


def test_no_place_lies_in_itself(world, land):
    world.write(service, "pl_hill", HILL)
    square = replace(HILL, slug="made-square", parent_id="pl_hill")
    world.write(service, "pl_square", square)
    for parent in ("pl_land", "pl_hill", "pl_square"):
        with pytest.raises(PlaceInsideItself):
            world.write(service, "pl_land", replace(LAND, parent_id=parent))
    with world.database.reading() as db:
        assert service.read(db, "pl_land") == LAND


def test_two_at_once_cannot_put_two_places_inside_each_other(world, land):
    world.write(service, "pl_hill", replace(HILL, parent_id=None))
    both_began = Barrier(2, timeout=20)

    def move(record_id, wanted):
        try:
            with one_write(world.database, clock=world.clock) as db:
                if not world.database.is_sqlite:  # there, only one can begin
                    db.execute(text("SELECT 1"))
                    both_began.wait()
                service.save(
                    db, record_id=record_id, wanted=wanted, act=world.act, now=world.clock()
                )
        except (PlaceInsideItself, OperationalError):
            return "refused"
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = pool.map(
            move,
            ["pl_hill", "pl_land"],
            [replace(HILL, parent_id="pl_land"), replace(LAND, parent_id="pl_hill")],
        )
        assert sorted(outcomes) == ["moved", "refused"]
