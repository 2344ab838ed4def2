"""Atom, read again by a parser of XML."""

from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from app.events.enums import EventStatus, UpdateKind
from app.events.inputs import UpdateInput
from app.kit.text import is_clean
from tests.fixtures.application import TestClock
from tests.fixtures.events import World, made_march, plain_event

BASE = "http://127.0.0.1:8000"
NAME = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client: TestClient, lang: str = "en") -> Any:
    answer = client.get(f"/{lang}/events.atom")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 -- what we made ourselves


def told(entry: Any) -> dict[str, Any]:
    return {child.tag.removeprefix(NAME): child.get("href") or child.text for child in entry} | {
        "lang": entry.get(LANG)
    }


@pytest.mark.usefixtures("neighbours")
def test_an_event_and_its_notices_are_entries(
    world: World, client: TestClient, clock: TestClock
) -> None:
    record_id = world.event(made_march())
    found = feed(client)
    assert {child.tag.removeprefix(NAME): child.text for child in found if len(child) == 0} == {
        "title": "Made campaign",
        "link": None,
        "id": f"{BASE}/en/events.atom",
        "updated": "2026-11-22T15:00:00+00:00",
    }
    where = (
        "29 November 2026 · 15:00–18:00 in Paris (09:00–12:00 in Lima) · Made Square · Made City"
    )
    event = {"link": f"{BASE}/en/events/made-march", "lang": None}
    assert [told(entry) for entry in found.iter(f"{NAME}entry")] == [
        {
            **event,
            "id": f"urn:ayni:{record_id}:en",
            "title": "Made march",
            "updated": "2026-11-22T15:00:00+00:00",
            "summary": f"<p>{where}</p><p>A made summary; with a comma, too.</p>",
        },
        {
            **event,
            "id": f"urn:ayni:{record_id}:2026-11-22T08:00:00+00:00:en",
            "title": "Moved: Made march",
            "updated": "2026-11-22T08:00:00+00:00",
            "summary": f'<p lang="fr">Nouveau lieu</p><p>{where}</p>',
        },
        {
            **event,
            "id": f"urn:ayni:{record_id}:2026-11-20T08:00:00+00:00:en",
            "title": "Notice: Made march",
            "updated": "2026-11-20T08:00:00+00:00",
            "summary": f"<p>An earlier notice</p><p>{where}</p>",
        },
    ]


def test_a_cancelled_event_stays_and_says_so(
    world: World, client: TestClient, clock: TestClock
) -> None:
    client.cookies.set("made", "1")  # past the page cache
    world.event(plain_event("vigil", title={"fr": "Veillée"}))
    ids = [told(entry)["id"] for entry in feed(client).iter(f"{NAME}entry")]
    notice = UpdateInput(kind=UpdateKind.CANCELLED, at=clock.advance(hours=1), text={"fr": "Non."})
    world.event(
        plain_event(
            "vigil", title={"fr": "Veillée"}, status=EventStatus.CANCELLED, updates=(notice,)
        )
    )
    entries = [told(entry) for entry in feed(client).iter(f"{NAME}entry")]
    assert [(entry["title"], entry["lang"]) for entry in entries] == [
        ("Cancelled: Veillée", "fr"),
        ("Cancelled: Veillée", "fr"),
    ]
    assert ids[0] in {entry["id"] for entry in entries}
    assert {entry["updated"] for entry in entries} == {clock().isoformat()}


def test_the_last_hundred_entries_and_no_more(world: World, client: TestClient) -> None:
    start = datetime.fromisoformat("2026-11-01T00:00:00+00:00")
    notices = tuple(
        UpdateInput(
            kind=UpdateKind.OTHER, at=start + timedelta(minutes=n), text={"en": f"Made notice {n}"}
        )
        for n in range(120)
    )
    world.event(plain_event("talked-of", updates=notices))
    entries = [told(entry) for entry in feed(client).iter(f"{NAME}entry")]
    assert [entry["summary"] for entry in entries[1:]] == [
        f"<p>Made notice {n}</p>" for n in range(119, 20, -1)
    ]


HOSTILE = [
    "<script>alert(1)</script>&amp;]]>",
    "bell\x07escape\x1b[31m",
    "lines\u2028and\u2029next\x85\ufffe\uffff",
    "{{ 7 * 7 }} \u202eright to left 🕯️",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_text_stays_text(world: World, client: TestClient, number: int) -> None:
    text = HOSTILE[number]
    notice = UpdateInput(
        kind=UpdateKind.OTHER,
        at=datetime.fromisoformat("2026-11-01T00:00:00+00:00"),
        text={"en": text},
    )
    world.event(plain_event("hostile", title={"en": text}, updates=(notice,)))
    entries = [told(entry) for entry in feed(client).iter(f"{NAME}entry")]
    readable = "\n".join("".join(c for c in line if is_clean(c)) for line in text.splitlines())
    readable = readable.replace("\ufffe", "").replace("\uffff", "")
    assert [entry["title"] for entry in entries] == [readable, f"Notice: {readable}"]
    escaped = readable.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert entries[1]["summary"] == f"<p>{escaped}</p>"


def test_an_empty_campaign_has_an_empty_feed(client: TestClient) -> None:
    found = feed(client, "es")
    assert (found.get(LANG), list(found.iter(f"{NAME}entry"))) == ("es", [])
    assert found.findtext(f"{NAME}updated") == "1970-01-01T00:00:00+00:00"
    page = client.get("/es/events").text
    assert '<link rel="alternate" type="application/atom+xml" href="/es/events.atom"' in page
