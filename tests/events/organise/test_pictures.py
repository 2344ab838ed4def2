"""A picture is drawn anew, described in words, and refused where it is absurd."""

import struct
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import anyio
import pytest
from PIL import Image

from app.config import Settings
from app.events import service
from app.kit.sealing import as_token, new_secret
from app.publishing.enums import RecordStatus
from app.web.gate import LARGE_AT_ONCE, MAX_BODY
from tests.fixtures.accounts import Person
from tests.fixtures.raw import ask, asking

PLACE = b"Made place 12.0464 S 77.0428 W"


def jpeg(width: int, height: int) -> bytes:
    """A photograph as a phone makes it: on its side, with where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    exif[0x010E] = PLACE.decode()  # the description
    file = BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "JPEG", exif=exif, comment=PLACE)
    assert PLACE in file.getvalue()
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes whose header promises 100,000 × 100,000 pixels."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def send(person: Person, path: str, content: bytes, alt: str = "A made square") -> Any:
    file = {"picture": ("made place.jpg", content, "image/jpeg")}
    return person.client.post(f"{path}/picture", data={"alt": alt}, files=file)


def test_a_picture_is_drawn_anew_and_shown(
    organiser: Person, client: Any, settings: Settings, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    assert send(organiser, path, jpeg(2400, 1200)).status_code == 303
    (kept,) = settings.uploads.iterdir()
    assert PLACE not in kept.read_bytes()
    (event,) = client.get("/api/v1/events?lang=en").json()["items"]
    assert event["picture"] == {
        "url": f"{settings.canonical_base}/pictures/{kept.name}",
        "width": 600,
        "height": 1200,
        "alt": "A made square",
        "translations": None,
    }
    shown = client.get(f"/pictures/{kept.name}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "public, max-age=300, must-revalidate"
    with Image.open(BytesIO(shown.content)) as drawn:
        assert (drawn.size, dict(drawn.getexif()), "comment" in drawn.info) == (
            (600, 1200),
            {},
            False,
        )
    assert organiser.client.post(f"{path}/picture/take-away").status_code == 303
    assert client.get(f"/pictures/{kept.name}").status_code == 404


REFUSED = {
    "no picture": (b"made words", "cannot be read as one"),
    "half a picture": (jpeg(800, 800)[:900], "cannot be read as one"),
    "an absurd header": (bomb(), "too many pixels"),
    "nothing": (b"", "Choose a picture."),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    organiser: Person, settings: Settings, publish: Callable[..., str], case: str
) -> None:
    content, sentence = REFUSED[case]
    answer = send(organiser, publish(organiser), content)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "A made square" in answer.text
    assert not settings.uploads.exists()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_picture_needs_words(
    organiser: Person, settings: Settings, publish: Callable[..., str]
) -> None:
    answer = send(organiser, publish(organiser), jpeg(80, 80), alt=" ")
    assert (answer.status_code, "Say what the picture shows" in answer.text) == (422, True)
    assert not settings.uploads.exists()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_only_where_files_are_taken_a_body_may_be_large(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    path = publish(organiser)
    heavy = b"0" * (2 << 20)
    assert send(organiser, path, heavy).status_code == 422
    for cookie in (None, "a=b", "ayniful=1"):
        headers = {"cookie": cookie} if cookie else {}
        assert client.post(f"{path}/picture", content=heavy, headers=headers).status_code == 413
    assert organiser.client.post(f"{path}/edit", content=heavy).status_code == 413
    assert send(organiser, path, b"0" * (14 << 20)).status_code == 413


def large_body(path: str, cookie: str) -> tuple[bytes, list[tuple[bytes, bytes]], list[bytes]]:
    """Where three quarters of a MiB are sent twice, with which headers."""
    form = (
        b'--made\r\nContent-Disposition: form-data; name="picture"; filename="made.png"\r\n\r\n',
        b"0" * (MAX_BODY * 3 // 4),
        b"0" * (MAX_BODY * 3 // 4),
        b"\r\n--made--\r\n",
    )
    headers = [
        (b"cookie", b"ayni=" + cookie.encode()),
        (b"sec-fetch-site", b"same-origin"),
        (b"content-type", b"multipart/form-data; boundary=made"),
        (b"content-length", str(sum(map(len, form))).encode()),
    ]
    return f"{path}/picture".encode(), headers, list(form)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_nothing_large_is_read_from_whoever_may_not_send_it(
    organiser: Person, client: Any, sign_in: Any, publish: Callable[..., str]
) -> None:
    path, stranger = publish(organiser), sign_in("organiser", handle="stranger")
    told = {}
    for who, cookie in {
        "organiser": organiser.client.cookies["ayni"],
        "stranger": stranger.client.cookies["ayni"],
        "forger": as_token(new_secret()),
    }.items():
        target, headers, chunks = large_body(path, cookie)
        answer = ask(client, target, method="POST", headers=headers, chunks=chunks)
        told[who] = answer.status, answer.read
    assert told == {"organiser": (422, 4), "stranger": (404, 0), "forger": (403, 0)}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_few_large_bodies_are_taken_at_once(
    organiser: Person, client: Any, publish: Callable[..., str]
) -> None:
    target, headers, chunks = large_body(publish(organiser), organiser.client.cookies["ayni"])
    answers = []

    async def send_one(task_status=anyio.TASK_STATUS_IGNORED, *, go=None) -> None:
        async def hold() -> None:
            task_status.started()
            await go.wait()

        waits = hold if go else None
        answers.append(await asking(client.app, "POST", target, headers, [*chunks], waits))

    async def crowd() -> None:
        go = anyio.Event()
        async with anyio.create_task_group() as group:
            for _ in range(LARGE_AT_ONCE):
                await group.start(partial(send_one, go=go))
            await send_one()
            go.set()
        await send_one()

    client.portal.call(crowd)
    late, *others = [(answer.status, answer.header("retry-after")) for answer in answers]
    assert late == (503, "30")
    assert others == [(422, None)] * (LARGE_AT_ONCE + 1)


def test_a_picture_is_hidden_with_its_event(
    organiser: Person,
    client: Any,
    settings: Settings,
    database: Any,
    world: Any,
    publish: Callable[..., str],
) -> None:
    path = publish(organiser)
    send(organiser, path, jpeg(600, 300))
    [kept] = settings.uploads.iterdir()
    event_id = path.rpartition("/")[2]
    found = []
    for status in (RecordStatus.RESTRICTED, RecordStatus.WITHDRAWN, RecordStatus.PUBLISHED):
        with database.reading() as db:
            known = service.read(db, event_id)
        world.write(service, event_id, known, status=status)
        found.append(client.get(f"/pictures/{kept.name}").status_code)
    assert found == [404, 404, 200]
