"""The four collections: every field of the contract, whole."""

from dataclasses import replace

import pytest

from app.sources.enums import SourceKind
from tests.memorial import made
from tests.memorial.made import PERSON, cite, claim, save, texts

BASE = "http://127.0.0.1:8000"


def citation(source, title, paragraph, opening="The first five words are"):
    return {
        "source": source,
        "source_title": title,
        "source_url": f"{BASE}/en/sources/{source}",
        "source_language": "en",
        "paragraph": paragraph,
        "opening": opening,
        "attributed_to": None,
    }


def of_claim(document, field):
    return [known for known in document["claims"] if known["field"] == field]


UPTOWN_LINK = {
    "id": "pl_uptown",
    "slug": "uptown",
    "name": "Uptown",
    "url": f"{BASE}/en/map#uptown",
}


def test_a_person(memorial):
    person = memorial.get("/api/v1/victims/iris-madeupname?lang=en").json()
    claims = person.pop("claims")
    updated = person.pop("updated_at")
    assert person == {
        "id": "v_person",
        "slug": "iris-madeupname",
        "url": f"{BASE}/en/memorial/iris-madeupname",
        "api_url": f"{BASE}/api/v1/victims/v_person",
        "version": 1,
        "kind": "person",
        "name": "Iris Madeupname",
        "names": [
            {
                "name": "Iris Madeupname",
                "shown": True,
                **citation("herald", "Made Herald", "4", "Iris Madeupname was shot and"),
                "also": [],
            },
            {
                "name": "Irís Madeupnaym",
                "shown": False,
                **citation("gazette", "Made Gazette", "7"),
                "also": [],
            },
        ],
        "title": "Iris Madeupname",
        "sentence": "Iris Madeupname, 35, died at Uptown.",
        "count_min": None,
        "count_max": None,
        "age": 35,
        "role": "teacher",
        "affiliation": None,
        "date_of_injury": "2023-01-18",
        "date_of_death": "2023-01-19",
        "date_found": None,
        "place_of_injury": None,
        "place_of_death": "uptown",
        "place_found": None,
        "injury": None,
        "circumstances": "Iris was on the way home.",
        "date": "2023-01-19",
        "place": UPTOWN_LINK,
        "grading": "fair",
        "grading_reason": "One report.",
        "attestation": {
            "reading": "several_agree",
            "independent_sources": 2,
            "differs_on": [],
        },
        "withheld": [],
        "incidents": [
            {
                "id": "i_shooting",
                "slug": "shooting-at-uptown",
                "name": "Shooting at Uptown",
                "url": f"{BASE}/en/incidents/shooting-at-uptown",
            }
        ],
        "events": [],
        "demands": [],
        "translations": None,
        "languages": None,
    }
    assert updated.startswith("2026-11-22T15:00:00")
    assert [known["field"] for known in claims] == [known.field for known in PERSON.claims]
    assert claims[5] == {
        **citation("herald", "Made Herald", "4-5"),
        "also": [],
        "key": "date_of_death-1",
        "field": "date_of_death",
        "type": "date",
        "value": "2023-01-19",
        "label": None,
        "status": "active",
        "shown": True,
        "reason": None,
        "basis": "computed",
        "reasoning": "The day after the 18th.",
        "translations": None,
    }
    assert (claims[6]["value"], claims[6]["label"]) == ("uptown", "Uptown")


def test_all_languages_stand_side_by_side(memorial):
    group = memorial.get("/api/v1/victims/v_group").json()
    assert (
        group["translations"]
        == {lang: {"title": text} for lang, text in made.GROUP.title.items()} | {}
    )
    french = memorial.get("/api/v1/victims/v_group?lang=fr").json()
    assert (french["title"], french["name"], french["translations"]) == (
        "Eighteen people killed at Lowtown (fr)",
        None,
        None,
    )


def test_groups_and_unnamed_persons(memorial):
    group, unnamed = (
        memorial.get(f"/api/v1/victims/{name}?lang=en").json()
        for name in ("killed-at-lowtown", "policeman-found")
    )
    told = ("kind", "name", "names", "count_min", "count_max", "date", "grading")
    assert [group[field] for field in told] == [
        "group", None, [], 18, None, "2023-01-09", "not_assessed",
    ]  # fmt: skip
    assert [unnamed[field] for field in told] == [
        "unnamed", None, [], None, None, "2023-01", "not_assessed",
    ]  # fmt: skip
    assert group["attestation"]["reading"] == "one_only"


def test_an_incident(memorial):
    incident = memorial.get("/api/v1/incidents/shooting-at-uptown?lang=en").json()
    del incident["updated_at"], incident["claims"]
    assert incident == {
        "id": "i_shooting",
        "slug": "shooting-at-uptown",
        "url": f"{BASE}/en/incidents/shooting-at-uptown",
        "api_url": f"{BASE}/api/v1/incidents/i_shooting",
        "version": 1,
        "kind": "killing",
        "title": "Shooting at Uptown",
        "summary": "A made shooting.",
        "date": "2023-01-18",
        "until": None,
        "time": None,
        "places": ["uptown"],
        "place_links": [UPTOWN_LINK],
        "issued_by": None,
        "what_happened": "Shots were fired.",
        "cause": None,
        "killed_min": 2,
        "killed_max": None,
        "injured_min": None,
        "injured_max": None,
        "detained_min": None,
        "detained_max": None,
        "events": [],
        "victims": [
            {
                "id": "v_person",
                "slug": "iris-madeupname",
                "name": "Iris Madeupname",
                "url": f"{BASE}/en/memorial/iris-madeupname",
                "date": "2023-01-19",
            }
        ],
        "tolls": [
            {
                "id": "t_words",
                "slug": "injured-hundreds",
                "name": "Injured: hundreds",
                "url": f"{BASE}/en/tolls#injured-hundreds",
                "date": "2023-02",
            }
        ],
        "figures": [],
        "statements": [],
        "translations": None,
        "languages": None,
    }


def test_a_toll_in_words_with_an_inferred_date(memorial):
    toll = memorial.get("/api/v1/tolls/injured-hundreds?lang=en").json()
    del toll["updated_at"]
    assert toll == {
        "id": "t_words",
        "slug": "injured-hundreds",
        "url": f"{BASE}/en/tolls#injured-hundreds",
        "api_url": f"{BASE}/api/v1/tolls/t_words",
        "version": 1,
        "title": "Injured: hundreds",
        "harm": "injured",
        "population": None,
        "qualifier": None,
        "figure": None,
        "figure_text": "hundreds",
        "place": "lowtown",
        "place_link": {
            **UPTOWN_LINK,
            "id": "pl_lowtown",
            "slug": "lowtown",
            "name": "Lowtown",
            "url": f"{BASE}/en/map#lowtown",
        },
        "incident": {
            "id": "i_shooting",
            "slug": "shooting-at-uptown",
            "name": "Shooting at Uptown",
            "url": f"{BASE}/en/incidents/shooting-at-uptown",
        },
        "as_of": None,
        "as_of_inferred": {"date": "2023-02", "reason": "The month of printing."},
        "note": None,
        "part_of": None,
        "parts": [],
        **citation("herald", "Made Herald", "8"),
        "also": [citation("gazette", "Made Gazette", "2-3")],
        "translations": None,
        "languages": None,
    }


def test_a_toll_within_another(memorial):
    whole, part = (
        memorial.get(f"/api/v1/tolls/{name}?lang=en").json()
        for name in ("killed-57", "killed-56-civilians")
    )
    assert (part["title"], part["part_of"], part["population"]) == (
        "Deaths: 56 (civilians)", "killed-57", "civilians",
    )  # fmt: skip
    assert [link["slug"] for link in whole["parts"]] == ["killed-56-civilians"]
    assert (whole["figure"], whole["qualifier"], whole["as_of"]) == (57, "at_least", "2023-01-26")


def test_a_figure(memorial):
    figure = memorial.get("/api/v1/figures/police-12000?lang=fr").json()
    told = {name: figure[name] for name in (
        "what", "figure", "figure_text", "qualifier", "place", "as_of", "source", "paragraph",
        "attributed_to", "title", "kind", "unit",
    )}  # fmt: skip
    assert told == {
        "what": "Police deployed at Lowtown (fr)",
        "figure": 12000,
        "figure_text": None,
        "qualifier": "about",
        "place": "lowtown",
        "as_of": "2023-01-19",
        "source": "herald",
        "paragraph": "6",
        "attributed_to": None,
        "title": "Police deployed at Lowtown (fr)\u00a0: environ 12\u202f000\u00a0%",
        "kind": "police",
        "unit": "%",
    }


@pytest.mark.parametrize(
    ("question", "slugs"),
    [
        ("victims", ["policeman-found", "killed-at-lowtown", "iris-madeupname"]),
        ("victims?sort=name", ["policeman-found", "killed-at-lowtown", "iris-madeupname"]),
        ("victims?kind=person", ["iris-madeupname"]),
        ("victims?place=lowtown", ["killed-at-lowtown"]),
        ("victims?place=nowhere", []),
        ("victims?date=2023-01-19", ["iris-madeupname"]),
        ("victims?date=2023-01-09/2023-01-18", ["killed-at-lowtown"]),
        ("victims?date=2022", []),
        ("incidents", ["shooting-at-uptown"]),
        ("incidents?kind=fire", []),
        ("incidents?date=2023-01", ["shooting-at-uptown"]),
        ("tolls?harm=killed", ["killed-56-civilians", "killed-57"]),
        ("tolls", ["killed-56-civilians", "killed-57", "injured-hundreds"]),
        ("figures?kind=police", ["police-12000"]),
        ("figures?kind=poll", []),
        ("figures?updated_since=2030-01-01T00:00:00Z", []),
    ],
)
def test_lists(memorial, question, slugs):
    answer = memorial.get(f"/api/v1/{question}").json()
    assert [item["slug"] for item in answer["items"]] == slugs
    assert answer["next"] is None


@pytest.mark.parametrize(
    "question",
    ["victims?date=yesterday", "victims?kind=hero", "tolls?harm=x", "figures?place=lima",
     "incidents?sort=title"],
)  # fmt: skip
def test_what_a_list_cannot_be_asked(client, question):
    assert client.get(f"/api/v1/{question}").status_code == 422


def test_pages_of_a_list_follow_each_other(memorial):
    seen, address = [], "/api/v1/victims?limit=2&lang=es"
    while address:
        answer = memorial.get(address).json()
        seen += [item["id"] for item in answer["items"]]
        address = answer["next"]
    assert seen == ["v_unnamed", "v_group", "v_person"]


def test_sources_of_one_origin_count_once(memorial, database):
    save(
        database,
        {
            "so_gazette": replace(made.GAZETTE, origin="herald-report"),
            "so_herald": replace(made.HERALD, origin="herald-report"),
        },
    )
    save(database, {"v_person": replace(PERSON, slug="iris")})
    attested = memorial.get("/api/v1/victims/v_person").json()["attestation"]
    assert attested == {
        "reading": "one_reliable", "independent_sources": 1, "differs_on": [],
    }  # fmt: skip


def test_reference_works_attest_nothing(memorial, database):
    save(database, {"so_gazette": replace(made.GAZETTE, kind=SourceKind.REFERENCE_WORK)})
    save(database, {"v_person": replace(PERSON, slug="iris")})
    attested = memorial.get("/api/v1/victims/v_person").json()["attestation"]
    assert attested["independent_sources"] == 1


def test_sources_that_differ_are_said_to(memorial, database):
    other = claim("date_of_death", "2023-01-18", cite("so_gazette", 3), key="other", shown=False)
    month = claim("date_of_injury", "2023-01", cite("so_echo"), key="month", shown=False)
    save(database, {"v_person": replace(PERSON, claims=(*PERSON.claims, other, month))})
    person = memorial.get("/api/v1/victims/v_person").json()
    assert person["attestation"] == {
        "reading": "sources_differ", "independent_sources": 3, "differs_on": ["date_of_death"],
    }  # fmt: skip
    assert person["date_of_death"] == "2023-01-19"
    assert [(known["value"], known["shown"]) for known in of_claim(person, "date_of_death")] == [
        ("2023-01-19", True),
        ("2023-01-18", False),
    ]


def test_borrowed_texts_are_marked(memorial, database):
    save(database, {"v_group": replace(made.GROUP, title={"fr": "Dix-huit morts"})})
    spanish = memorial.get("/api/v1/victims/v_group?lang=es").json()
    assert (spanish["title"], spanish["languages"]) == ("Dix-huit morts", {"title": "fr"})
    assert texts("x") == {"es": "x (es)", "fr": "x (fr)", "en": "x"}
