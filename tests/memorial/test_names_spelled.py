"""Ways in which a concealed name is written, and names of others that resemble it.

How one text is read is the same whatever it is stored in: one kind of database is enough for that.
"""

from dataclasses import replace

import pytest

from app.memorial.enums import NameWish
from app.memorial.inputs import WishInput
from app.memorial.service import victims
from app.operations.session import one_write
from app.publishing.enums import RecordStatus
from tests.memorial.made import ACT, PERSON, TOLL, claim, save, texts
from tests.memorial.telling import items
from tests.memorial.test_names_spared import person
from tests.web.conftest import one_kind

FAR = {
    # What a record says that has nothing to do with its bearer: the name, the text, what is read.
    "line": ("Iris Madeupname", "Iris\nMadeupname", "…\n…"),
    "lines": ("Luz Mamani", "Rosa Mamani\nLuz Huanca", "Rosa Mamani\nLuz Huanca"),
    "quotes": ("Iris Madeupname", "«Iris» Madeupname", "«…» …"),
    "strong": ("Iris Madeupname", "**Iris** Madeupname", "**…** …"),
    "tags": ("Iris Madeupname", "<b>Iris</b> Madeupname", "<b>…</b> …"),
    "link": ("Iris Madeupname", "[Iris](https://a.test/) Madeupname", "[…](https://a.test/) …"),
    "nickname": ("Iris Madeupname", "Iris “la Flor” Madeupname fell", "… “…” … fell"),
    "second": ("Iris Madeupname", "Iris Elena Madeupname fell", "… fell"),
    "surnames": ("Iris Madeupname", "MADEUPNAME OTHER, Iris", "…"),
    "sisters": ("Iris Madeupname", "Iris y Rosa Madeupname", "… y Rosa …"),
    "mark": ("Iris Madeupname", "Ma\ufeffdeup\u200ename Iris", "…"),
    "entity": ("Irís Made", "Ir&iacute;s Made", "…"),
    "escaped": ("Irís Made", "At https://a.test/Ir%C3%ADs-Made now", "At https://a.test/… now"),
    "latin": ("José Pérez", "See https://made.test/Jos%E9_P%E9rez", "See https://made.test/…"),
    "tag": ("Luz Roca", "#LuzRoca #luzroca", "#… #…"),
    "double": ("Isaac Condori", "#IsaacCondori", "#…"),
    "lalla": ("Raúl Llanos", "#RaulLlanos", "#…"),
    "apart": ("Luz Delacruz", "Luz De la Cruz", "…"),
    "as_one": ("Sol De la Cruz", "Sol Delacruz", "…"),
    "hyphen": ("Jeanpierre Quispe", "Jean-Pierre Quispe", "…"),
    "ejective": ("Luz Ch’oque", "Luz Choque", "…"),
    "plain": ("Nina Choque", "Nina Ch'oque", "…"),
    "short": ("Li Wu", "With Li Wu", "With …"),
    "first": ("Juan Carlos Quispe Mamani", "Juan Carlos Other spoke", "Juan Carlos Other spoke"),
    "last": ("Juan Carlos Quispe Mamani", "Juan Carlos Quispe fell", "… fell"),
    "given": ("Juan Carlos Quispe Mamani", "Juan Carlos fell", "… fell"),
}  # fmt: skip


@pytest.fixture
def withhold(database, clock):
    """Return `withhold(id, …)`, which keeps a family's wish that a name is not shown."""

    def keep(*record_ids, name=NameWish.WITHHELD):
        now = clock.advance(hours=1)
        with one_write(database, clock=clock) as db:
            for record_id in record_ids:
                wanted = WishInput(name=name)
                victims.set_wish(db, record_id=record_id, wish=wanted, act=ACT, now=now)

    return keep


def toll(slug, said, **more):
    return replace(TOLL, slug=slug, note={"en": said}, **more)


def notes(client, *record_ids):
    known = items(client, "en")
    return {name: known[name]["note"] for name in record_ids}


def bearer(slug, *names):
    return replace(person(*names), slug=slug, sentence={}, incident_ids=())


@one_kind
def test_it_is_found_however_it_is_written(memorial, database, withhold):
    names = sorted({name for name, _, _ in FAR.values()})
    people = {f"v_{place}": bearer(f"made-{place}", name) for place, name in enumerate(names)}
    tolls = {f"t_{key}": toll(key, text) for key, (_, text, _) in FAR.items()}
    save(database, {**people, **tolls})
    withhold(*people)
    assert notes(memorial, *tolls) == {f"t_{key}": shown for key, (_, _, shown) in FAR.items()}


@one_kind
def test_near_it_a_word_alone_is_found_with_its_apostrophe(memorial, database, withhold):
    said = {"ejective": "The house of Ch’oque", "elided": "La famille d’Arc, dite Darc"}
    save(
        database,
        {
            "v_person": replace(bearer("somebody", "Luz Choque"), incident_ids=("i_shooting",)),
            "v_other": replace(bearer("other", "Jeanne d’Arc"), incident_ids=("i_shooting",)),
            **{f"t_{key}": toll(key, text, incident_id="i_shooting") for key, text in said.items()},
        },
    )
    withhold("v_person", "v_other")
    assert notes(memorial, "t_ejective", "t_elided") == {
        "t_ejective": "The house of …",
        "t_elided": "La famille …, dite …",
    }


@one_kind
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (NameWish.WITHHELD, "…. fell; I. M. Other and ….; with …"),
        (NameWish.FIRST_NAME, "…. fell; I. M. Other and ….; with …"),
        (NameWish.INITIALS, "I. M. fell; I. M. Other and I.M.; with I. …"),
    ],
)
def test_near_it_initials_are_told_only_where_the_family_wants_them(
    memorial, database, withhold, name, shown
):
    said = "I. M. fell; I. M. Other and I.M.; with I. Madeupname"
    save(database, {"t_58": toll("initials", said, incident_id="i_shooting")})
    withhold("v_person", name=name)
    assert notes(memorial, "t_58") == {"t_58": shown}
    assert (
        items(memorial, "en")["v_person"]["title"]
        == {
            NameWish.WITHHELD: "Name withheld at the family’s wish",
            NameWish.FIRST_NAME: "Iris",
            NameWish.INITIALS: "I. M.",
        }[name]
    )


@one_kind
def test_her_own_record_tells_it_in_no_other_way(memorial, database, withhold):
    sentence = "#JusticeForIrisMadeupname, Iris_Madeupname, Ma\u00addeupname; iris was 35."
    died = claim("date_of_death", "2023-01-19", key="iris-madeupname-died")
    others = tuple(one for one in PERSON.claims if one.field != "date_of_death")
    save(database, {"v_person": replace(PERSON, sentence=texts(sentence), claims=(*others, died))})
    withhold("v_person")
    shown = items(memorial, "en")["v_person"]
    assert shown["sentence"] == "#…, …, …; … was 35."
    assert "…-died" in {one["key"] for one in shown["claims"]}


@one_kind
def test_the_first_name_of_who_is_listed_by_surname_is_shown(memorial, database, withhold):
    save(
        database,
        {
            "v_person": bearer("somebody", "MADEUPNAME OTHER, Iris Elena"),
            "t_58": toll("listed", "Iris Elena Madeupname fell"),
        },
    )
    withhold("v_person", name=NameWish.FIRST_NAME)
    assert items(memorial, "en")["v_person"]["name"] == "Iris"
    assert notes(memorial, "t_58") == {"t_58": "Iris … fell"}


@one_kind
def test_who_has_a_longer_name_keeps_it_and_so_does_a_namesake_in_their_own_record(
    memorial, database, withhold
):
    longer = bearer("luz-mamani-quispe", "Luz Mamani Quispe")
    namesake = replace(bearer("luz-mamani", "Luz Mamani"), sentence=texts("Luz Mamani was 20."))
    save(
        database,
        {
            "v_person": bearer("somebody", "Luz Mamani"),
            "v_longer": longer,
            "v_namesake": namesake,
            "t_58": toll("both", "Luz Mamani Quispe and Luz Mamani"),
        },
    )
    withhold("v_person")
    known = items(memorial, "en")
    told = [(known[name]["title"], known[name]["slug"]) for name in ("v_longer", "v_namesake")]
    assert told == [("Luz Mamani Quispe", "luz-mamani-quispe"), ("Luz Mamani", "luz-mamani")]
    assert known["v_namesake"]["sentence"] == "Luz Mamani was 20."
    assert known["t_58"]["note"] == "Luz Mamani Quispe and …"


def test_two_wishes_of_which_one_name_is_part_of_the_other_end_by_themselves(
    memorial, database, withhold
):
    said = "Luz Mamani Quispe and Luz Mamani"
    people = {
        "v_person": bearer("somebody", "Luz Mamani"),
        "v_longer": bearer("longer", "Luz Mamani Quispe"),
    }
    save(database, {**people, "t_58": toll("both", said)})
    seen = []
    for kept, name in (
        ("v_person", NameWish.WITHHELD),
        ("v_longer", NameWish.WITHHELD),
        ("v_person", NameWish.FULL),
        ("v_longer", NameWish.FULL),
    ):
        withhold(kept, name=name)
        seen.append(notes(memorial, "t_58")["t_58"])
    assert seen == ["Luz Mamani Quispe and …", "… and …", "… and Luz Mamani", said]


def test_a_name_that_somebody_else_had_too_is_hidden_when_they_are_public_no_more(
    memorial, database, withhold
):
    doubled = bearer("luz-mamani", "Luz Mamani")
    save(
        database,
        {
            "v_person": bearer("somebody", "Luz Mamani Quispe"),
            "v_double": doubled,
            "t_58": toll("one", "Luz Mamani fell"),
        },
    )
    withhold("v_person")
    assert notes(memorial, "t_58") == {"t_58": "Luz Mamani fell"}
    save(database, {"v_double": doubled}, status=RecordStatus.WITHDRAWN)
    assert notes(memorial, "t_58") == {"t_58": "… fell"}
    save(database, {"v_double": doubled})
    assert notes(memorial, "t_58") == {"t_58": "Luz Mamani fell"}


def test_a_place_of_one_word_keeps_its_name_where_a_claim_names_it(memorial, database, withhold):
    save(database, {"v_person": replace(PERSON, claims=(claim("name", "Iris Uptown"),))})
    withhold("v_person")
    shown = items(memorial, "en")["i_shooting"]
    (placed,) = [one for one in shown["claims"] if one["field"] == "places"]
    assert (placed["label"], shown["title"]) == ("Uptown", "Shooting at …")
