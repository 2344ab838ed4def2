"""Sources: what is known of each, what is not, and what rests on it."""

from dataclasses import replace

import pytest

from app.publishing.enums import RecordStatus
from app.sources import service
from tests.fixtures.made_society import ATLAS, BASE, LETTER, OPENING, statements
from tests.fixtures.reading import lines_of, links_of


def test_the_list(society):
    lines = lines_of(society.get("/en/sources").text)
    assert lines[-4:] == [
        "Reference work · Nobody Real · Made Press · 2022",
        "Made Atlas in French",
        "Article · 20 January 2023",
        "Made Courier",
    ]


def test_the_list_of_one_kind(society):
    lines = lines_of(society.get("/en/sources?kind=reference_work").text)
    assert "Made Courier" not in lines
    assert lines[-1] == "Made Atlas in French"
    lines = lines_of(society.get("/en/sources?kind=report").text)
    assert lines[-1] == "No source of this kind is recorded. Show all"


def test_what_the_copy_leaves_open_is_said(society):
    page = society.get("/en/sources/courier").text
    lines = lines_of(page)
    assert lines[: lines.index("What rests on it")] == [
        "Sources",
        "Article",
        "Made Courier",
        "Author",
        "not stated in the copy we read",
        "Publisher",
        "not stated in the copy we read",
        "Date",
        "20 January 2023 inferred; not printed in the copy we read",
        "Language",
        "English",
        "How we date it",
        "It calls the strike yesterday",
        "Where it comes from",
        "It repeats a made report",
        "Sources with the same origin repeat one report; where they agree they count once.",
        "Read it, cite it",
        (
            "The copy we read carries no address. The first words given with each citation find the"
            " paragraph by a web search."
        ),
        (
            "To cite it: author not stated, “Made Courier”, publisher not stated, 20 January 2023"
            f" (date inferred). Consulted through {BASE}/en/sources/courier"
        ),
        f"SHA-256 of the copy read: {'0' * 64}",
        "Paragraphs are counted by the non-empty lines of that copy, from 1.",
        "Where its own title, author and date stand",
        f"Made Courier, paragraph 1 Begins: {OPENING} …",
    ]


def test_what_rests_on_a_source(society):
    page = society.get("/en/sources/courier").text
    lines = lines_of(page)
    assert lines[lines.index("What rests on it") + 1 :] == [
        "Incidents (1)",
        "A made raid",
        "Events (1)",
        "19 January 2023",
        "A made march",
        "Demands (2)",
        "Bread for all",
        "Order first",
        "Statements (2)",
        "13 January 2023",
        "Letter of the made union",
        "Un témoin de la rafle",
        "Organisations (2)",
        "Ligue inventée",
        "Union of Made Workers",
        "Places (1)",
        "Made Hill",
    ]
    assert [href for href, _ in links_of(page)][-8:] == [
        "/en/events/made-march",
        "/en/demands/bread-for-all",
        "/en/demands/order-first",
        "/en/statements/union-letter",
        "/en/statements/witness-of-the-raid",
        "/en/organisations/made-league",
        "/en/organisations/made-union",
        "/en/map#made-hill",
    ]


def test_what_was_withdrawn_rests_on_nothing(world, society):
    world.write(statements, "st_letter", LETTER, status=RecordStatus.WITHDRAWN)
    lines = lines_of(society.get("/en/sources/courier").text)
    assert "Statements (1)" in lines
    assert "Letter of the made union" not in lines


def test_a_source_with_everything_known(society):
    page = society.get("/fr/sources/atlas").text
    lines = lines_of(page)
    assert lines[: lines.index("Ce qui s’appuie sur elle")] == [
        "Sources",
        "Ouvrage de référence",
        "Made Atlas",
        "Auteur",
        "Nobody Real",
        "Publié par",
        "Made Press",
        "Date",
        "2022",
        "Langue",
        "français",
        "Licence",
        "CC BY 4.0",
        "An atlas that was made up (fr)",
        "La lire, la citer",
        "Où elle a été publiée",
        "Copie archivée",
        (
            "Pour la citer : Nobody Real, “Made Atlas”, Made Press, 2022. Consulté sur"
            f" {BASE}/fr/sources/atlas"
        ),
        "Les paragraphes se comptent d’après les lignes non vides de cette copie, à partir de 1.",
    ]
    assert links_of(page)[1:3] == [
        ("https://made.test/atlas", "Où elle a été publiée"),
        ("https://archive.test/atlas", "Copie archivée"),
    ]


def test_a_source_nobody_cites_yet(world, society):
    world.write(service, "so_new", replace(ATLAS, slug="new"))
    lines = lines_of(society.get("/en/sources/new").text)
    assert lines[-2:] == ["What rests on it", "No record cites this source yet."]


def test_a_renamed_source_is_still_found(world, society):
    world.write(service, "so_atlas", replace(ATLAS, slug="made-atlas"))
    answer = society.get("/en/sources/atlas")
    assert (answer.status_code, answer.headers["location"]) == (301, "/en/sources/made-atlas")
    assert society.get("/en/sources/nothing").status_code == 404


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/es/sources", "Todavía no hay ninguna fuente registrada. Nada se publica sin una."),
        ("/fr/organisations", "Aucune organisation n’est encore enregistrée ici."),
        ("/en/demands", "No demand is recorded here yet."),
        ("/es/statements", "Todavía no hay ningún pronunciamiento registrado."),
    ],
)
def test_a_site_with_nothing_on_it_says_so(client, path, sentence):
    answer = client.get(path)
    assert answer.status_code == 200
    assert lines_of(answer.text)[-1] == sentence
