"""Statements: whose words, who reports them, and dates on which sources differ."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.sources.service import ClaimFaulty
from app.statements import service
from app.statements.service import StatementFaulty
from tests.fixtures.made_society import BASE, LETTER, WITNESS, cited, linked
from tests.fixtures.reading import lines_of, links_of

COMPUTED, LATER, PLACE = LETTER.claims


def test_a_statement(society):
    letter = society.get("/api/v1/statements/union-letter?lang=en").json()
    assert letter.pop("updated_at")
    assert letter.pop("version") >= 1
    claims = letter.pop("claims")
    assert letter == {
        "id": "st_letter",
        "slug": "union-letter",
        "url": f"{BASE}/en/statements/union-letter",
        "api_url": f"{BASE}/api/v1/statements/st_letter",
        "kind": "recorded",
        "title": "Letter of the made union",
        "issued_by": [
            {
                "organisation": "made-union",
                "name": "Union of Made Workers",
                "url": f"{BASE}/en/organisations/made-union",
            },
            {"organisation": None, "name": "The secretary of the made union", "url": None},
        ],
        "speaker": "The secretary of the made union",
        "date": "2023-01-13",
        "place": "made-hill",
        "place_link": linked("map", "pl_hill", "made-hill", "Made Hill"),
        "gist": "Asks for bread and answers the league",
        "quotation": "Bread!",
        "quotation_language": "en",
        "incidents": [linked("incidents", "i_raid", "made-raid", "A made raid")],
        "demands": [
            linked("demands", "d_order", "order-first", "Order first"),
            linked("demands", "d_bread", "bread-for-all", "Bread for all"),
        ],
        "versions": [],
        "signatures": {"people": 0, "organisations": 0},
        **cited("15", attributed_to="the union → the courier"),
        "also": [cited("16-18")],
        "translations": None,
        "languages": None,
    }
    assert [(claim["field"], claim["value"], claim["shown"]) for claim in claims] == [
        ("date", "2023-01-13", True),
        ("date", "2023-01-20", False),
        ("place", "made-hill", True),
    ]
    assert (claims[0]["basis"], claims[0]["reasoning"]) == (
        "computed",
        "The Friday before the 17th",
    )


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("", ["union-letter", "witness-of-the-raid"]),
        ("sort=date", ["witness-of-the-raid", "union-letter"]),
        ("sort=title&lang=fr", ["union-letter", "witness-of-the-raid"]),
        ("kind=testimony", ["witness-of-the-raid"]),
        ("kind=our_own", []),
    ],
)
def test_the_list_in_the_api(society, asked, slugs):
    items = society.get(f"/api/v1/statements?{asked}").json()["items"]
    assert [item["slug"] for item in items] == slugs


def test_the_list(society):
    lines = lines_of(society.get("/en/statements").text)
    assert lines[-6:] == [
        "Words on record · 13 January 2023 · Made Hill",
        "Letter of the made union",
        "Union of Made Workers · The secretary of the made union",
        "Testimony · undated",
        "Un témoin de la rafle in French",
        "A witness without a name",
    ]


def test_the_list_of_one_kind(society):
    lines = lines_of(society.get("/en/statements?kind=testimony").text)
    assert "Letter of the made union" not in lines
    lines = lines_of(society.get("/en/statements?kind=our_own").text)
    assert lines[-1] == "No statement of this kind is recorded. Show all"


def test_a_long_list_goes_on(world, society):
    many = {f"st_{number}": replace(WITNESS, slug=f"witness-{number}") for number in range(50)}
    world.write_all(service, many)
    first = society.get("/en/statements").text
    further = [href for href, text in links_of(first) if text == "Further entries"]
    second = society.get(further[0]).text
    assert lines_of(second)[-1] == "Back to the beginning"
    seen = [
        href for page in (first, second) for href, _ in links_of(page) if "/statements/" in href
    ]
    assert len(seen) == len(set(seen)) == 52
    assert society.get(further[0].replace("/en/", "/fr/")).status_code == 422


def test_the_page_of_a_statement(society):
    page = society.get("/en/statements/union-letter").text
    lines = lines_of(page)
    assert lines[: lines.index("Pass it on")] == [
        "Statements",
        "Words on record",
        "Letter of the made union",
        "Who",
        "Union of Made Workers · The secretary of the made union",
        "When",
        "13 January 2023",
        "Where",
        "Made Hill",
        "The gist, in our words",
        "Asks for bread and answers the league",
        "As printed",
        "Bread!",
        "Who reports it",
        "An arrow means “reported by”: whose words they are comes first, the source we read last.",
        (
            "Made Courier, paragraph 15 Attributed to: the union → the courier"
            " Begins: Made words open this paragraph …"
        ),
        "paragraphs 16–18 Begins: Made words open this paragraph …",
        "When and where, and from whom",
        "When it was said",
        "13 January 2023",
        "Shown at the top",
        "The other article is later",
        "Computed by us. The Friday before the 17th",
        "Made Courier, paragraph 15 Begins: Made words open this paragraph …",
        "20 January 2023",
        "Not shown at the top Disputed",
        "Made Courier, paragraph 16 Begins: Made words open this paragraph …",
        "Where it was said",
        "Made Hill",
        "Made Courier, paragraph 15 Begins: Made words open this paragraph …",
        "What it speaks of",
        "A made raid",
        "Demands it makes or answers",
        "Order first",
        "Bread for all",
    ]


def test_what_the_sources_leave_open_is_said(society):
    lines = lines_of(society.get("/en/statements/witness-of-the-raid").text)
    assert lines[:10] == [
        "Statements",
        "Testimony",
        "Un témoin de la rafle",
        "in French",
        "Who",
        "A witness without a name",
        "When",
        "not stated in the sources",
        "Where",
        "not stated in the sources",
    ]


def test_a_speaker_has_no_page(society):
    page = society.get("/en/statements/witness-of-the-raid").text
    assert "A witness without a name" not in [text for _, text in links_of(page)]


def test_a_renamed_statement_is_still_found(world, society):
    world.write(service, "st_letter", replace(LETTER, slug="letter"))
    answer = society.get("/es/statements/union-letter")
    assert (answer.status_code, answer.headers["location"]) == (301, "/es/statements/letter")
    assert society.get("/es/statements/nothing").status_code == 404


@pytest.mark.parametrize("record_id", ["st_letter", "st_witness"])
def test_a_statement_is_read_as_it_was_written(world, society, record_id):
    wanted = {"st_letter": LETTER, "st_witness": WITNESS}[record_id]
    assert not world.write(service, record_id, wanted)
    with world.database.reading() as db:
        assert service.read(db, record_id) == wanted
        assert service.read(db, "st_nothing") is None


def test_another_date_shown_is_the_statements_date(world, society):
    claims = (replace(COMPUTED, shown=False), replace(LATER, shown=True))
    world.write(service, "st_letter", replace(LETTER, claims=claims))
    letter = society.get("/api/v1/statements/st_letter").json()
    assert (letter["date"], letter["place"]) == ("2023-01-20", None)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"issuer_ids": (), "speaker": {}}, StatementFaulty),
        ({"citations": ()}, StatementFaulty),
        ({"quotation": None}, StatementFaulty),
        ({"claims": (COMPUTED, replace(LATER, shown=True))}, ClaimFaulty),
        ({"claims": (replace(PLACE, field="weather"),)}, ClaimFaulty),
    ],
)
def test_a_statement_says_whose_and_where(world, society, change, fault):
    with pytest.raises(fault):
        world.write(service, "st_letter", replace(LETTER, **change))
    with world.database.reading() as db:
        assert service.read(db, "st_letter") == LETTER


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE statement SET quotation = NULL WHERE id = 'st_letter'",
        "UPDATE statement SET kind = 'rumour'",
        "UPDATE statement_claim SET shown = (1 = 1)",
        "UPDATE statement_claim SET reasoning = NULL",
        "UPDATE statement_claim SET key = 'date-1'",
        "DELETE FROM incident WHERE id = 'i_raid'",
        "DELETE FROM demand WHERE id = 'd_order'",
        "DELETE FROM source WHERE id = 'so_courier'",
    ],
)
def test_the_database_holds_a_statement_together(world, society, change):
    with world.database.writing() as db, pytest.raises(IntegrityError):
        db.execute(text(change))
