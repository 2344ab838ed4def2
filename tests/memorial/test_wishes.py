"""A family's wish reaches every output: no name, place or age that it withholds stands anywhere."""

import re
from dataclasses import replace

import pytest

from app.history.enums import Role
from app.history.inputs import Act
from app.kit.errors import NotFound
from app.kit.text import fold
from app.memorial.enums import AgeWish, NameWish, PlaceWish
from app.memorial.inputs import WishInput
from app.memorial.service import victims
from app.operations.session import one_write
from tests.memorial.made import NOW, PERSON, claim, save
from tests.web.conftest import one_kind

LANGS = ("es", "fr", "en")
EVERYWHERE = (
    *(f"/api/v1/{name}" for name in ("victims", "incidents", "victims/v_person", "places")),
    *(f"/api/v1/victims?lang={lang}" for lang in LANGS),
    *(f"/{lang}/memorial" for lang in LANGS),
    *(f"/{lang}/incidents/shooting-at-uptown" for lang in LANGS),
    *(f"/{lang}/timeline" for lang in LANGS),
    *(f"/{lang}/search?q=madeup" for lang in LANGS),
    *(f"/{lang}/search?q=uptown" for lang in LANGS),
    "/es/sources/herald",
    "/es/corrections",
    "/es/",
    "/es/map",
)


@pytest.fixture
def wish(database, memorial):
    def set_to(**wished):
        with one_write(database, clock=lambda: NOW) as db:
            return victims.set_wish(
                db,
                record_id="v_person",
                wish=WishInput(**wished),
                act=Act(role=Role.MEMORIAL_EDITOR),
                now=NOW,
            )

    return set_to


def outputs(client):
    """Every place where a victim could be read, with its own pages and the short link."""
    person = client.get("/api/v1/victims/v_person").json()
    own = [f"/{lang}/memorial/{person['slug']}" for lang in LANGS]
    answers = {address: client.get(address) for address in (*EVERYWHERE, *own)}
    assert [address for address, answer in answers.items() if answer.status_code != 200] == []
    return {address: answer.text for address, answer in answers.items()}


def found_in(told, word):
    return [address for address, text in told.items() if re.search(rf"\b{word}", fold(text))]


def test_the_outputs_would_tell(memorial):
    told = outputs(memorial)
    assert found_in(told, "iris") != []
    assert found_in(told, "madeup") != []


def test_a_withheld_name_is_in_no_output(memorial, wish):
    assert wish(name=NameWish.WITHHELD) is True
    told = outputs(memorial)
    searches = {f"/{lang}/search?q=madeup" for lang in LANGS}
    assert (found_in(told, "iris"), set(found_in(told, "madeup")) - searches) == ([], set())
    assert found_in(told, "madeupn") == []
    person = memorial.get("/api/v1/victims/v_person?lang=fr").json()
    assert (person["name"], person["names"], person["title"], person["withheld"]) == (
        None, [], "Nom réservé selon la volonté de la famille", ["name"],
    )  # fmt: skip
    assert person["sentence"] == "…, 35, died at Uptown. (fr)"
    assert person["circumstances"] == "… was on the way home. (fr)"
    assert re.fullmatch(r"v-[0-9a-z]{12}", person["slug"])


def test_an_old_address_tells_nothing(memorial, database, wish):
    save(database, {"v_person": replace(PERSON, slug="madeupname-iris")})
    old = "/es/memorial/iris-madeupname"
    assert memorial.get(old).headers["location"] == "/es/memorial/madeupname-iris"
    wish(name=NameWish.INITIALS)
    answers = [
        memorial.get(address).status_code
        for address in (old, "/es/memorial/madeupname-iris", "/api/v1/victims/iris-madeupname")
    ]
    assert answers == [404, 404, 404]


@one_kind
@pytest.mark.parametrize(
    ("chosen", "name", "sentence"),
    [
        (NameWish.FULL, "Iris Madeupname", "Iris Madeupname, 35, died at Uptown."),
        (NameWish.FIRST_NAME, "Iris", "Iris …, 35, died at Uptown."),
        (NameWish.INITIALS, "I. M.", "…, 35, died at Uptown."),
    ],
)
def test_a_name_can_be_narrowed(memorial, wish, chosen, name, sentence):
    wish(name=chosen)
    person = memorial.get("/api/v1/victims/v_person?lang=en").json()
    assert (person["name"], person["title"], person["sentence"]) == (name, name, sentence)
    linked = memorial.get("/api/v1/incidents/i_shooting?lang=en").json()["victims"]
    assert [link["name"] for link in linked] == [name]


def test_a_withheld_place_is_told_by_nothing_of_the_person(memorial, wish):
    wish(place=PlaceWish.WITHHELD)
    person = memorial.get("/api/v1/victims/v_person")
    assert "uptown" not in fold(person.text)
    told = person.json()
    assert (told["place"], told["place_of_death"], told["incidents"]) == (None, None, [])
    assert memorial.get("/api/v1/incidents/i_shooting").json()["victims"] == []
    assert memorial.get("/api/v1/victims?place=uptown").json()["items"] == []


def test_a_place_can_be_as_exact_as_its_region(memorial, wish):
    wish(place=PlaceWish.REGION)
    person = memorial.get("/api/v1/victims/v_person")
    assert "uptown" not in fold(person.text)
    assert person.json()["place_of_death"] == "highland"


@one_kind
def test_a_withheld_age_is_told_by_nothing_of_the_person(memorial, wish):
    wish(age=AgeWish.WITHHELD)
    person = memorial.get("/api/v1/victims/v_person?lang=en").json()
    assert (person["age"], person["sentence"]) == (None, "Iris Madeupname, …, died at Uptown.")
    assert [known for known in person["claims"] if known["field"] == "age"] == []


def test_a_wish_taken_back_gives_the_name_again(memorial, wish):
    wish(name=NameWish.WITHHELD)
    narrow = memorial.get("/api/v1/victims/v_person?lang=en").json()["slug"]
    assert [wish(name=NameWish.WITHHELD), wish()] == [False, True]
    assert memorial.get("/api/v1/victims/v_person").json()["slug"] == "iris-madeupname"
    moved = memorial.get(f"/es/memorial/{narrow}")
    assert moved.headers["location"] == "/es/memorial/iris-madeupname"


def test_a_new_spelling_is_narrowed_too(memorial, database, wish):
    wish(name=NameWish.WITHHELD)
    spelled = claim("name", "Iriss Madeupnym", key="name-3", shown=False)
    save(database, {"v_person": replace(PERSON, claims=(*PERSON.claims, spelled))})
    assert "madeupnym" not in fold(memorial.get("/api/v1/victims/v_person").text)


def test_nobody_can_be_wished_for_who_is_not_there(database):
    with one_write(database, clock=lambda: NOW) as db, pytest.raises(NotFound):
        victims.set_wish(
            db, record_id="v_nobody", wish=WishInput(), act=Act(role=Role.SEED), now=NOW
        )
