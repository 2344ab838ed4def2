"""The log of a real server: route template, status, milliseconds, and nothing of who asked what."""

import re
import socket
from http.client import HTTPConnection

import pytest

from tests.web.conftest import one_kind, until

CANARY = "zzcanary4711"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (?P<what>\S+ \S+ \d{3}) \d+\.\dms")
ASKED = {
    f"/en/sources/{CANARY}": "GET /{lang}/sources/{slug} 404",
    f"/en/sources/{CANARY}%20{CANARY}": "GET (none) 404",
    f"/en/search?q={CANARY}&{CANARY}=1": "GET /{lang}/search 200",
    f"/en/help?{CANARY}": "GET /{lang}/help 200",
    f"/api/v1/sources?cursor={CANARY}": "GET /api/v1/sources 422",
    f"/api/v1/sources?{CANARY}=1": "GET /api/v1/sources 422",
    f"/api/v1/victims/{CANARY}": "GET /api/v1/victims/{id} 404",
    f"/{CANARY}": "GET (none) 404",
    f"/e/{CANARY}": "GET /e/{code} 404",
    f"/static/{CANARY}": "GET (none) 404",
    f"/en/%00{CANARY}": "GET (none) 400",
    f"/{CANARY * 400}": "GET (none) 414",
    "/": "GET / 302",
}


def ask(server, method, target, **headers):
    connection = HTTPConnection(server.base_url.removeprefix("http://"), timeout=30)
    sent = {
        "Cookie": f"ayni={CANARY}; other={CANARY}",
        "Authorization": f"Bearer {CANARY}",
        "User-Agent": CANARY,
        "Referer": f"https://{CANARY}.example/",
        "X-Forwarded-For": f"203.0.113.77, {CANARY}",
        "Forwarded": f"for=203.0.113.77;host={CANARY}",
        "X-Request-Id": CANARY,
        "Accept-Language": CANARY,
        "Host": f"{CANARY}.example",
        **headers,
    }
    try:
        connection.request(method, target, body=CANARY if method == "POST" else None, headers=sent)
        return connection.getresponse().status
    finally:
        connection.close()


@one_kind
@pytest.mark.parametrize("trusted", ["", "127.0.0.1"])
def test_nothing_of_the_reader_is_written_down(serve, database_url, trusted):
    server = serve(database_url=database_url, trusted_proxies=trusted)
    for target in ASKED:
        ask(server, "GET", target)
    ask(server, "HEAD", f"/en/help?{CANARY}")
    ask(server, "POST", f"/en/help?{CANARY}")
    ask(server, "POST", "/en/help", Origin=f"https://{CANARY}.example")
    ask(server, CANARY.upper(), "/en/help")
    ask(server, "GET", "/en/help", Cookie="", Authorization="")
    host, port = server.base_url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as broken:
        broken.sendall(f"GET /{CANARY} NONSENSE\r\n{CANARY}\r\n\r\n".encode())
        broken.recv(1000)
    server.stop()
    lines = [line for line in server.output.splitlines() if " GET /healthz " not in line]
    assert CANARY not in server.output.lower()
    assert "203.0.113.77" not in server.output
    assert "127.0.0.1" not in server.output.replace(server.base_url, "")
    assert "Traceback" not in server.output
    assert lines.pop(0).startswith("Ayni is at")
    assert lines.pop(0).startswith("Nobody has an account yet")
    assert lines.pop(0).startswith(f"{server.base_url}/organise/set-up/")
    matches = {line: LINE.fullmatch(line) for line in lines}
    assert {line for line, match in matches.items() if match is None} == {
        "WARNING:  Invalid HTTP request received."
    }
    found = [match["what"] for match in map(LINE.fullmatch, lines) if match]
    read = [what for what in found if what.startswith(("GET", "HEAD"))]
    assert read == [*ASKED.values(), "HEAD /{lang}/help 200", "GET /{lang}/help 200"]
    written = [what for what in found if what not in read]  # by another process, in its own time
    assert written == ["POST (none) 403", "POST (none) 403"]


@one_kind
def test_what_is_held_is_logged_by_its_route_too_and_soon(serve, database_url):
    server = serve(database_url=database_url)
    for _ in range(3):
        ask(server, "GET", "/en/help", Cookie="", Authorization="")
    until(lambda: server.output.count("GET /{lang}/help 200") == 3)
