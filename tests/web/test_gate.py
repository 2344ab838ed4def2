"""What no honest request holds gets no further than the gate, and is told so in the house's way."""

import asyncio
import json

import pytest

from app.web.gate import MAX_BODY, MAX_TARGET
from tests.web.conftest import one_kind

pytestmark = one_kind

NO_TEXT = [
    b"%",
    b"%2",
    b"%zz",
    b"%%30",
    b"a%",
    b"%00",
    b"a%00b",
    b"%01",
    b"%0b",
    b"%1b%5b31m",
    b"%7f",
    b"%c2%80",
    b"%ed%a0%80",  # a lone surrogate
    b"%ed%b0%80",
    b"%ed%a0%bd%ed%b8%80",  # a pair of them (CESU-8)
    b"%c0%af",  # an overlong slash
    b"%e0%80%af",
    b"%f0%80%80%af",
    b"%c0%80",
    b"%f4%90%80%80",  # beyond Unicode
    b"%f5%80%80%80",
    b"%ff",
    b"%fe%ff",
    b"%c3",
    b"%e2%82",
    b"%ee%80%80",  # the character that stands for our address
    b"\xff",
    b"\x00",
    b"\x7f",
]
TEXT = [
    b"%C3%A1",
    b"%f0%9f%95%8a",
    b"%e2%80%ae",  # right to left
    b"%ef%bb%bf",
    b"%d8%b3",
    b"+",
    b"%20",
    b"%0d%0a",
    b"%09",
    b"%25",
    b"%2500",
    b"\xc3\xa1",
]


def test_what_is_no_text_is_refused_in_path_and_query(raw):
    for piece in NO_TEXT:
        answers = [
            raw(target)
            for target in (
                b"/en/sources/" + piece,
                b"/en/search?q=" + piece,
                b"/en/search?" + piece,
                b"/static/" + piece,
                b"/api/v1/sources?cursor=" + piece,
            )
        ]
        assert [answer.status for answer in answers] == [400] * 5, piece
        assert json.loads(answers[-1].body)["status"] == 400


def test_what_is_text_goes_on(raw):
    for piece in TEXT:
        answers = [raw(b"/en/sources/" + piece), raw(b"/en/search?q=" + piece)]
        assert [answer.status for answer in answers] == [404, 200], piece


def test_an_address_has_an_end(raw):
    def status(length, target=b"/en/search?q="):
        # The question mark is no part of what is counted.
        return raw(target + b"a" * (length + 1 - len(target))).status

    assert [status(MAX_TARGET), status(MAX_TARGET, b"/en/help?")] == [200, 200]
    assert [status(MAX_TARGET + 1), status(1_000_000)] == [414, 414]
    assert raw(b"/" + b"a" * MAX_TARGET).status == 414
    assert raw(b"/api/v1/" + b"a" * MAX_TARGET).header("content-type") == "application/problem+json"


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"0x10", b"", b" 5", b"5 5", "٣".encode()])
def test_a_length_that_is_none_is_refused(raw, made, length):
    answer = raw(b"/made/body", method="POST", headers=[(b"content-length", length)])
    assert answer.status == 413
    assert made.ran.total() == 0


def test_a_body_is_refused_by_what_it_says_and_by_what_it_is(raw):
    def status(chunks, **said):
        headers = [(b"content-type", b"application/json")]
        headers += [(b"content-length", str(size).encode()) for size in said.values()]
        return raw(b"/made/body", method="POST", headers=headers, chunks=chunks).status

    fits = b'{"a": "' + b"x" * (MAX_BODY - 9) + b'"}'
    assert len(fits) == MAX_BODY
    assert status([fits]) == 200
    assert status([fits], length=MAX_BODY) == 200
    assert status([fits[:-2], b"x", b'"}']) == 413
    assert status([fits, b" "]) == 413
    assert status([b" " * (MAX_BODY + 1)]) == 413
    assert status([b" " * 1000] * 1100) == 413
    assert status([], length=MAX_BODY + 1) == 413
    assert status([], length=10**30) == 413
    assert status([fits, b" "], length=5) == 413  # it says less than it sends
    assert status([b'{"a": '], length=5000) == 422  # and more than it sends


def test_reading_stops_at_the_limit(site):
    """A body without an end is not waited for."""
    read = 0

    async def receive():
        nonlocal read
        read += 1
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b" " * 65536, "more_body": True}

    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/made/body",
        "raw_path": b"/made/body",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "state": {},
    }
    site.portal.call(site.app, scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[0]["status"] == 413
    assert read == MAX_BODY // 65536 + 1


@pytest.mark.parametrize("lang", ["es", "fr", "en"])
def test_a_refusal_is_a_page_in_the_readers_language(raw, lang):
    titles = {
        "es": {400: "No se puede leer esta solicitud", 413: "Fue demasiado de una vez"},
        "fr": {400: "Cette demande ne peut pas être lue", 413: "C’était trop en une fois"},
        "en": {400: "This request cannot be read", 413: "That was too much at once"},
    }[lang]
    bad = raw(b"/" + lang.encode() + b"/%00")
    large = raw(
        b"/made/body",
        method="POST",
        headers=[(b"accept-language", lang.encode()), (b"content-length", b"9999999")],
    )
    for answer in (bad, large):
        assert f"<h1>{titles[answer.status]}</h1>" in answer.body.decode()
        assert f'<html lang="{lang}">' in answer.body.decode()
