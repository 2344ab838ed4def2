"""Every public page in a real browser: three languages, no script, no stranger, no violation.

The addresses are found by walking the site from its home page, so that a new page cannot be
forgotten; of each kind of record a few are looked at, of everything else all.
"""

import gzip
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, Page

from tests.fixtures.browser import axe, bring_axe, opening
from tests.fixtures.server import RunningServer

LANGUAGES = ("es", "fr", "en")
OF_A_KIND = 2
NARROW, PHONE, DESKTOP = 320, 360, 1280
LOOKS = [("light", PHONE), ("dark", DESKTOP), ("dark", PHONE), ("light", DESKTOP)]
"""In which colours and how wide axe looks: at each page in three of these, one a language."""
FIRST_VISIT, LATER = 30_000, 10_000  # bytes on the wire, compressed
SECTIONS = {
    "memorial", "incidents", "tolls", "events", "demands", "statements", "organisations", "map",
    "timeline", "sources", "search", "corrections", "about", "method", "help", "privacy",
    "families", "partners", "calendar",
}  # fmt: skip
SEEN = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  return {
    text: document.body.innerText,
    width: document.documentElement.scrollWidth,
    title: document.title,
    lang: document.documentElement.lang,
    headings: all('h1').length,
    canonical: all('link[rel=canonical]').map(link => link.getAttribute('href')).join(),
    languages: all('link[rel=alternate][hreflang]').map(link => link.getAttribute('hreflang')),
    shared: Object.fromEntries(all('meta[property]').map(
      meta => [meta.getAttribute('property'), meta.content])),
  };
}"""
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


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What is there on the narrowest phone, without a script."""

    text: str
    width: int
    title: str
    lang: str
    headings: int
    canonical: str
    languages: list[str]
    shared: dict[str, str]


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(
    request: pytest.FixtureRequest, seeded_server: RunningServer, browser: Browser
) -> dict[str, Seen]:
    """Every page of a language by its path."""
    with opening(browser) as open_page:
        page = open_page(seeded_server.base_url, width=NARROW)
        found: dict[str, Seen] = {}
        for path in walk(seeded_server, request.param):
            page.goto(path)
            found[path] = Seen(**page.evaluate(SEEN))
        return found


def test_the_walk_reaches_every_section(pages: dict[str, Seen]) -> None:
    assert {path.split("/")[2] for path in pages if path.count("/") > 1} >= SECTIONS
    assert len(pages) > 25


def test_no_page_has_an_accessibility_violation(
    pages: dict[str, Seen], seeded_server: RunningServer, page_for: OpenPage
) -> None:
    found: list[str] = []
    turn = LANGUAGES.index(next(iter(pages)).split("/")[1])
    for number, (scheme, width) in enumerate(LOOKS):
        page = bring_axe(page_for(seeded_server.base_url, width=width, color_scheme=scheme))
        for path in [*pages][(number - turn) % len(LOOKS) :: len(LOOKS)]:
            page.goto(path)
            found += [f"{path} ({scheme}, {width}): {fault}" for fault in axe(page)]
    assert found == []


def test_no_page_scrolls_sideways_on_the_narrowest_phone(pages: dict[str, Seen]) -> None:
    assert {path: seen.width for path, seen in pages.items() if seen.width > NARROW} == {}


def test_every_page_is_whole_without_a_script(
    pages: dict[str, Seen], seeded_server: RunningServer, page_for: OpenPage
) -> None:
    page = page_for(seeded_server.base_url, javascript=True, width=NARROW)
    different = []
    for path, seen in pages.items():
        page.goto(path)
        if page.evaluate("document.body.innerText") != seen.text:
            different.append(path)
    assert different == []


def test_every_page_says_what_it_is(pages: dict[str, Seen], seeded_server: RunningServer) -> None:
    titles = {path: seen.title for path, seen in pages.items()}
    assert len(set(titles.values())) == len(titles), titles
    for path, seen in pages.items():
        assert (seen.lang, seen.headings) == (path.split("/")[1], 1), path
        assert seen.canonical == seeded_server.base_url + path
        assert {*seen.languages} == {*LANGUAGES, "x-default"}, path
        for name in ("og:title", "og:description", "og:image", "og:url"):
            assert seen.shared.get(name), (path, name)


def test_every_share_card_is_a_small_png(pages: dict[str, Seen]) -> None:
    with httpx2.Client() as client:
        for path, seen in pages.items():
            card = client.get(seen.shared["og:image"])
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
