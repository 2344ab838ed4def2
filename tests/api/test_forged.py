"""A cursor is no secret: whoever makes one up gets a list or a refusal, never an error."""

import base64
import json
import zlib
from hashlib import blake2b

import pytest

import app.main
from app.web.api import question_of
from tests.api.contract import COLLECTIONS, SORTS

VALUES = [
    "",
    "zzz",
    "2023",
    "2023-01-18T00:00:00",  # without a zone
    "0001-01-01T00:00:00+23:59",  # before time began
    "9999-12-31T23:59:59-23:59",  # after its end
    "2023-W01-1T00:00:00+00:00",
    "2023-01-18T00:00:00+99:99",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\ue000",
    "\U0001f54a",
    "\u202e",
    "'; DROP TABLE entry; --",
    "a" * 300,
    str(2**63),
    "NaN",
]
NO_CURSORS = [
    None,
    True,
    0,
    1e308,
    2**70,
    [],
    ["a"],
    {},
    {"a": 1},
    [["a"]],
]


def forged(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def stamp(name, query) -> str:
    """What binds a cursor to a question; the code is public, so is the way to make one."""
    routes = [route for router in app.main.COLLECTIONS for route in router.routes]
    route = next(route for route in routes if route.path == f"/api/v1/{name}")
    (parameter,) = route.dependant.query_params
    asked = parameter.field_info.annotation(**query)
    return blake2b(question_of(name, asked).encode(), digest_size=6).hexdigest()


def as_json(stamped, value, record_id) -> bytes:
    return json.dumps([stamped, value, record_id], separators=(",", ":")).encode()


@pytest.mark.parametrize("name", COLLECTIONS)
def test_values_of_a_strangers_invention(seeded_client, name):
    found = {}
    for sort in SORTS[name].split():
        mark = stamp(name, {"sort": sort})
        pairs = [(value, "v_0") for value in VALUES] + [("2023", value) for value in VALUES]
        for value, record_id in pairs:
            cursor = forged(as_json(mark, value, record_id))
            assert len(cursor) <= 600
            answer = seeded_client.get(f"/api/v1/{name}", params={"sort": sort, "cursor": cursor})
            found[sort, value, record_id] = answer.status_code
    assert set(found.values()) == {200, 422}
    assert {status for key, status in found.items() if "\ud800" in "".join(key)} == {422}


def test_what_is_no_cursor(seeded_client):
    mark = stamp("victims", {})
    texts = [as_json(mark, value, "v_0") for value in NO_CURSORS]
    texts += [as_json(mark, "a", value) for value in NO_CURSORS]
    texts += [json.dumps(value).encode() for value in (NO_CURSORS, mark, [mark], [mark, "a"])]
    texts += [json.dumps([mark, "a", "b", "c"]).encode(), b"[" * 400, b"\xff" * 40, b"NaN", b""]
    texts += [b"9" * 400, b'["' + mark.encode() + b'","a"', zlib.compress(b"a" * 10_000)]
    cursors = [forged(text) for text in texts] + ["=", "====", "a", "é", "%00", " ", "a b", "+/"]
    cursors += ["a" * 600, "a" * 601, "\U0001f54a" * 10]
    statuses = {
        cursor: seeded_client.get("/api/v1/victims", params={"cursor": cursor}).status_code
        for cursor in cursors
    }
    assert statuses == dict.fromkeys(cursors, 422)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_moments_at_the_edge_of_time(seeded_client, name):
    moments = {
        "9999-12-31T23:59:59-23:59": 422,
        "0001-01-01T00:00:00+23:59": 422,
        "9999-12-31T23:59:59Z": 200,
        "0001-01-01T00:00:00Z": 200,
        "99999999999999999999": 422,
        "1e308": 422,
        "NaN": 422,
        "10": 422,
        "10.0": 422,
        "1e3": 422,
        "-1": 422,
        "1674129600": 422,
        "2023-01-19 10:00:00Z": 422,
        "2023-01-19T10:00:00.5Z": 200,
        "inf": 422,
        "2026-01-01": 422,
        "2026-01-01T00:00:00": 422,
        "2026-02-30T00:00:00Z": 422,
    }
    found = {
        moment: seeded_client.get(f"/api/v1/{name}", params={"updated_since": moment}).status_code
        for moment in moments
    }
    assert found == moments


def test_days_are_written_as_days(seeded_client):
    days = {
        "0": 422,
        "86400": 422,
        "1674086400": 422,
        "20230119": 422,
        "2023-01-19T00:00:00Z": 422,
        "2023-02-30": 422,
        "2023-01-19": 200,
    }
    for name in ("after", "before"):
        found = {
            day: seeded_client.get("/api/v1/events", params={name: day}).status_code for day in days
        }
        assert found == days
