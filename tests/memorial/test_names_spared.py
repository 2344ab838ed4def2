"""What stays as it is while a family withholds a name: codes, and the names of others."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import update

from app.events import service as events
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput
from app.memorial.enums import NameWish
from app.operations.republish import republish
from app.operations.session import one_write
from app.organisations.enums import OrganisationKind
from app.organisations.inputs import OrganisationInput
from app.places.enums import PlaceKind
from app.places.inputs import PlaceInput
from app.publishing.models import Entry
from tests.memorial.made import (
    ACT,
    FIGURE,
    NOW,
    PERSON,
    SHOOTING,
    TOLL,
    UNNAMED,
    WORDS,
    cite,
    claim,
    save,
    texts,
)
from tests.memorial.telling import items, read
from tests.web.conftest import one_kind

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


def test_what_somebody_without_a_name_is_called_hides_nobody(memorial, database, wish):
    brother = replace(UNNAMED, slug="a-brother", title=texts("Brother of Iris Madeupname"))
    note = texts("The brother of Iris Madeupname was taken away.")
    save(
        database,
        {
            "v_person": person("Iris Elena Madeupname"),
            "v_brother": brother,
            "t_58": replace(TOLL, slug="killed-58", note=note),
        },
    )
    wish(name=NameWish.WITHHELD)
    known = items(memorial, "en")
    assert known["v_brother"]["title"] == "Brother of …"
    assert known["t_58"]["note"] == "The brother of … was taken away."


def test_a_place_and_an_organisation_keep_names_that_tell_only_half(memorial, database, wish):
    square = PlaceInput(
        slug="plaza-san-martin",
        kind=PlaceKind.SQUARE,
        name="Plaza San Martín",
        names={"fr": "Place San Martín"},
        citations=(cite(),),
    )
    union = OrganisationInput(
        slug="martin-quispe-union",
        name="Martin Quispe Union",
        name_language="en",
        kind=OrganisationKind.TRADE_UNION,
        citations=(cite(),),
    )
    committee = replace(union, slug="jose-quispe-committee", name="Jose Quispe Committee")
    there = (SHOOTING.claims[0], claim("places", ["pl_square"]), *SHOOTING.claims[2:])
    save(
        database,
        {
            "v_person": person("Jose San Martin Quispe"),
            "pl_square": square,
            "i_shooting": replace(
                SHOOTING, summary=texts("San Martin fell at Plaza San Martin."), claims=there
            ),
            "o_union": union,
            "o_committee": committee,
        },
    )
    announce(database, replace(VIGIL, slug="to-plaza-san-martin", place_id="pl_square"))
    wish(name=NameWish.WITHHELD)
    known, french = items(memorial, "en"), items(memorial, "fr")
    assert (known["pl_square"]["slug"], known["pl_square"]["name"]) == (
        "plaza-san-martin",
        "Plaza San Martín",
    )
    assert french["e_vigil"]["place"]["name"] == "Place San Martín"
    assert known["e_vigil"]["slug"] == "to-plaza-san-martin"
    assert known["i_shooting"]["summary"] == "… fell at Plaza San Martin."
    assert known["i_shooting"]["places"] == ["plaza-san-martin"]
    assert [known[name]["name"] for name in ("o_union", "o_committee")] == [
        "Martin Quispe Union",
        "… Committee",
    ]


def test_another_person_keeps_every_spelling(memorial, database, wish):
    sister = replace(
        PERSON,
        slug="rosa",
        sentence=texts("Rosa Mamani was a teacher."),
        claims=(
            claim("name", "Rosa Mamani Quispe"),
            claim("name", "MAMANI QUISPE, Rosa", key="name-2", shown=False),
            claim("date_of_death", "2023-01-19"),
        ),
    )
    said = texts("Of the dead the list has MAMANI QUISPE, Rosa and MAMANI QUISPE, Luz.")
    save(
        database,
        {
            "v_person": person("Luz Mamani Quispe", "MAMANI QUISPE, Luz"),
            "v_sister": sister,
            "t_58": replace(TOLL, slug="killed-58", note=said),
        },
    )
    wish(name=NameWish.WITHHELD)
    told = "Of the dead the list has MAMANI QUISPE, Rosa and …."
    assert items(memorial, "en")["t_58"]["note"] == told
    with one_write(database, clock=lambda: NOW) as db:
        db.execute(update(Entry).values(names=[]))  # as an older version left them
        republish(db)
    assert items(memorial, "en")["t_58"]["note"] == told


@one_kind
def test_a_surname_is_found_inside_a_hashtag_of_what_has_to_do_with_her(memorial, database, wish):
    words = texts(
        "#JusticiaParaMadeupname #justiciaparamadeupname #justicia_madeupname"
        " JusticiaMadeupname madeupnamesque esperamos"
    )
    save(
        database,
        {
            "v_person": person("Iris Ramos Madeupname"),
            "t_words": replace(WORDS, note=words),
            "f_police": replace(FIGURE, note=words),
        },
    )
    wish(name=NameWish.WITHHELD)
    known = items(memorial, "en")
    assert known["t_words"]["note"] == "#… #… #justicia_… esperamos"
    assert known["f_police"]["note"] == words["en"]


@one_kind
def test_only_the_first_name_that_is_shown_is_kept(memorial, database, wish):
    note = texts("Madeupname, Iris; Iris Madeupname; the house of Madeupname")
    save(
        database,
        {
            "v_person": person("Iris Madeupname", "MADEUPNAME, Iris"),
            "t_words": replace(WORDS, note=note),
        },
    )
    wish(name=NameWish.FIRST_NAME)
    known = items(memorial, "en")
    assert known["t_words"]["note"] == "…, Iris; Iris …; the house of …"
    assert known["v_person"]["sentence"] == "Iris …, 35, died at Uptown."


def test_what_has_no_width_hides_no_name(memorial, database, wish):
    note = texts("With Ma\u00addeup\u200bname, Ir\u2060is.")
    save(database, {"t_58": replace(TOLL, slug="killed-58", note=note)})
    wish(name=NameWish.WITHHELD)
    assert items(memorial, "en")["t_58"]["note"] == "With …."
