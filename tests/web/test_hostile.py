"""Hostile input at every public address, as path, query and header: no 5xx, and no echo."""

import re
from collections import Counter
from functools import cache
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from sqlalchemy import event

from app.main import COLLECTIONS, PAGES
from tests.access.cells import site_of
from tests.fixtures.raw import Answer, ask, ask_all, ask_each

CANARY = "zzhostile"
VALUES = [
    "",
    " ",
    "\t",
    "\0",
    "a\0b",
    "\x1b[31m",
    "\x7f",
    "\ud800",
    "\udfff\ud800",
    "\ud83d\ude00",  # a pair, each half encoded alone
    "\ue000",  # stands for our address in stored documents
    "\ufeff",
    "\uffff",
    "\U0010ffff",
    "\u2028",
    "\u202eevil",
    "مرحبا بالعالم",
    "🕊️👩‍👩‍👧‍👦",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "İıſßŒﬁ½²٣",
    "null",
    "true",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "1e400",
    "0x10",
    "-1",
    "0",
    "1000000",
    "1_000",
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
    "9" * 400,
    "0000-01",
    "0001-01",
    "9999-12",
    "10000-01",
    "2023-00",
    "2023-13",
    "2023-02-31",
    "2023-12-31/2023-01-01",
    "\u0662\u0660\u0662\u0663-\u0660\u0661",  # digits, but not ASCII's
    "%",
    "%00",
    "%ff",
    "%25",
    "%s%n%p",
    "../../../etc/passwd",
    "..\\..\\",
    "//evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "{{7*7}}${7*7}#{7*7}",
    "' OR 1=1; DROP TABLE entry; --",
    '"*" AND NEAR(a b) {col}: ^a -b',
    "a & b | !c <-> d:*",
    "\r\nSet-Cookie: evil=1\r\n\r\n<p>",
    "[",
    "[]",
    "{}",
    "a" * 81,
    "-" * 80,
    "_" * 80,
    "é" * 300,
    "a b " * 400,
    "a" * 100_000,
]
RAW = [
    b"%",
    b"%2",
    b"%zz",
    b"%ff",
    b"%c0%af",
    b"%ed%a0%80",
    b"\xff",
    b"\x00",
    b"\xc3\xa1",
    b"&&==&",
    b"#",
]
ECHOED = ["", " ", "\u202e", "2023-01", "9" * 30, "<script>alert(1)</script>", "\r\n", "a" * 300]
GOOD = {
    "lang": "es",
    "slug": "nothing",
    "section": "events",
    "code": "zzzz",
    "month": "2023-01",
    "id": "nothing",
    "event_id": "e_nothing",
    "account_id": "a_nothing",
    "name": "nothing",
    "token": "nothing",
    "what": "time",
    "number": "1",
}
ROUTES = {
    route.path: route
    for router in (*PAGES, *COLLECTIONS)
    for route in router.routes
    if "GET" in route.methods and route.path != "/readyz"  # 503 while no worker works
}
SHOWN = {("/{lang:lang}/search", "q")}  # a search shows what was sought, escaped


@cache
def encoded(value: str) -> bytes:
    return quote(value.encode("utf-8", "surrogatepass"), safe="").encode()


def address(path: str, **values: bytes) -> bytes:
    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return values.get(name, GOOD[name].encode()).decode("latin-1")

    return re.sub(r"\{(\w+)(?::\w+)?\}", fill, path).encode("latin-1")


def query_names(route) -> list[str]:
    names = []
    for parameter in route.dependant.query_params:
        fields = getattr(parameter.field_info.annotation, "model_fields", None)
        names += list(fields) if fields else [parameter.alias]
    return names


class Reaching:
    """An application of which is known how often a request came to its database."""

    def __init__(self, client) -> None:
        self.app, self.portal, self.reached = client.app, client.portal, 0
        database = site_of(client.app).state.resources.database
        for engine in (database.reader, database.writer):
            event.listen(engine, "checkout", self._note)

    def _note(self, *_) -> None:
        self.reached += 1

    def ask_all(self, targets: list[bytes]) -> list[tuple[Answer, bool]]:
        """Every answer, and whether it may be another on another database."""
        reached = []

        async def noting(*given) -> None:
            before = self.reached
            await self.app(*given)
            reached.append(self.reached > before)

        answers = ask_all(SimpleNamespace(app=noting, portal=self.portal), targets)
        return [
            (answer, came or answer.status == 200)  # 200: perhaps one that was held
            for answer, came in zip(answers, reached, strict=True)
        ]


class Watched:
    """Asks, and notes what may never be.

    What was answered before any database was asked is asked but once: the other kind of database
    cannot change it.
    """

    def __init__(self, client, other) -> None:
        self.client, self.other = client, other
        self.faults, self.statuses, self.again = [], Counter(), 0

    def __call__(self, target: bytes, **options):
        answer = ask(self.client, target, **options)
        self.judge(answer, target[:120], options)
        return answer

    def each(self, target: bytes, headers: list[list[tuple[bytes, bytes]]]) -> None:
        answers = ask_each(self.client, [(target, some) for some in headers])
        for some, answer in zip(headers, answers, strict=True):
            self.judge(answer, target, some)

    def all(self, targets: list[bytes], *, may_show=False, on_both=True) -> None:
        again = []
        for target, (answer, came) in zip(targets, self.client.ask_all(targets), strict=True):
            self.judge(answer, target[:120], may_show=may_show)
            again += [target] if came and on_both else []
        for target, answer in zip(again, ask_all(self.other, again), strict=True):
            self.judge(answer, "again", target[:120], may_show=may_show)
        self.again += len(again)

    def judge(self, answer, *told, may_show=False) -> None:
        self.statuses[answer.status] += 1
        text = answer.body.decode("utf-8", "replace").replace("Libreville", "")  # no echo, a city
        shown = str(answer.headers) + ("" if may_show else text)
        if answer.status >= 500:
            self.faults.append((answer.status, *told))
        if CANARY in shown or "evil" in shown:
            self.faults.append(("echo", *told))
        if re.search(r"[\r\n\0]", "".join(value for _, value in answer.headers)):
            self.faults.append(("header", *told))
        if may_show and re.search(rb"<svg onload|<script>alert", answer.body):
            self.faults.append(("live", *told))


@pytest.fixture(scope="module")
def reaching(seeded_client_on):
    return Reaching(seeded_client_on("sqlite"))


@pytest.fixture
def watched(reaching, seeded_client_on):
    watched = Watched(reaching, seeded_client_on("postgresql"))
    yield watched
    assert watched.faults == []
    assert watched.statuses.total() > 80


def test_every_address_is_known_here():
    assert len(ROUTES) > 50
    for path in ROUTES:
        assert address(path)


def test_what_came_to_a_database_is_asked_of_the_other_too(reaching):
    asked = {
        b"/es/events/nothing": True,
        b"/es/events/NOTHING": False,
        b"/es/events?place=nothing": True,
        b"/es/events?place=\xff": False,
        b"/es/events?year=nothing": False,
        b"/organise/events/nothing": True,
        b"/api/v1/victims/nothing": True,
        b"/api/v1/victims?limit=0": False,
    }
    for _ in range(2):  # what is held by then comes to none
        answers = reaching.ask_all([*asked])
        assert [came for _, came in answers] == [*asked.values()]


def test_in_the_path(watched):
    for path in ROUTES:
        for name in re.findall(r"\{(\w+)", path):
            echoed = [encoded(f"{CANARY}{value}") for value in ECHOED]
            pieces = [*map(encoded, VALUES), *echoed, *RAW]
            watched.all([address(path, **{name: piece}) for piece in pieces])
    assert watched.again > 100


@pytest.mark.parametrize("path", [path for path, route in ROUTES.items() if query_names(route)])
def test_in_the_query(watched, path):
    for name in query_names(ROUTES[path]):
        target, may_show = address(path) + b"?" + name.encode() + b"=", (path, name) in SHOWN
        echoed = [encoded(f"{value}{CANARY}") for value in ECHOED]
        twice = b"a&" + name.encode() + b"=b"
        pieces = [*map(encoded, VALUES), *echoed, *RAW, twice]
        watched.all([target + piece for piece in pieces], may_show=may_show)


def test_under_unknown_names(watched):
    for path in ROUTES:
        names = ("\0", "\ud800", "🕊", "a" * 3000, f"{CANARY}[]", f"__proto__[{CANARY}]", "")
        ends = [b"?" + encoded(name) + b"=" + encoded(CANARY) for name in names]
        watched.all([address(path) + end for end in ends], on_both=False)


HEADERS = """
    accept accept-encoding accept-language authorization connection content-length content-type
    cookie expect forwarded host if-match if-modified-since if-none-match if-range origin range
    referer sec-fetch-site transfer-encoding user-agent x-forwarded-for x-forwarded-host
    x-forwarded-proto x-request-id
""".split()  # noqa: SIM905 -- a list this long is read better so
FIELD_VALUES = [
    b"",
    b" ",
    b"\0",
    b"\xff\xfe",
    b"evil\r\nSet-Cookie: evil=1",
    "evil\u202e🕊".encode(),
    b"evil," * 3000,
    b"evil;q=NaN, *;q=1e400, -;q=-1, es;q=",
    b"bytes=0-,-1," + b"0-0," * 1000,
    b'W/"evil", "' + b"a" * 5000,
    str(2**63).encode(),
    b"-1",
    b"[::evil",
    b"Basic \xff",
    b"es-" + b"x-" * 3000,
]


@pytest.mark.parametrize(
    "target",
    [
        b"/",
        b"/es/",
        b"/es/about",
        b"/e/zzzz",
        b"/es/events.ics",
        b"/es/nothing",
        b"/api/v1/sources",
        b"/api/v1/sources/nothing",
        b"/card/es.png",
        b"/static/nothing",
        b"/healthz",
    ],
)
def test_in_the_headers(watched, target):
    headers = [[(name.encode(), value)] for name in HEADERS for value in FIELD_VALUES]
    watched.each(target, [*headers, [(b"cookie", b"a=b")] * 500, [(b"evil-\xff", b"evil")]])


def test_by_every_method(watched):
    for target in (b"/", b"/es/events", b"/api/v1/sources", b"/es/nothing", b"/static/nothing"):
        for method in (
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "EVIL",
        ):
            for chunk in (b"", b"\0", b"\xff" * 1000, b'{"evil": NaN}', b"[" * 100_000):
                answer = watched(target, method=method, chunks=[chunk])
                assert answer.status in {200, 302, 403, 404, 405}
