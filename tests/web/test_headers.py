"""The same security headers, each once, on every kind of answer, whoever makes it."""

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from tests.web.conftest import one_kind

pytestmark = one_kind

ALWAYS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    ),
}
PUBLIC = "public, max-age=0, must-revalidate"
KINDS = {
    "page": ("GET", b"/en/help", 200, PUBLIC),
    "unheld page": ("GET", b"/en/about", 200, "no-store"),  # asked with a cookie
    "item": ("GET", b"/api/v1/sources/made-paper", 200, PUBLIC),
    "list": ("GET", b"/api/v1/sources", 200, PUBLIC),
    "openapi": ("GET", b"/api/v1/openapi.json", 200, None),
    "card": ("GET", b"/card/en/help.png", 200, PUBLIC),
    "feed": ("GET", b"/en/events.ics", 200, PUBLIC),
    "health": ("GET", b"/healthz", 200, "no-store"),
    "hashed": ("GET", b"", 200, "public, max-age=31536000, immutable"),
    "plain static": ("GET", b"/static/css/site.css", 200, "public, max-age=0, must-revalidate"),
    "unmodified": ("GET", b"/en/help", 304, PUBLIC),
    "redirect": ("GET", b"/", 302, "no-store"),
    "moved": ("GET", b"/en", 301, "no-store"),
    "no content": ("POST", b"/made/note/204", 204, "no-store"),
    "no text": ("GET", b"/%00", 400, "no-store"),
    "foreign": ("POST", b"/made/note/204", 403, "no-store"),
    "no page": ("GET", b"/en/nothing", 404, "no-store"),
    "no item": ("GET", b"/api/v1/sources/nothing", 404, "no-store"),
    "no static": ("GET", b"/static/nothing.css", 404, "no-store"),
    "wrong method": ("POST", b"/en/help", 405, "no-store"),
    "too large": ("POST", b"/made/body", 413, "no-store"),
    "too long": ("GET", b"/" + b"a" * 9999, 414, "no-store"),
    "unfit": ("GET", b"/api/v1/sources?limit=0", 422, "no-store"),
    "broken": ("GET", b"/made/broken", 500, "no-store"),
    "unavailable": ("GET", b"/made/unavailable", 503, "no-store"),
}


def special(name, raw):
    """What else a kind of answer asks for."""
    if name == "unheld page":
        return [(b"cookie", b"a=b")]
    if name == "unmodified":
        return [(b"if-none-match", b"*")]
    if name == "foreign":
        return [(b"origin", b"https://evil.example")]
    return [(b"content-length", b"99999999")] if name == "too large" else []


def test_on_every_kind_of_answer(raw, site):
    from app.web.static import static_url

    site.post("/made/source?title=Made")
    found, expected = {}, {}
    for name, (method, target, status, keep) in KINDS.items():
        address = target or static_url("css/site.css").encode()
        answer = raw(address, method=method, headers=special(name, raw))
        found[name] = (
            answer.status,
            {header: answer.header(header) for header in ALWAYS},
            answer.header("cache-control"),
            answer.header("strict-transport-security"),
        )
        kept = answer.header("cache-control") if keep is None else keep
        expected[name] = (status, ALWAYS, kept, None)
    assert found == expected


def test_over_https_the_browser_is_told_to_stay_there(settings):
    secure = settings.model_copy(update={"base_url": ("https://made.example",)})
    with TestClient(create_app(secure)) as client:
        told = {
            path: client.get(path).headers["strict-transport-security"]
            for path in ("/en/help", "/nothing", "/static/css/site.css")
        }
    assert set(told.values()) == {"max-age=31536000; includeSubDomains"}


def test_no_answer_says_what_serves_it(raw):
    for target in (b"/en/help", b"/nothing", b"/static/css/site.css", b"/%00"):
        names = {name for name, _ in raw(target).headers}
        assert not names & {"server", "x-powered-by", "set-cookie"}


@pytest.mark.parametrize("path", ["/api/v1/sources", "/api/v1/sources/nothing", "/api/v1/"])
def test_programs_of_other_sites_may_read_the_api(site, path):
    assert site.get(path).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in site.get("/en/help").headers
