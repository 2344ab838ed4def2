"""What people type stays text: in every field of every form, and wherever it is shown again."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from tests.access.ground import png
from tests.access.pages import FoundForm, read_page
from tests.fixtures.accounts import PASSWORD
from tests.fixtures.post import text_of

PAYLOADS = (
    "zq'\"></textarea><script>zqx()</script><img src=x onerror=zqx()>zq{{7*7}}]]>\u202e",
    "javascript:zqx()//zq [zq](javascript:zqx())\r\nBEGIN:VEVENT\r\nX-Zqx: 1\r\n\r\n\u2066",
    "data:text/html,<svg onload=zqx()> ![](//zqx.invalid/i) <b onclick=zqx()>zq</b>",
)
"""The last two take turns from field to field."""
DATES = {"day": "2026-12-20", "starts": "15:00", "ends": "18:00"}
NUMBERS = {"capacity": "30", "people": "2", "times": "2", "paragraph": "2"}
MAILABLE = "made@made.example"
NEW = {"/change/time": {"starts": ["16:00"]}}
"""What must be another than it is."""
FILE = ("zq'><script>zqx()</script>.png", png(), "image/png")
LEFT_ALONE = re.compile(
    r"/(sign-out|sign-in.*|confirm-password|sessions.*|remove|discard|password|new-password"
    r"|second-factor.*|role|revoke|close|take-away|cancel|no-mail.*|end|drop|export|withdraw"
    r"|rescue-sheet.*|account/password|join|invitation/.*)$"
)
"""What ends things or takes secrets; the texts of those forms are shown to nobody else."""
STARTS = {
    "organiser": ("/organise", "/organise/events/new"),
    "coordinator": ("/organise", "/organise/campaign", "/organise/proposals"),
    "steward": ("/organise", "/organise/account"),
    "anonymous": (
        "/en/",
        "/en/events",
        "/en/events/propose",
        "/en/search?q=zq",
        "/fr/events",
        "/api/docs",
    ),
}
WRITES = {"organiser": "/organise", "anonymous": "/en/events", "coordinator": "/organise"}
"""Who fills in forms, and where."""
HEADERS = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type",
    "content-transfer-encoding", "auto-submitted", "list-unsubscribe", "list-unsubscribe-post",
    "x-auto-response-suppress", "content-language", "precedence", "reply-to",
}  # fmt: skip
PARTS = {"multipart/mixed", "text/plain", "text/calendar"}
ZONES = {"STANDARD", "DAYLIGHT"}
ATOM = {
    "feed", "title", "link", "id", "updated", "author", "name", "entry", "summary", "rights",
}  # fmt: skip
WRITTEN = {
    "/organise/events/new 303",
    "/organise/events/*/edit 303",
    "/organise/events/*/texts/fr 303",
    "/organise/events/*/sign-up 303",
    "/organise/events/*/change/other 303",
    "/organise/events/*/change/place 303",
    "/organise/events/*/change/time 303",
    "/organise/events/*/picture 303",
    "/organise/events/*/repeat 303",
    "/organise/events/*/publish 303",
    "/organise/campaign 303",
    "/organise/account 303",
}
"""Forms that must have been taken with what was typed; others refuse it and show it again."""
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass
class Walker:
    """Walks a site in somebody's name; of pages of one kind it looks at a few."""

    browser: Any
    clock: Any
    within: str = "/"
    most: int = 1
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str]] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)
    walked: set[str] = field(default_factory=set)
    shown: int = 0
    private: tuple[str, ...] = ()

    def walk(self, *starts: str, payload: tuple[str, ...] = ()) -> None:
        waiting, self.walked = list(starts), set()
        self.kinds.clear()
        done: set[str] = set()
        while waiting:
            path = waiting.pop(0)
            if path in self.walked or self.kinds[_kind(path)] >= self.most:
                continue
            self.walked.add(path)
            self.kinds[_kind(path)] += 1
            page = self.look(self.browser.get(path), path)
            if page is None:
                continue
            ours = (_path(link) for link in page.links if _is_ours(link))
            waiting += [link for link in ours if link.startswith(self.within)]
            for form in page.forms if payload else ():
                name = f"{_kind(form.action)} {sorted(form.fields)[:3]}"
                if name not in done and not LEFT_ALONE.search(urlsplit(form.action).path):
                    done.add(name)
                    waiting += self.fill(form, payload)

    def look(self, answer: Any, path: str) -> Any:
        """Read a page and note what in it is live; None for what is none."""
        if answer.status_code >= 500:
            self.faults.append((path, f"answers {answer.status_code}"))
        if 300 <= answer.status_code < 400:
            where = answer.headers["location"]
            return self.look(self.browser.get(where), where)
        if not answer.headers["content-type"].startswith("text/html"):
            return None
        page = read_page(answer.text, path)
        self.faults += [(path, fault) for fault in page.live]
        if "zq49" in answer.text:
            self.faults.append((path, "a template was carried out"))
        if BIDI.search(answer.text):
            self.faults.append((path, "turns the line around"))
        self.shown += "zq" in answer.text
        return page

    def fill(self, form: FoundForm, payload: tuple[str, ...]) -> list[str]:
        """Write the payload wherever one can write; fields that refuse it are left as they were."""
        path, before = _path(form.action), {k: list(v) for k, v in form.fields.items()}
        fields = _entered(form, payload)
        if form.method == "get":
            self.look(self.browser.get(path.partition("?")[0], params=fields), path)
            return []
        files = {form.file: FILE} if form.file else None
        for _ in range(3):
            self.clock.advance(seconds=6)
            answer = self.browser.post(path, data=fields, files=files)
            page = self.look(answer, path)
            if answer.status_code != 422 or page is None:
                break
            refused = {name for name in page.faulty if name in fields}
            for name in refused:
                fields[name] = before[name] if before[name][0] else [_plain(name)]
            fields |= {
                name: value
                for other in page.forms
                for name, value in other.fields.items()
                if name in {"ticket", "seen", "version"} and name in fields
            }
        self.sent.add(f"{_kind(path)} {answer.status_code}")
        if answer.status_code == 200 and page is not None:
            return self._tell(page, path, payload)
        where = answer.headers.get("location")
        return [where] if where else []

    def _tell(self, page: Any, path: str, payload: tuple[str, ...]) -> list[str]:
        """What was only looked at is sent once more, and counts."""
        looked = (form for form in page.forms if _path(form.action) == path)
        return [
            where
            for form in looked
            if form.fields.get("do") == ["publish"]
            for where in self.fill(form, payload)
        ]


def _entered(form: FoundForm, payload: tuple[str, ...]) -> dict[str, list[str]]:
    fields = dict(form.fields)
    for number, name in enumerate(fields):
        last = name.rpartition("-")[2]
        if name in form.texts:
            fields[name] = [payload[number % len(payload)]]
        elif not fields[name][0] and last in DATES | NUMBERS:
            fields[name] = [(DATES | NUMBERS)[last]]
    path = _path(form.action)
    return fields | next((new for end, new in NEW.items() if path.endswith(end)), {})


def _plain(name: str) -> str:
    return {"address": MAILABLE, "online_url": "https://made.example"}.get(name, "Made")


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return (
        parts.scheme in {"", "http"}
        and parts.netloc in {"", "127.0.0.1:8000"}
        and (not parts.path.startswith("/static/") and ".png" not in parts.path)
    )


def _kind(path: str) -> str:
    """The shape of an address: what in it names a record is left out."""
    parts = urlsplit(path).path.split("/")
    shape = [re.sub(r"^([a-z]{1,4}_[0-9a-z]{6,}|[\w-]{20,})$", "*", part) for part in parts]
    is_public = len(shape) == 4 and len(shape[1]) == 2
    return "/".join([*shape[:3], "*"]) if is_public else "/".join(shape)


@pytest.fixture
def walkers(neighbours, sign_in, browser_of, clock):
    people = {
        role: sign_in(role, organisations=("o_made",)).client
        for role in ("organiser", "coordinator", "steward")
    }
    people["anonymous"] = browser_of()
    return {name: Walker(browser, clock) for name, browser in people.items()}


@pytest.fixture
def typed(walkers):
    """A site in whose every field the payloads were written; returns who walks it."""
    for payload in (PAYLOADS[:1], PAYLOADS[1:]):
        for name, within in WRITES.items():
            walker = walkers[name]
            walker.within, walker.most = within, 1 + 2 * (name == "anonymous")
            starts = [start for start in STARTS[name] if start.startswith(within)]
            walker.walk(*starts, payload=payload)
    return walkers


@pytest.fixture
def letters(typed, post, client):
    """Who left an address confirms, and is written to; all the letters there are."""
    asked = post.arrived()
    links = re.findall(r"8000(/\S+/my/[\w-]+)$", "\n".join(map(text_of, asked)), re.MULTILINE)
    for link in links:
        client.post(f"{link}/confirm")  # a later one takes an earlier one's place
    private = [link for link in links if client.get(link).status_code == 200]
    assert private
    typed["anonymous"].private = tuple(private)
    organiser = typed["organiser"].browser
    for event in client.get("/api/v1/events?limit=100").json()["items"]:
        for payload in PAYLOADS:
            path = f"/organise/events/{event['id']}/sign-up/message"
            organiser.post(path, data={"text": payload})
    known = {"handle": "organiser", "password": PASSWORD}
    assert organiser.post("/organise/confirm-password", data=known).status_code == 303
    return [*asked, *post.arrived()]


def test_what_is_typed_stays_text(typed, letters, client) -> None:
    for name, walker in typed.items():
        walker.within, walker.most = "/" if name == "anonymous" else "/organise", 2
        walker.walk(*STARTS[name], *walker.private)
    assert {name: walker.faults for name, walker in typed.items()} == {name: [] for name in typed}
    assert {name for name, walker in typed.items() if walker.shown < 5} <= {"steward"}
    taken = {line for walker in typed.values() for line in walker.sent}
    assert sorted(WRITTEN - taken) == []
    events = client.get("/api/v1/events?lang=en&limit=100").json()["items"]
    assert len(events) >= len(PAYLOADS)
    for lang in ("en", "fr"):
        read_calendar(client.get(f"/{lang}/events.ics"), dated=events)
        read_feed(client.get(f"/{lang}/events.atom"))
    for letter in letters:
        read_letter(letter)
    assert sum("zqx()" in text_of(letter) for letter in letters) >= len(PAYLOADS)


@pytest.mark.parametrize(
    ("html", "live"),
    [
        ("<p>zq<script>zqx()</script>", ["script"]),
        ("<img src=x onerror=zqx()>", ["<img onerror>"]),
        ("<a href=' java&#10;script:zqx()'>", ["href= java\nscript:zqx()"]),
        ("<iframe src='data:text/html,zq'>", ["<iframe>", "src=data:text/html,zq"]),
        ("<p style='zq'>&lt;script&gt;", ["<p style>"]),
        ('<textarea>"&gt;&lt;svg onload=zqx()&gt;</textarea>', []),
    ],
)
def test_what_is_live_is_seen(html: str, live: list[str]) -> None:
    assert read_page(html, "/en/").live == live


def read_calendar(answer, dated: list[Any]) -> None:
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    known = Calendar.from_ical(answer.content)
    assert len(known.walk("VEVENT")) == sum(event["date"] is not None for event in dated)
    assert not [line for line in answer.text.splitlines() if line.upper().startswith("X-ZQ")]
    assert {part.name for part in known.walk()} <= {"VCALENDAR", "VEVENT", "VTIMEZONE", *ZONES}
    assert "\u202e" not in answer.text


def read_feed(answer) -> None:
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)  # noqa: S314 -- as above
    assert {element.tag.partition("}")[2] for element in feed.iter()} <= ATOM
    for entry in feed.iter("{http://www.w3.org/2005/Atom}summary"):
        page = read_page(entry.text or "", "/en/events.atom")
        assert page.live == []
        assert set(re.findall(r"<(\w+)", entry.text or "")) <= {"p"}
    assert "zq49" not in answer.text


def read_letter(letter) -> None:
    assert {name.lower() for name in letter.keys()} <= HEADERS  # noqa: SIM118 -- a message
    assert {part.get_content_type() for part in letter.walk()} <= PARTS
    for part in letter.iter_attachments():
        entry = part.get_content()
        text = entry if isinstance(entry, str) else entry.decode()
        assert not [line for line in text.splitlines() if line.upper().startswith("X-ZQ")]
        assert len(Calendar.from_ical(text).walk("VEVENT")) == 1
    assert "zq" not in f"{letter['subject']}{letter['from']}{letter['to']}"
    assert "zq49" not in text_of(letter)
    assert BIDI.search(text_of(letter)) is None
