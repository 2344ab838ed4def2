"""The search itself: it finds what is there, and says nothing of what is not."""

import base64
import gzip
import json
import quopri
import sqlite3
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from tests.drills.canaries import search

CANARY = "Zoraída Canario Ñusta"
CANARIES = {"name": CANARY}


def as_mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "made"
    message.set_content(f"{'x' * 60} {CANARY} {'y' * 60}\n" * 3)
    return bytes(message)


FORMS = {
    "utf-8": CANARY.encode(),
    "lower": CANARY.lower().encode(),
    "utf-16": CANARY.encode("utf-16"),
    "hex": CANARY.encode().hex().upper().encode(),
    "base64 0": base64.b64encode(CANARY.encode()),
    "base64 1": base64.b64encode(b"a" + CANARY.encode() + b"bcd"),
    "base64 2": base64.b64encode(b"ab" + CANARY.encode() + b"c"),
    "base64url": base64.urlsafe_b64encode(b"ab" + CANARY.encode() + b"c"),
    "base64 in lines": base64.encodebytes(b"x" * 40 + CANARY.encode()),
    "percent": quote_plus(CANARY).encode(),
    "quoted-printable": quopri.encodestring(CANARY.encode()),
    "mail": as_mail(),
    "json": json.dumps(CANARY).encode(),
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_canary_is_found_in_every_form(form: str, tmp_path: Path) -> None:
    (tmp_path / "seized").mkdir()
    (tmp_path / "seized" / "file").write_bytes(b"before " + FORMS[form] + b" after")
    hits = search([tmp_path / "seized"], CANARIES)
    assert {(hit.canary, hit.path) for hit in hits} == {("name", "seized/file")}


def test_a_canary_is_found_in_a_deleted_row_of_a_careless_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "careless.db") as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE made (name TEXT)")
        database.execute("INSERT INTO made VALUES (?)", (CANARY,))
        database.commit()
        database.execute("DELETE FROM made")
    database.close()
    hits = search([tmp_path / "careless.db"], CANARIES)
    assert [hit.path for hit in hits] == ["careless.db"]


def test_a_file_name_counts(tmp_path: Path) -> None:
    (tmp_path / f"{CANARY}.txt").touch()
    assert len(search([tmp_path], CANARIES)) == 1


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(gzip.compress(b"Zoraida Canaria") + b"Zoraida Canari")
    assert search([tmp_path], CANARIES) == []


def test_a_canary_that_could_stand_by_chance_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="by chance"):
        search([tmp_path], {"name": "Zoe"})
