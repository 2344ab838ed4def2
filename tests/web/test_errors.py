"""Every fault has its answer: a page in the reader's language, problem details for programs."""

import pytest

from app.web.errors import STATUS
from tests.web.conftest import one_kind
from tests.web.made import CANARY, KINDS

SOURCES_TAKE = ("limit", "cursor", "updated_since", "lang", "sort", "kind")
EXPECTED = {
    "Fault": 400,
    "NotFound": 404,
    "Gone": 410,
    "Invalid": 422,
    "Conflict": 409,
    "PreconditionFailed": 412,
    "PreconditionRequired": 428,
    "NotPermitted": 403,
    "Unavailable": 503,
}


@one_kind
def test_each_kind_of_fault_has_its_status_page_and_problem(site):
    pages = {kind: site.get(f"/en/made/fault/{kind}") for kind in KINDS}
    problems = {kind: site.get(f"/api/v1/made/fault/{kind}") for kind in KINDS}
    assert {kind: page.status_code for kind, page in pages.items()} == EXPECTED
    assert {kind: problem.status_code for kind, problem in problems.items()} == EXPECTED
    assert {fault.__name__ for fault in STATUS} == EXPECTED.keys() - {"Fault"}
    for kind, status in EXPECTED.items():
        problem = problems[kind].json()
        assert list(problem) == ["type", "title", "status", "detail", "errors"]
        assert (problem["status"], problem["errors"]) == (status, [])
        assert problem["type"] == f"urn:ayni:problem:{KINDS[kind].code}"
        assert problem["detail"].endswith(".")
        assert problems[kind].headers["content-type"] == "application/problem+json"
        assert problems[kind].headers["access-control-allow-origin"] == "*"
        assert problems[kind].headers["cache-control"] == "no-store"
        assert pages[kind].headers["content-type"] == "text/html; charset=utf-8"
    retries = {kind for kind in KINDS if "retry-after" in pages[kind].headers}
    assert retries == {"Unavailable"}
    assert "retry-after" in problems["Unavailable"].headers


@one_kind
def test_the_page_is_in_the_readers_language(site):
    def heading(path, **headers):
        text = site.get(path, headers=headers).text
        lang = text.split('<html lang="')[1][:2]
        return lang, text.split("<h1>")[1].split("</h1>")[0]

    assert heading("/es/nothing") == ("es", "No hay ninguna página en esta dirección")
    assert heading("/fr/nothing")[0] == "fr"
    assert heading("/en/nothing") == ("en", "There is no page at this address")
    assert heading("/fr/nothing", **{"accept-language": "en"})[0] == "fr"
    assert heading("/nothing", **{"accept-language": "en-GB"})[0] == "en"
    assert heading("/e/zzzzzz", **{"accept-language": "fr"})[0] == "fr"
    assert heading("/nothing", **{"accept-language": "tlh"})[0] == "es"
    assert len({heading(f"/{lang}/made/fault/Gone")[1] for lang in ("es", "fr", "en")}) == 3


@one_kind
def test_problem_details_name_the_parameter_and_never_the_value(site):
    known = site.get("/api/v1/sources?zzname=zzvalue")
    assert (known.status_code, known.json()["errors"]) == (
        422,
        [
            {
                "parameter": "(unknown)",
                "code": "unknown_parameter",
                "detail": f"The parameters here are: {', '.join(SOURCES_TAKE)}.",
            }
        ],
    )
    assert "zz" not in known.text
    asked = {
        "/api/v1/sources?limit=zzvalue": "limit",
        "/api/v1/sources?limit=0": "limit",
        "/api/v1/sources?limit=101": "limit",
        "/api/v1/sources?cursor=zzvalue": "cursor",
        "/api/v1/sources?updated_since=zzvalue": "updated_since",
        "/api/v1/sources?updated_since=2026-01-01T00:00:00": "updated_since",
        "/api/v1/sources?lang=zzvalue": "lang",
        "/api/v1/sources?sort=zzvalue": "sort",
        "/api/v1/sources?kind=zzvalue": "kind",
        "/api/v1/sources/ZZvalue": "id",
        "/api/v1/victims?date=zzvalue": "date",
        "/api/v1/incidents?date=2023-13-41": "date",
        "/api/v1/victims?place=ZZvalue": "place",
        "/api/v1/events?after=zzvalue": "after",
    }
    answers = {address: site.get(address) for address in asked}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(
        asked, 422
    )
    named = {
        address: [error["parameter"] for error in answer.json()["errors"]]
        for address, answer in answers.items()
    }
    assert named == {address: [name] for address, name in asked.items()}
    for address, answer in answers.items():
        assert "zzvalue" not in answer.text.lower(), address
        assert "2023-13-41" not in answer.text


@one_kind
@pytest.mark.parametrize("path", ["/made/broken", "/api/v1/made/broken"])
def test_what_fails_unexpectedly_tells_nobody_why(site, capsys, path):
    answer = site.get(f"{path}?word={CANARY}", headers={"x-made": CANARY})
    told = capsys.readouterr().err
    assert answer.status_code == 500
    assert CANARY not in answer.text + told
    assert "word=" not in told
    assert told.count("\n") == 1
    assert " level=error event=unexpected_error error=RuntimeError where=" in told
    assert "made.py:" in told


def test_without_a_database_it_says_when_to_come_back(site, outage, capsys):
    outage.begin()
    answers = [site.get(path) for path in ("/fr/about", "/api/v1/sources", "/readyz", "/healthz")]
    writing = site.post("/made/source?title=zzvalue")
    outage.end()
    assert [answer.status_code for answer in (*answers, writing)] == [503] * 5
    assert {answer.headers["retry-after"] for answer in (*answers, writing)} == {"30"}
    assert '<html lang="fr">' in answers[0].text
    assert answers[1].json()["type"] == "urn:ayni:problem:unavailable"
    told = capsys.readouterr().err
    assert "zzvalue" not in told
    assert "Traceback" not in told
    assert site.get("/fr/about").status_code == 200


@one_kind
def test_what_takes_another_method_says_which(site):
    answer = site.post("/api/v1/sources")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["title"] == "Method Not Allowed"
    assert site.get("/made/source").headers["allow"] == "POST"
