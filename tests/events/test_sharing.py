"""What leaves the site: the flyer, its code, and the preview of a shared link."""

import re
from datetime import datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from app.events.enums import EventStatus, UpdateKind
from app.events.inputs import UpdateInput
from app.publishing.enums import PublicKind
from app.publishing.queries import code_of
from app.site.cards import card_png
from tests.fixtures.application import TestClock
from tests.fixtures.events import PARIS, World, made_march, plain_event, read_main

HOST = "127.0.0.1:8000"
OTHER = UpdateInput(
    kind=UpdateKind.OTHER, at=datetime(2026, 11, 20, 9, 0, tzinfo=PARIS), text={"en": "Made words"}
)


def code(world: World, record_id: str) -> str:
    with world.database.reading() as db:
        found = code_of(db, kind=PublicKind.EVENT, record_id=record_id)
    assert found is not None
    return found


@pytest.mark.usefixtures("neighbours")
def test_a_flyer_says_what_there_is_to_know_and_no_slogan(world: World, client: TestClient) -> None:
    record_id = world.event(made_march())
    answer = client.get("/en/events/made-march/flyer")
    assert answer.status_code == 200
    text, _ = read_main(answer.text)
    sheet = text[text.index("March") :]
    short = code(world, record_id)
    assert sheet == [
        "March",
        "Made march",
        "Sunday, 29 November 2026",
        "15:00–18:00",
        "15:00",
        "Made Square",
        "Made Bridge",
        "17:30",
        "Made Hall",
        "Made City",
        "A made summary; with a comma, too.",
        "Called or organised by",
        "Made Union",
        "Without steps",
        "Along the quay",
        "Access",
        "Lift at the made exit",
        "What to bring",
        "Water",
        "Legal aid",
        "+33 1 00 00 00 00",
        "Whether time or place has changed stands here:",
        HOST,
        f"/e/{short}",
    ]
    assert f'<img src="/qr/e/{short}.svg" alt="QR code of the short link"' in answer.text
    assert "/static/css/flyer-a4" in answer.text
    assert "/static/css/flyer-a5" in client.get("/en/events/made-march/flyer?paper=a5").text


def test_a_small_event_has_a_small_flyer(world: World, client: TestClient) -> None:
    world.event(plain_event("undated", title={"fr": "Veillée"}, status=EventStatus.POSTPONED))
    text, _ = read_main(client.get("/es/events/undated/flyer").text)
    assert text[
        text.index("Postergado") : text.index("Aquí dice si cambió la hora o el lugar:")
    ] == [
        "Postergado",
        "Encuentro",
        "Veillée",
    ]
    asked = ["/en/events/undated/flyer?paper=a3", "/en/events/nothing/flyer", "/qr/e/zzzzzz.svg"]
    assert [client.get(path).status_code for path in asked] == [422, 404, 404]


def test_the_flyer_of_a_renamed_event_is_where_the_event_is(
    world: World, client: TestClient
) -> None:
    world.write(_events(), "e_made", plain_event("before"))
    world.write(_events(), "e_made", plain_event("after"))
    answer = client.get("/fr/events/before/flyer")
    assert (answer.status_code, answer.headers["location"]) == (301, "/fr/events/after/flyer")


def _events() -> Any:
    from app.events import service

    return service


def test_the_code_is_a_picture_of_ours_on_white(world: World, client: TestClient) -> None:
    short = code(world, world.event(plain_event("made")))
    answer = client.get(f"/qr/e/{short}.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    drawing = ET.fromstring(answer.content)  # noqa: S314 -- what we made ourselves
    paths = [child for child in drawing if child.tag.endswith("path")]
    assert [path.get("fill") for path in paths] == ["#fff", None]
    assert b"<script" not in answer.content


NEWS = {
    "moved": UpdateInput(
        kind=UpdateKind.MOVED,
        at=datetime(2026, 11, 22, 9, 0, tzinfo=PARIS),
        text={"en": "New meeting point: Made Fountain."},
    ),
    "cancelled": UpdateInput(
        kind=UpdateKind.CANCELLED,
        at=datetime(2026, 11, 22, 9, 0, tzinfo=PARIS),
        text={"en": "The made march does not take place."},
    ),
}
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "announced": ({"updates": ()}, "", ""),
    "noticed": ({"updates": (OTHER,)}, "", "Made words"),
    "moved": ({"updates": (OTHER, NEWS["moved"])}, "Moved", "New meeting point: Made Fountain."),
    "postponed": ({"updates": (), "status": EventStatus.POSTPONED}, "Postponed", ""),
    "cancelled": (
        {"updates": (OTHER, NEWS["cancelled"]), "status": EventStatus.CANCELLED},
        "Cancelled",
        "The made march does not take place.",
    ),
}
WHERE = "29 November 2026 · 15:00–18:00 in Paris (09:00–12:00 in Lima) · Made City"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("neighbours")
def test_what_is_passed_on_says_first_what_changed(
    world: World, client: TestClient, clock: TestClock, case: str
) -> None:
    changes, mark, words = CASES[case]
    world.event(made_march(summary={}, **changes))
    page = client.get("/en/events/made-march").text
    told = {
        name: unescape(value)
        for name, value in re.findall(
            r'<meta property="og:(title|description)" content="([^"]*)"', page
        )
    }
    title = f"{mark}: Made march" if mark else "Made march"
    assert told == {"title": title, "description": f"{words} · {WHERE}" if words else WHERE}
    assert f">{title} · {WHERE}\n" in unescape(page)
    assert client.get("/card/en/events/made-march.png").content == card_png(
        title="Made march",
        line="Made City · 29 November 2026",
        kind_label=f"{mark} · Event" if mark else "Event",
        campaign="Made campaign",
    )
