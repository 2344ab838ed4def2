"""The pages for people: what stands on them, in which order, and what leads where."""

import re
from dataclasses import replace
from html import unescape

import pytest

from app.publishing.enums import RecordStatus
from tests.memorial import made
from tests.memorial.made import GROUP, PERSON, TOLL, cite, claim, save, texts


def words(answer):
    """The text of a page's main part, as a person reads it."""
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", main.partition(">")[2])).split())
    return re.sub(r" ([,.)])", r"\1", text).replace("( ", "(")


def in_order(text, *parts):
    """Whether each part stands somewhere after the one before it."""
    for part in parts:
        _, found, text = text.partition(part)
        assert found, part
    return True


def test_the_page_of_a_person_is_in_order(memorial):
    page = memorial.get("/en/memorial/iris-madeupname")
    assert page.status_code == 200
    assert in_order(
        words(page),
        "Iris Madeupname",
        "Iris Madeupname, 35, died at Uptown.",
        "19 January 2023",
        "Uptown",
        "In their memory",
        "What is known, and from whom",
        "Several independent sources agree.",
        "Irís Madeupnaym",
        "Computed by us. The day after the 18th.",
        "Made Herald, paragraphs 4–5",
        "What happened",
        "Shooting at Uptown",
        "History of this record",
        "version 1 · First entry, from the documents",
        "How to cite this page",
        "“Iris Madeupname”, in: Ayni, version 1 of 22 November 2026",
        "/m/",
    )
    assert page.text.count("<h1") == 1
    assert 'href="/en/families"' in page.text
    assert "Something is wrong" in page.text


def test_every_claim_is_on_the_page_with_its_mark(memorial, database):
    other = claim("date_of_death", "2023-01-18", cite("so_echo", 3), key="other", shown=False)
    shown = replace(PERSON.claims[5], reason=texts("The fuller account."))
    claims = (*PERSON.claims[:5], shown, other, *PERSON.claims[6:])
    save(database, {"v_person": replace(PERSON, claims=claims)})
    page = words(memorial.get("/en/memorial/iris-madeupname"))
    assert in_order(
        page,
        "The sources differ. They differ on: Date of death.",
        "19 January 2023 Shown at the top The fuller account.",
        "18 January 2023 Not shown at the top",
        "Made Echo, paragraph 3",
    )


def test_the_wall_holds_everybody(memorial):
    page = words(memorial.get("/en/memorial"))
    assert in_order(
        page,
        "By name",
        "Iris Madeupname Uptown · 19 January 2023",
        "Without a name, or known by number",
        "A policeman found dead",
        "Eighteen people killed at Lowtown",
    )


@pytest.mark.parametrize(
    ("question", "here", "gone"),
    [
        ("kind=person", "Iris", "Eighteen"),
        ("place=lowtown", "Eighteen", "Iris"),
        ("date=2023-01-09", "Eighteen", "Iris"),
        ("kind=&place=&date=", "Eighteen", "Nobody is recorded"),
        ("kind=hero&date=soon&place=%27", "Eighteen", "Nobody is recorded"),
        ("place=nowhere", "Nobody is recorded here.", "Iris"),
    ],
)
def test_the_wall_is_filtered(memorial, question, here, gone):
    page = words(memorial.get(f"/en/memorial?{question}"))
    assert (here in page, gone in page) == (True, False)


def test_the_filters_offer_what_there_is(memorial):
    page = memorial.get("/fr/memorial").text
    offered = re.findall(r'<option value="([^"]*)"', page)
    assert offered == [
        "", "person", "unnamed", "group", "", "lowtown", "uptown", "", "2023-01",
    ]  # fmt: skip


def test_a_long_wall_is_read_page_by_page(memorial, database):
    save(database, {f"v_g{number}": replace(GROUP, slug=f"g-{number}") for number in range(70)})
    first = memorial.get("/en/memorial?kind=group")
    following = unescape(re.search(r'rel="next" href="([^"]+)"', first.text)[1])
    second = memorial.get(following)
    seen = [re.findall(r'href="[^"]*/memorial/([^"]+)"', page.text) for page in (first, second)]
    wanted = {"killed-at-lowtown", *(f"g-{number}" for number in range(70))}
    assert (len(seen[0]), len(seen[1]), {*seen[0], *seen[1]}) == (60, 11, wanted)
    assert 'rel="next"' not in second.text
    assert memorial.get(following.replace("kind=group", "kind=person")).status_code == 422


def test_incidents_by_date_and_kind(memorial):
    page = memorial.get("/en/incidents?kind=killing")
    assert "18 January 2023 · Violent deaths · Uptown Shooting at Uptown" in words(page)
    none = words(memorial.get("/en/incidents?kind=fire"))
    assert "No incident is recorded here." in none


def test_the_page_of_an_incident(memorial):
    page = words(memorial.get("/en/incidents/shooting-at-uptown"))
    assert in_order(
        page,
        "Shooting at Uptown",
        "A made shooting.",
        "18 January 2023",
        "In memory",
        "Iris Madeupname",
        "What is known, and from whom",
        "Deaths, at least",
        "Shots were fired.",
        "What was counted, and by whom",
        "Injured: hundreds (Made Herald, paragraph 8)",
    )


def test_tolls_stand_side_by_side_and_figures_apart(memorial, database):
    save(database, {"t_49": replace(TOLL, slug="killed-49", figure=49)})
    page = memorial.get("/en/tolls")
    text = words(page)
    assert in_order(
        text,
        "These counts are never added up.",
        "Deaths",
        "Injured",
        "hundreds",
        "Other published figures",
        "Police deployed at Lowtown",
        "about 12,000 %",
    )
    assert "106" not in text  # 57 and 49
    rows = re.findall(r'<tr id="([^"]+)"', page.text)
    assert rows == [
        "killed-49", "killed-57", "killed-56-civilians", "injured-hundreds", "police-12000",
    ]  # fmt: skip
    assert "56 of them civilians included in no. 2" in text
    drawn = " ".join(re.findall(r"<svg.*?</svg>", page.text, re.DOTALL))
    assert "12,000" not in drawn
    assert "Date inferred by us. The month of printing." in text


def test_former_addresses_lead_on_while_the_record_is_public(memorial, database):
    save(database, {"v_person": replace(PERSON, slug="iris-m")})
    save(database, {"i_shooting": replace(made.SHOOTING, slug="shots-at-uptown")})
    moved = [
        memorial.get(f"/fr/{path}").headers["location"]
        for path in ("memorial/iris-madeupname", "incidents/shooting-at-uptown")
    ]
    assert moved == ["/fr/memorial/iris-m", "/fr/incidents/shots-at-uptown"]
    save(database, {"v_person": replace(PERSON, slug="iris-m")}, status=RecordStatus.RESTRICTED)
    gone = [
        memorial.get(f"/fr/memorial/{slug}").status_code for slug in ("iris-madeupname", "iris-m")
    ]
    assert gone == [404, 404]


@pytest.mark.parametrize("lang", ["es", "fr", "en"])
@pytest.mark.parametrize("path", ["memorial", "incidents", "tolls"])
def test_an_empty_memorial_says_so(client, lang, path):
    answer = client.get(f"/{lang}/{path}")
    assert (answer.status_code, 'class="empty"' in answer.text) == (200, True)
