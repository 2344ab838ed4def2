"""Demands: who supports which, in which words, and where that stands."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.demands import service
from app.demands.matrix import matrix_of, numbered_sources
from app.demands.service import SupportFaulty
from tests.fixtures.made_society import BASE, BREAD, ORDER, cite, cited, linked, texts
from tests.fixtures.reading import lines_of, links_of

UNION, MARCHERS = BREAD.supports
BEGINS = "Empieza: Made words open this paragraph …"


def test_a_demand(society):
    bread = society.get("/api/v1/demands/bread-for-all?lang=en").json()
    assert bread.pop("updated_at")
    assert bread.pop("version") >= 1
    assert bread == {
        "id": "d_bread",
        "slug": "bread-for-all",
        "url": f"{BASE}/en/demands/bread-for-all",
        "api_url": f"{BASE}/api/v1/demands/d_bread",
        "kind": "movement",
        "title": "Bread for all",
        "summary": "A demand that was made up",
        "support": [
            {
                "key": "union",
                "organisation": "made-union",
                "organisation_url": f"{BASE}/en/organisations/made-union",
                "who": "Union of Made Workers",
                "wording": "That nobody goes without bread",
                "quotation": "Bread!",
                "quotation_language": "en",
                "translations": None,
                **cited("11", attributed_to="the union → the courier"),
                "also": [cited("12")],
            },
            {
                "key": "marchers",
                "organisation": None,
                "organisation_url": None,
                "who": "People who marched",
                "wording": "Du pain pour chacun",
                "quotation": None,
                "quotation_language": None,
                "translations": None,
                **cited("13"),
                "also": [],
            },
        ],
        "events": [linked("events", "e_march", "made-march", "A made march", date="2023-01-19")],
        "statements": [
            linked(
                "statements",
                "st_letter",
                "union-letter",
                "Letter of the made union",
                date="2023-01-13",
            )
        ],
        "translations": None,
        "languages": {"support.marchers.wording": "fr"},
    }


def test_the_list_in_the_api(society):
    def slugs(asked):
        return [item["slug"] for item in society.get(f"/api/v1/demands?{asked}").json()["items"]]

    assert slugs("") == ["bread-for-all", "order-first"]
    assert slugs("kind=counter") == ["order-first"]
    assert slugs("kind=position") == []


def test_the_matrix(society):
    page = society.get("/en/demands").text
    lines = lines_of(page)
    assert lines[lines.index("Demands of the movement") :] == [
        "Demands of the movement",
        "What those who took to the streets asked for, in whichever words.",
        "Demands of the movement",
        "Demand",
        "Union of Made Workers",
        "Others, as a source describes them",
        "Bread for all",
        "Union of Made Workers",
        "That nobody goes without bread",
        "Bread!",
        "[1] paragraph 11, paragraph 12",
        "People who marched",
        "Du pain pour chacun in French",
        "[1] paragraph 13",
        "Counter-demands",
        "What the other side asked for: government, parliament, business.",
        "Counter-demands",
        "Demand",
        "Ligue inventée",
        "Order first",
        "Ligue inventée",
        "That order comes first",
        "[1] paragraph 14",
        "The sources by their numbers",
        "Made Courier",
    ]
    assert (f"{BASE}/en/demands/bread-for-all", "Bread for all") in links_of(page)
    assert '<span lang="fr">Du pain pour chacun</span>' in page


def test_many_other_voices_are_folded(world, society):
    others = tuple(
        replace(MARCHERS, key=f"others-{number}", who=texts(f"Others {number}"))
        for number in range(4)
    )
    world.write(service, "d_bread", replace(BREAD, supports=(UNION, *others)))
    page = society.get("/en/demands").text
    assert "<summary>2 others</summary>" in page
    assert [line for line in lines_of(page) if line.startswith("Others ")] == [
        f"Others {number}" for number in range(4)
    ]


def test_whoever_supports_most_stands_first():
    def demand(number, *slugs):
        support = [
            {
                "organisation": slug,
                "organisation_url": "",
                "who": slug,
                "source": f"s{number}",
                "source_title": "",
                "source_url": "",
                "also": [],
            }
            for slug in slugs
        ]
        return {"id": number, "support": support}

    demands = [demand(1, "b", "c"), demand(2, "c", None), demand(3)]
    laid_out = matrix_of(demands)
    assert [column.slug for column in laid_out.columns] == ["c", "b"]
    cells = [[(column.slug, len(cell)) for column, cell in row.cells] for row in laid_out.rows]
    assert cells == [[("c", 1), ("b", 1)], [("c", 1), ("b", 0)], [("c", 0), ("b", 0)]]
    assert [len(row.others) for row in laid_out.rows] == [0, 1, 0]
    assert laid_out.has_others
    assert not matrix_of([demand(1, "b")]).has_others
    numbers = {slug: known["number"] for slug, known in numbered_sources(demands).items()}
    assert numbers == {"s1": 1, "s2": 2}


def test_the_page_of_a_demand(society):
    page = society.get("/es/demands/bread-for-all").text
    assert lines_of(page) == [
        "Demandas",
        "Demandas del movimiento",
        "Bread for all (es)",
        "A demand that was made up (es)",
        "Quién lo dice y con qué palabras",
        "Sindicato Inventado",
        "That nobody goes without bread (es)",
        "Bread! en inglés",
        "Made Courier, párrafo 11 Atribuido a: the union → the courier (es) " + BEGINS,
        "párrafo 12 " + BEGINS,
        "People who marched (es)",
        "Du pain pour chacun en francés",
        "Made Courier, párrafo 13 " + BEGINS,
        "Eventos en los que se planteó",
        "19 de enero de 2023",
        "A made march (es)",
        "Pronunciamientos que la plantean o le responden",
        "13 de enero de 2023",
        "Letter of the made union (es)",
    ]


def test_a_demand_without_supporters(world, society):
    world.write(service, "d_lonely", replace(ORDER, slug="lonely", supports=()))
    lines = lines_of(society.get("/en/demands/lonely").text)
    assert lines[-1] == "Nobody is recorded as supporting this yet."


def test_a_renamed_demand_is_still_found(world, society):
    world.write(service, "d_order", replace(ORDER, slug="order"))
    answer = society.get("/en/demands/order-first")
    assert (answer.status_code, answer.headers["location"]) == (301, "/en/demands/order")
    assert society.get("/en/demands/nothing").status_code == 404


def test_a_demand_is_read_as_it_was_written(world, society):
    assert not world.write(service, "d_bread", BREAD)
    with world.database.reading() as db:
        assert service.read(db, "d_bread") == BREAD
        assert service.read(db, "d_nothing") is None


@pytest.mark.parametrize(
    "faulty",
    [
        replace(UNION, who=texts("Somebody")),
        replace(UNION, organisation_id=None),
        replace(UNION, wording={}, quotation=None, quotation_language=None),
        replace(UNION, quotation_language=None),
        replace(UNION, citations=()),
    ],
)
def test_a_support_says_who_which_words_and_where(world, society, faulty):
    with pytest.raises(SupportFaulty):
        world.write(service, "d_bread", replace(BREAD, supports=(faulty,)))
    with world.database.reading() as db:
        assert service.read(db, "d_bread") == BREAD


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE demand_support SET organisation_id = NULL WHERE key = 'union'",
        "UPDATE demand_support SET who = '{}' WHERE key = 'union'",
        "UPDATE demand_support SET quotation_language = NULL WHERE key = 'union'",
        "UPDATE demand_support SET key = 'union'",
        "UPDATE demand_support_citation SET paragraph_from = 0",
        "DELETE FROM organisation WHERE id = 'o_union'",
    ],
)
def test_the_database_holds_a_demand_together(world, society, change):
    with world.database.writing() as db, pytest.raises(IntegrityError):
        db.execute(text(change))


def test_a_citation_more_is_a_change(world, society):
    cited_twice = replace(UNION, citations=(*UNION.citations, cite(30)))
    assert world.write(service, "d_bread", replace(BREAD, supports=(cited_twice, MARCHERS)))
    assert society.get("/api/v1/demands/d_bread?lang=en").json()["support"][0]["also"] == [
        cited("12"),
        cited("30"),
    ]
