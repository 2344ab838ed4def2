"""What is written reads back the same, and what cannot stand is refused, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.kit.errors import Invalid
from app.memorial.models import Toll, Victim
from app.publishing.enums import RecordStatus
from app.sources.enums import Basis, Qualifier
from tests.memorial.made import (
    ACT,
    EVERYTHING,
    FIGURE,
    GROUP,
    NOW,
    PERSON,
    SHOOTING,
    TOLL,
    UNNAMED,
    WORDS,
    claim,
    save,
    service_of,
    texts,
)

pytestmark = pytest.mark.usefixtures("recorded")


def test_what_is_saved_reads_back_the_same(database):
    with database.reading() as db:
        read = {key: service_of(key).read(db, key) for key in EVERYTHING}
    assert read == EVERYTHING


def test_saving_the_same_again_changes_nothing(database):
    with database.writing() as db:
        changed = {
            key: service_of(key).save(db, record_id=key, wanted=wanted, act=ACT, now=NOW)
            for key, wanted in EVERYTHING.items()
        }
    assert changed == dict.fromkeys(EVERYTHING, False)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("v_person", replace(PERSON, claims=PERSON.claims[1:])),
        ("v_unnamed", replace(UNNAMED, claims=(*UNNAMED.claims, claim("name", "Made Name")))),
        ("v_unnamed", replace(UNNAMED, title={})),
        ("v_unnamed", replace(UNNAMED, claims=(*UNNAMED.claims, claim("count_min", 2)))),
        ("v_group", replace(GROUP, claims=GROUP.claims[1:])),
        ("v_group", replace(GROUP, claims=(*GROUP.claims, claim("count_max", 17)))),
        ("v_group", replace(GROUP, claims=(claim("count_min", 0),))),
        ("v_group", replace(GROUP, claims=(replace(GROUP.claims[0], citations=()),))),
        ("v_group", replace(GROUP, claims=(replace(GROUP.claims[0], basis=Basis.COMPUTED),))),
        ("v_group", replace(GROUP, claims=(*GROUP.claims, claim("colour", "red")))),
        ("v_group", replace(GROUP, claims=(*GROUP.claims, claim("count_min", 19, key="two")))),
        ("i_shooting", replace(SHOOTING, claims=(*SHOOTING.claims, claim("killed_max", 1)))),
        ("t_57", replace(TOLL, figure=None)),
        ("t_57", replace(TOLL, citations=())),
        ("t_57", replace(TOLL, part_of_id="t_57")),
        ("t_57", replace(TOLL, part_of_id="t_56")),
        ("t_57", replace(TOLL, part_of_id="t_words")),
        ("t_words", replace(WORDS, as_of=TOLL.as_of)),
        ("f_police", replace(FIGURE, citations=())),
    ],
)
def test_what_cannot_stand_is_refused(database, key, wanted):
    with pytest.raises(Invalid):
        save(database, {key: wanted})
    with database.reading() as db:
        assert service_of(key).read(db, key) == EVERYTHING[key]


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("v_person", "name", None),
        ("v_person", "age", -1),
        ("v_person", "public_slug", "told"),
        ("v_unnamed", "name", "Somebody"),
        ("v_group", "count_min", None),
        ("v_group", "count_max", 3),
        ("v_group", "place_of_death_id", "pl_nowhere"),
        ("t_57", "figure", None),
        ("t_57", "figure", -1),
        ("t_57", "part_of_id", "t_57"),
        ("t_57", "part_of_id", "t_nothing"),
    ],
)
def test_the_database_refuses_it_too(database, key, column, value):
    table = Victim if key.startswith("v") else Toll
    with database.writing() as db:
        setattr(db.scalars(select(table).where(table.id == key)).one(), column, value)
        with pytest.raises(IntegrityError):
            db.flush()


def test_columns_follow_the_shown_claims(database):
    other = tuple(
        replace(known, shown=known.key != "name-1") if known.field == "name" else known
        for known in PERSON.claims
    )
    save(database, {"v_person": replace(PERSON, claims=other)})
    with database.reading() as db:
        row = db.scalars(select(Victim).where(Victim.id == "v_person")).one()
        told = row.name, row.age, str(row.date_of_death), row.place_of_death_id, row.count_min
    assert told == ("Irís Madeupnaym", 35, "2023-01-19", "pl_uptown", None)


def test_drafts_and_restricted_records_are_not_public(memorial, database):
    save(database, {"v_person": PERSON}, status=RecordStatus.RESTRICTED)
    save(database, {"t_57": replace(TOLL, note=texts("x"))}, status=RecordStatus.DRAFT)
    answers = [
        memorial.get(f"/api/v1/{path}").status_code
        for path in ("victims/v_person", "victims/iris-madeupname", "tolls/t_57")
    ]
    assert answers == [404, 404, 404]
    listed = memorial.get("/api/v1/victims").text + memorial.get("/api/v1/incidents").text
    assert "Madeup" not in listed
    assert memorial.get("/api/v1/tolls/killed-56-civilians").json()["part_of"] is None


def test_qualifiers_have_words(memorial, database):
    save(
        database,
        {
            f"t_{qualifier}": replace(TOLL, slug=f"toll-{number}", qualifier=qualifier)
            for number, qualifier in enumerate(Qualifier)
        },
    )
    titles = {
        lang: [
            memorial.get(f"/api/v1/tolls/t_{qualifier}?lang={lang}").json()["title"]
            for qualifier in Qualifier
        ]
        for lang in ("es", "fr", "en")
    }
    assert titles == {
        "es": [
            "Muertes: 57",
            "Muertes: al menos 57",
            "Muertes: cerca de 57",
            "Muertes: alrededor de 57",
            "Muertes: más de 57",
        ],
        "fr": [
            "Morts\u00a0: 57",
            "Morts\u00a0: au moins 57",
            "Morts\u00a0: près de 57",
            "Morts\u00a0: environ 57",
            "Morts\u00a0: plus de 57",
        ],
        "en": [
            "Deaths: 57",
            "Deaths: at least 57",
            "Deaths: nearly 57",
            "Deaths: about 57",
            "Deaths: more than 57",
        ],
    }
