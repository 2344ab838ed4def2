"""Organisations: under all their names, with what they call, demand and say."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from app.organisations import service
from app.publishing.enums import RecordStatus
from tests.fixtures.made_society import (
    BASE,
    LEAGUE,
    UNION,
    cited,
    linked,
)
from tests.fixtures.reading import lines_of, links_of

OURS = {"name": "Sindicato Inventado", "language": "es", "is_ours": True}


def test_an_organisation(society):
    union = society.get("/api/v1/organisations/made-union?lang=en").json()
    assert union.pop("updated_at")
    assert union.pop("version") >= 1
    assert union == {
        "id": "o_union",
        "slug": "made-union",
        "url": f"{BASE}/en/organisations/made-union",
        "api_url": f"{BASE}/api/v1/organisations/o_union",
        "kind": "trade_union",
        "name": "Union of Made Workers",
        "name_language": "en",
        "called": {"name": "Union of Made Workers", "language": "en", "is_ours": False},
        "aliases": [
            {"name": "UMW", "language": None, "is_ours": False, "citations": [cited("8")]},
            {**OURS, "citations": []},
        ],
        "country": "PE",
        "place": linked("map", "pl_hill", "made-hill", "Made Hill"),
        "site": "https://made.test/union",
        "description": "A union that was made up",
        "events": [linked("events", "e_march", "made-march", "A made march", date="2023-01-19")],
        "demands": [linked("demands", "d_bread", "bread-for-all", "Bread for all", date=None)],
        "statements": [
            linked(
                "statements",
                "st_letter",
                "union-letter",
                "Letter of the made union",
                date="2023-01-13",
            )
        ],
        "citations": [cited("8"), cited("9")],
        "translations": None,
        "languages": None,
    }


def test_the_name_to_use_depends_on_the_language(society):
    called = {
        lang: society.get(f"/api/v1/organisations/o_union?lang={lang}").json()["called"]
        for lang in ("es", "fr", "en")
    }
    printed = {"name": "Union of Made Workers", "language": "en", "is_ours": False}
    assert called == {"es": OURS, "fr": printed, "en": printed}


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("", ["made-league", "made-union"]),
        ("lang=es&sort=name", ["made-league", "made-union"]),
        ("kind=trade_union", ["made-union"]),
        ("country=PE", ["made-union"]),
        ("kind=trade_union&country=FR", []),
    ],
)
def test_the_list_in_the_api(society, asked, slugs):
    items = society.get(f"/api/v1/organisations?{asked}").json()["items"]
    assert sorted(item["slug"] for item in items) == slugs


BEGINS = "{} Empieza: Made words open this paragraph …"


def test_the_page_of_an_organisation(society):
    page = society.get("/es/organisations/made-union").text
    assert lines_of(page) == [
        "Organizaciones",
        "Sindicato · nombre traducido por nosotros",
        "Sindicato Inventado",
        "Nombre en las fuentes",
        "Union of Made Workers en inglés",
        "País",
        "Perú",
        "Lugar",
        "Cerro Inventado",
        "A union that was made up (es)",
        "Su propio sitio web",
        "Qué convoca u organiza",
        "19 de enero de 2023",
        "A made march (es)",
        "Qué demanda",
        "Bread for all (es)",
        "Qué ha declarado",
        "13 de enero de 2023",
        "Letter of the made union (es)",
        "Sus nombres",
        "Union of Made Workers",
        "Tal como lo escribe una fuente.",
        "UMW",
        "También tal como lo escribe una fuente.",
        BEGINS.format("Made Courier, párrafo 8"),
        "Sindicato Inventado",
        "Traducción nuestra; ninguna fuente trae este nombre.",
        "Dónde se menciona",
        BEGINS.format("Made Courier, párrafo 8"),
        BEGINS.format("párrafo 9"),
    ]
    assert links_of(page)[1:5] == [
        ("https://made.test/union", "Su propio sitio web"),
        (f"{BASE}/es/events/made-march", "A made march (es)"),
        (f"{BASE}/es/demands/bread-for-all", "Bread for all (es)"),
        (f"{BASE}/es/statements/union-letter", "Letter of the made union (es)"),
    ]


def test_the_list_is_grouped_by_kind(society):
    lines = lines_of(society.get("/en/organisations").text)
    assert lines[lines.index("Trade unions", 4) :] == [
        "Trade unions",
        "Union of Made Workers",
        "A union that was made up",
        "Employers’ associations",
        "Ligue inventée in French",
    ]


def test_the_list_of_one_kind(society):
    lines = lines_of(society.get("/en/organisations?kind=employers").text)
    assert lines[-2:] == ["Employers’ associations", "Ligue inventée in French"]
    lines = lines_of(society.get("/en/organisations?kind=party").text)
    assert lines[-1] == "No organisation of this kind is recorded. Show all"
    assert society.get("/en/organisations?kind=").text == society.get("/en/organisations").text
    assert society.get("/en/organisations?kind=circus").status_code == 422


def test_a_renamed_organisation_is_still_found(world, society):
    world.write(service, "o_union", replace(UNION, slug="union-of-made-workers"))
    answer = society.get("/fr/organisations/made-union")
    assert (answer.status_code, answer.headers["location"]) == (
        301,
        "/fr/organisations/union-of-made-workers",
    )
    assert society.get("/fr/organisations/nobody").status_code == 404


def test_a_withdrawn_organisation_is_gone_from_every_record(world, society):
    world.write(service, "o_union", UNION, status=RecordStatus.WITHDRAWN)
    assert society.get("/en/organisations/made-union").status_code == 404
    demand = society.get("/api/v1/demands/d_bread").json()
    assert [support["key"] for support in demand["support"]] == ["marchers"]
    statement = society.get("/api/v1/statements/st_letter?lang=en").json()
    assert statement["issued_by"] == [
        {"organisation": None, "name": "The secretary of the made union", "url": None}
    ]
    for path in ("/en/demands", "/en/demands/bread-for-all", "/en/statements/union-letter"):
        page = society.get(path).text
        assert "Union of Made Workers" not in page
        assert "made-union" not in page


def test_an_organisation_is_read_as_it_was_written(world, society):
    assert not world.write(service, "o_union", UNION)
    assert not world.write(service, "o_league", LEAGUE)
    with world.database.reading() as db:
        assert service.read(db, "o_union") == UNION
        assert service.read(db, "o_league") == LEAGUE
        assert service.read(db, "o_nobody") is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE organisation SET country = 'PER' WHERE id = 'o_union'",
        "UPDATE organisation SET place_id = 'pl_nowhere' WHERE id = 'o_union'",
        "UPDATE organisation_alias SET name = 'UMW'",
        "DELETE FROM place WHERE id = 'pl_hill'",
    ],
)
def test_the_database_holds_an_organisation_together(world, society, change):
    with world.database.writing() as db, pytest.raises((IntegrityError, DataError)):
        db.execute(text(change))
