"""The mail page of the workspace: a test, what could not be sent, and the folder."""

import sys
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from app.config import MailServer
from app.history.models import JournalEntry
from app.jobs.models import Job
from app.jobs.service import claim, enqueue, fail
from app.mail.inputs import Letter
from app.mail.models import MailTest
from app.mail.service import LETTER
from app.mail.service import post as post_letter
from app.mail.smtp import SmtpTransport
from app.operations.session import one_write
from tests.fixtures.reading import lines_of, links_of

PAGE = "/organise/mail"
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # tests/jobs has both
REACHING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
HOSTILE = "<script>alert(1)</script> <a href='javascript:alert(1)'>x</a> <img src=x onerror=y>"


@pytest.fixture
def write(database, clock):
    return lambda: one_write(database, clock=clock)


@pytest.fixture
def letter(write, settings, clock):
    """Return `letter(body=…, …)`, which posts one."""
    from app.kit.key_folder import KeyFolder

    public = KeyFolder(settings.keys).instance.pair.public

    def write_one(subject="Tu inscripción", body="Hola", to="maria@made.example"):
        with write() as db:
            wanted = Letter(to, subject, body, "es")
            return post_letter(db, wanted, seal_to=public, now=clock())

    return write_one


@pytest.fixture
def given_up(write, clock):
    """Return `given_up()`, which leaves a letter that could not be sent; its number."""

    def leave():
        with write() as db:
            number = enqueue(db, kind=LETTER, payload={"sealed": "c2VhbGVk"}, now=clock())
            work = claim(db, kinds=[LETTER], now=clock())
            fail(db, work, failure="SMTPRecipientsRefused 550", now=clock(), wait=None)
        return number

    return leave


@pytest.fixture
def rows(database):
    def read(table):
        with database.reading() as db:
            return list(db.scalars(select(table)))

    return read


def actions(rows):
    return [(entry.action, entry.kind, entry.record_id) for entry in rows(JournalEntry)]


def test_a_test_goes_through_the_outbox_and_its_address_is_not_kept(sign_in, post, rows, clock):
    person = sign_in("coordinator", language="es")
    answer = person.client.post(f"{PAGE}/test", data={"address": " Ana@Made.Example "})
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert "Hay una prueba en camino." in person.client.get(PAGE).text
    assert "Ana" not in str([job.payload for job in rows(Job)])
    clock.advance(seconds=5)
    (message,) = post.arrived()
    assert (message["To"], message["Subject"]) == ("Ana@made.example", "Una prueba")
    assert rows(Job) == []
    (test,) = rows(MailTest)
    assert (test.done_at, test.failure) == (clock(), None)
    assert "Fue aceptada." in person.client.get(PAGE).text
    assert ("mail_tested", "mail", "-") in actions(rows)


@pytest.mark.parametrize("address", ["", "ana", "ana@made", "ana@made.example\r\nBcc: x@y.example"])
def test_what_is_no_address_comes_back_with_a_sentence(sign_in, rows, address):
    person = sign_in("coordinator")
    answer = person.client.post(f"{PAGE}/test", data={"address": address})
    assert answer.status_code == 422
    assert 'href="#address"' in answer.text
    assert (rows(Job), rows(MailTest)) == ([], [])


def test_the_request_opens_no_socket_and_the_worker_does(sign_in, post, mail_server):
    person = sign_in("coordinator")
    with Reached() as asked:
        answer = person.client.post(f"{PAGE}/test", data={"address": "ana@made.example"})
    with Reached() as sent:
        SmtpTransport(
            MailServer("127.0.0.1", mail_server.port, is_tls=False), sender="me@made.example"
        ).greet()
    assert (answer.status_code, asked.events) == (303, [])
    assert sent.events == ["socket.getaddrinfo", "socket.connect"]


class Reached:
    """What this process reached for over the network meanwhile, as Python itself audits it."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.watching = False
        sys.addaudithook(self._note)  # for good: there is no way to take one back

    def _note(self, event, _):
        if self.watching and event in REACHING:
            self.events.append(event)

    def __enter__(self):
        self.watching = True
        return self

    def __exit__(self, *_):
        self.watching = False


class Live(HTMLParser):
    """Everything on a page that would act by itself."""

    def __init__(self, html) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        acts = [
            name for name, value in attrs if name.startswith("on") or "javascript" in (value or "")
        ]
        if acts or tag in {"script", "img"}:
            self.found.append(tag)


def test_the_folder_is_read_in_plain_text(sign_in, post, letter, settings):
    own = f"{settings.canonical_base}/es/x?a=b&c=d"
    name = letter(subject=HOSTILE, body=f"{HOSTILE}\n{own}.\nhttps://other.example/y\n")
    post.work()
    person = sign_in("coordinator")
    page = person.client.get(PAGE).text
    ((path, subject),) = [link for link in links_of(page) if "/messages/" in link[0]]
    assert (path.endswith(name), subject) == (True, HOSTILE)
    read = person.client.get(path)
    assert (read.status_code, read.headers["cache-control"]) == (200, "no-store")
    assert (Live(page).found, Live(read.text).found) == ([], [])
    assert [line for line in lines_of(read.text) if HOSTILE in line] == [
        HOSTILE,
        f"{HOSTILE} {own}. https://other.example/y",
    ]
    assert links_of(read.text) == [("/organise/mail", "Mail"), (own, own)]


@pytest.mark.parametrize("name", ["x", "..%2Fkeys", "20261122T150000Z-" + "0" * 32])
def test_no_other_file_is_a_message(sign_in, name):
    assert sign_in("coordinator").client.get(f"{PAGE}/messages/{name}").status_code == 404


def test_what_could_not_be_sent_is_seen_sent_again_and_dropped(sign_in, given_up, rows):
    person = sign_in("coordinator")
    first, second = given_up(), given_up()
    lines = lines_of(person.client.get(PAGE).text)
    assert [line for line in lines if "·" in line] == [
        "22 November 2026, 15:00 · SMTPRecipientsRefused 550"
    ] * 2
    again = person.client.post(f"{PAGE}/given-up/{first}/send")
    dropped = person.client.post(f"{PAGE}/given-up/{second}/drop")
    assert [again.headers["location"], dropped.headers["location"]] == [
        f"{PAGE}?notice=tried_again",
        f"{PAGE}?notice=dropped",
    ]
    assert [(job.id, job.status.value, job.attempts) for job in rows(Job)] == [
        (first, "waiting", 0)
    ]
    numbers = (first, 10**19)  # the second is more than a database can hold
    gone = [
        person.client.post(f"{PAGE}/given-up/{number}/{act}").status_code
        for number in numbers
        for act in ("send", "drop")
    ]
    assert gone == [404] * 4
    assert [entry for entry in actions(rows) if entry[1] == "job"] == [
        ("job_sent_again", "job", str(first)),
        ("job_dropped", "job", str(second)),
    ]


@pytest.mark.parametrize("role", ["organiser", "memorial_editor", "translator", "steward"])
def test_others_neither_read_nor_change_any_of_it(sign_in, given_up, post, letter, rows, role):
    name = letter()
    post.work()
    number, before = given_up(), len(rows(Job))
    client = sign_in(role).client
    asked = [client.get(path) for path in (PAGE, f"{PAGE}/messages/{name}")]
    asked += [
        client.post(f"{PAGE}/{path}", data={"address": "ana@made.example"})
        for path in ("test", f"given-up/{number}/send", f"given-up/{number}/drop")
    ]
    assert [answer.status_code for answer in asked] == [403] * 5
    assert len(rows(Job)) == before


def test_the_latest_message_stands_first(sign_in, post, letter, clock):
    for subject in ("first", "second", "third"):
        letter(subject=subject)
    post.work()
    clock.advance(minutes=1)
    letter(subject="fourth")
    post.work()
    page = sign_in("coordinator").client.get(PAGE).text
    subjects = [text for path, text in links_of(page) if "/messages/" in path]
    assert subjects == ["fourth", "third", "second", "first"]


def test_a_message_that_goes_meanwhile_is_left_out(sign_in, post, letter, clock, settings):
    """The hourly task deletes one after the folder was listed, and one before it is opened."""
    for subject in ("stays", "goes"):
        letter(subject=subject)
        post.work()
        clock.advance(minutes=1)
    going = max(settings.mail_folder.glob("*.eml"))
    gone = going.with_name(f"20261122T160000Z-{'0' * 32}.eml")
    gone.symlink_to("/nonexistent")  # listed, and not there to be looked at
    opened = []

    def delete(event, arguments):
        if event == "open" and arguments[0] == str(going) and not opened:
            opened.append(event)
            going.unlink()

    sys.addaudithook(delete)  # of a path that only this test has
    page = sign_in("coordinator").client.get(PAGE)
    subjects = [text for path, text in links_of(page.text) if "/messages/" in path]
    assert (page.status_code, subjects, opened) == (200, ["stays"], ["open"])
