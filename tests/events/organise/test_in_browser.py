"""On a phone, without JavaScript: from five fields to a published march, and nothing for axe."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.config import Settings
from tests.fixtures.accounts import Person
from tests.fixtures.announcing import MARCH
from tests.fixtures.application import TestClock, settings_for
from tests.fixtures.browser import axe, press

PHONE = 360
TYPED = ("title", "day", "starts", "ends", "begins", "finishes", "caller")


@pytest.fixture
def clock() -> TestClock:
    """The running server has no other."""
    return TestClock(datetime.now(UTC))


@pytest.fixture
def server(serve: Callable[..., Any]) -> Any:
    return serve()


@pytest.fixture
def settings(server: Any) -> Settings:
    folder = server.folder / "data"
    return settings_for(folder, f"sqlite:///{folder / 'ayni.db'}")


@pytest.fixture
def page(server: Any, organiser: Person, page_for: Callable[..., Any]) -> Any:
    opened = page_for(server.base_url, width=PHONE, locale="en-GB")
    value = organiser.client.cookies["ayni"]
    opened.context.add_cookies([{"name": "ayni", "value": value, "url": server.base_url}])
    return opened


def look(page: Any, seen: list[str]) -> None:
    """Nothing for axe, and nothing wider than the phone."""
    seen += axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    seen += [f"{page.url} is too wide"] if wide else []


def test_a_march_from_nothing_to_its_home(page: Any) -> None:
    faults: list[str] = []
    page.goto("/organise/events/new")
    press(page, "form.gathering button[type=submit]")
    look(page, faults)
    page.select_option("#kind", MARCH["kind"])
    for name in TYPED:
        page.fill(f"#{name}", MARCH[name])
    press(page, "form.gathering button[type=submit]")
    look(page, faults)
    press(page, "text=Change something")
    press(page, "button[value=stops-add]")
    page.fill("#stops-1-name", "Made Corner")
    press(page, "button[value=stops-add]")
    page.fill("#stops-2-name", "Made Court")
    look(page, faults)
    page.locator("#stops-2-name").press("Enter")
    look(page, faults)
    assert page.locator("[role=status]").inner_text() == "Saved."
    path = page.url.partition("?")[0]
    for part in ("/picture", "/repeat", "/texts/fr", "/edit"):
        page.goto(path + part)
        look(page, faults)
    page.goto(f"{path}/preview")
    press(page, "form[action$=publish] button")
    assert page.locator("h1").inner_text() == "It is published"
    look(page, faults)
    page.goto(path)
    look(page, faults)
    page.goto("/organise/events")
    look(page, faults)
    page.goto("/en/events/made-march-for-memory")
    look(page, faults)
    stops = page.locator(".route .name").all_inner_texts()
    assert stops == ["Made Square", "Made Corner", "Made Court", "Made Bridge"]
    assert faults == []
