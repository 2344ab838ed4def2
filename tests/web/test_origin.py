"""A write comes from our own pages: what the browser says of that, in every combination."""

import itertools

from starlette.testclient import TestClient

from app.main import create_app
from tests.web.conftest import one_kind

pytestmark = one_kind

OWN = "http://127.0.0.1:8000"
SITES = {None: None, "same-origin": True, "none": True} | dict.fromkeys(
    ("same-site", "cross-site", "", "Same-Origin", "same-origin, cross-site", "evil"), False
)
ORIGINS = {None: None, OWN: True, OWN.upper(): True} | dict.fromkeys(
    (
        "null",
        "",
        "https://evil.example",
        "http://127.0.0.1:8001",
        "http://127.0.0.1",
        "http://localhost:8000",
        "http://127.0.0.1:8000.evil.example",
        "http://evil@127.0.0.1:8000",
        "http://[",
        "http://[::1",
        "127.0.0.1:8000",
        "\u00ff",
    ),
    False,
)
COOKIES = {
    None: False,
    "other=1": False,
    "notayni=1": False,
    "ayni=secret": True,
    "__Host-ayni=secret": True,
    "other=1; ayni=secret": True,
    "a=b;ayni=": True,
}
WRITES = ("POST", "PUT", "PATCH", "DELETE")


def may_write(site, origin, cookie) -> bool:
    """The rule, as house.md says it."""
    for said in (SITES[site], ORIGINS[origin]):
        if said is not None:
            return said
    return not COOKIES[cookie]


def sent(**headers):
    return [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, value in headers.items()
        if value is not None
    ]


def test_every_combination(raw, made):
    found, expected = {}, {}
    for number, (site, origin, cookie) in enumerate(itertools.product(SITES, ORIGINS, COOKIES)):
        headers = sent(sec_fetch_site=site, origin=origin, cookie=cookie)
        method = WRITES[number % 4]  # 7 cookies: each meets each method
        found[site, origin, cookie] = raw(b"/made/note/204", method=method, headers=headers).status
        expected[site, origin, cookie] = 204 if may_write(site, origin, cookie) else 403
    assert found == expected
    assert len(found) == len(SITES) * len(ORIGINS) * len(COOKIES) > 800


def test_reading_is_free(raw):
    foreign = sent(sec_fetch_site="cross-site", origin="https://evil.example", cookie="ayni=1")
    statuses = {method: raw(b"/en/help", method=method, headers=foreign).status
                for method in ("GET", "HEAD", "OPTIONS", "TRACE", "MADE")}  # fmt: skip
    assert statuses == {"GET": 200, "HEAD": 200, "OPTIONS": 405, "TRACE": 403, "MADE": 403}


def test_the_refusal_comes_before_the_router_and_in_its_form(raw):
    foreign = sent(origin="https://evil.example")
    page = raw(b"/fr/nothing", method="POST", headers=foreign)
    problem = raw(b"/api/v1/nothing", method="POST", headers=foreign)
    assert [page.status, problem.status] == [403, 403]
    assert '<html lang="fr">' in page.body.decode()
    assert problem.header("content-type") == "application/problem+json"
    assert b"foreign_origin" in problem.body
    assert b"evil" not in page.body + problem.body


def test_several_bases_are_all_our_own(settings):
    bases = ("https://one.example", "http://two.example:81")
    with TestClient(create_app(settings.model_copy(update={"base_url": bases}))) as client:
        statuses = {
            origin: client.post("/en/help", headers={"origin": origin}).status_code
            for origin in (*bases, "http://two.example")
        }
    assert statuses == {**dict.fromkeys(bases, 405), "http://two.example": 403}
