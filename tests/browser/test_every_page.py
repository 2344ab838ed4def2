"""Every public page in a real browser: three languages, no script, no stranger, no violation.

The addresses are found by walking the site from its home page, so that a new page cannot be
forgotten; of each kind of record a few are looked at, of everything else all.
"""

import gzip
import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urldefrag, urlsplit

import httpx2
import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import axe
from tests.fixtures.server import RunningServer

LANGUAGES = ("es", "fr", "en")
OF_A_KIND = 2
NARROW, PHONE, DESKTOP = 320, 360, 1280
LOOKS = {
    "es": [("light", PHONE)],
    "fr": [("dark", DESKTOP)],
    "en": [("dark", PHONE), ("light", DESKTOP)],
}
"""In which colours and how wide axe looks at a language: each in some, since only words differ."""
FIRST_VISIT, LATER = 30_000, 10_000  # bytes on the wire, compressed
SECTIONS = {
    "memorial", "incidents", "tolls", "events", "demands", "statements", "organisations", "map",
    "timeline", "sources", "search", "corrections", "about", "method", "help", "privacy",
    "families", "partners", "calendar",
}  # fmt: skip
OpenPage = Callable[..., Page]


def walk(server: RunningServer, lang: str) -> list[str]:
    """Paths of all pages that can be reached from the home page of a language, in order."""
    seen: list[str] = []
    kinds: Counter[str] = Counter()
    waiting = [f"/{lang}/"]
    with httpx2.Client(base_url=server.base_url) as client:
        while waiting:
            path = waiting.pop(0)
            kind = path.split("/")[2] if path.count("/") > 2 else path
            if path in seen or kinds[kind] >= (OF_A_KIND if kind != path else 1):
                continue
            answer = client.get(path)
            assert answer.status_code == 200, path
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            kinds[kind] += 1
            seen.append(path)
            for link in re.findall(r'href="([^"]+)"', answer.text):
                target = urlsplit(urldefrag(link.replace("&amp;", "&"))[0])
                own = not target.netloc or server.base_url.endswith(target.netloc)
                if own and target.path.startswith(f"/{lang}/") and not target.query:
                    waiting.append(target.path)
    return seen


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest, seeded_server: RunningServer) -> list[str]:
    return walk(seeded_server, request.param)


def test_the_walk_reaches_every_section(pages: list[str]) -> None:
    assert {path.split("/")[2] for path in pages if path.count("/") > 1} >= SECTIONS
    assert len(pages) > 25


def test_no_page_has_an_accessibility_violation(
    pages: list[str], seeded_server: RunningServer, page_for: OpenPage
) -> None:
    found: list[str] = []
    for scheme, width in LOOKS[pages[0].split("/")[1]]:
        page = page_for(seeded_server.base_url, width=width, color_scheme=scheme)
        for path in pages:
            page.goto(path)
            found += [f"{path} ({scheme}, {width}): {fault}" for fault in axe(page)]
    assert found == []


def test_no_page_scrolls_sideways_on_the_narrowest_phone(
    pages: list[str], seeded_server: RunningServer, page_for: OpenPage
) -> None:
    page = page_for(seeded_server.base_url, width=NARROW)
    wide = []
    for path in pages:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            wide.append((path, width))
    assert wide == []


def test_every_page_is_whole_without_a_script(
    pages: list[str], seeded_server: RunningServer, page_for: OpenPage
) -> None:
    bare = page_for(seeded_server.base_url, javascript=False)
    full = page_for(seeded_server.base_url, javascript=True)
    different = []
    for path in pages:
        bare.goto(path)
        full.goto(path)
        if bare.inner_text("body") != full.inner_text("body"):
            different.append(path)
    assert different == []


def test_every_page_says_what_it_is(
    pages: list[str], seeded_server: RunningServer, page_for: OpenPage
) -> None:
    page = page_for(seeded_server.base_url)
    titles: dict[str, str] = {}
    for path in pages:
        page.goto(path)
        titles[path] = page.title()
        lang = path.split("/")[1]
        assert page.locator("html").get_attribute("lang") == lang, path
        assert page.locator("h1").count() == 1, path
        assert page.locator('link[rel="canonical"]').get_attribute("href") == (
            seeded_server.base_url + path
        )
        others = {
            link.get_attribute("hreflang")
            for link in page.locator('link[rel="alternate"][hreflang]').all()
        }
        assert others == {*LANGUAGES, "x-default"}, path
        for name in ("og:title", "og:description", "og:image", "og:url"):
            content = page.locator(f'meta[property="{name}"]').get_attribute("content")
            assert content, (path, name)
    assert len(set(titles.values())) == len(titles), titles


def test_every_share_card_is_a_small_png(pages: list[str], seeded_server: RunningServer) -> None:
    with httpx2.Client() as client:
        for path in pages:
            html = client.get(seeded_server.base_url + path).text
            address = re.search(r'property="og:image" content="([^"]+)"', html)
            assert address is not None, path
            card = client.get(address[1])
            assert (card.status_code, card.headers["content-type"]) == (200, "image/png"), path
            assert card.content[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
            assert len(card.content) < 60_000, path


@pytest.mark.parametrize(
    "path",
    [
        "/es/memorial/salomon-valenzuela-chua",
        "/fr/events/paris-demonstration-2023-01-29",
        "/en/events/march-on-lima-2023-01-19",
    ],
)
def test_a_person_and_an_event_cost_little_data(seeded_server: RunningServer, path: str) -> None:
    """Everything the browser fetches for the page, compressed, on a first and a later visit."""
    with httpx2.Client(base_url=seeded_server.base_url) as client:
        html = client.get(path)
        assert html.headers["content-encoding"] == "gzip"
        page = len(gzip.compress(html.content, 6))
        assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', html.text)
        rest = 0
        for asset in set(assets) - {a for a in assets if "touch" in a}:
            body = client.get(asset).content
            rest += len(gzip.compress(body, 9)) if asset.endswith((".css", ".svg")) else len(body)
    assert page + rest <= FIRST_VISIT
    assert page <= LATER
