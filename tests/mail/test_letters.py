"""A letter on its way: sealed in the outbox, one file in the folder, nothing left."""

import re
import shutil
import stat
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from app.config import ROOT, Settings
from app.jobs.models import Job
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail.enums import MailState
from app.mail.inputs import Attachment, Letter, NotALetter, NotAnAddress, mail_address
from app.mail.message import build
from app.mail.queries import mail_state
from app.mail.service import ask_test, note_test, written
from app.mail.service import post as post_letter
from app.mail.transports import FolderTransport
from app.operations.session import one_write
from tests.fixtures.application import START
from tests.fixtures.post import text_of

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])
LETTER = Letter(
    to="maria@made.example",
    subject="Tu inscripción",
    body="Hola María:\n\nabre https://made.example/x\n",
    lang="es",
)


@pytest.fixture
def write(settings, clock):
    """Return `write(letter, due_at=…)`, which posts a letter in a transaction of its own."""
    database = Database(settings.database, pool_size=1)
    keys = KeyFolder(settings.keys)

    def post_one(letter=LETTER, **options):
        with one_write(database, clock=clock) as db:
            public = keys.instance.pair.public
            return post_letter(db, letter, seal_to=public, now=clock(), **options)

    yield post_one
    database.dispose()


@pytest.fixture
def rows(settings):
    """Return `rows()`: the jobs there are."""
    database = Database(settings.database, pool_size=1)

    def read():
        with database.reading() as db:
            return db.scalars(select(Job)).all()

    yield read
    database.dispose()


def test_a_letter_arrives_once_and_nothing_of_it_stays(write, post, rows, settings):
    token = write()
    (job,) = rows()
    assert (job.kind, list(job.payload)) == ("letter", ["sealed"])
    assert re.search("maria|Tu inscrip|Hola|made.example", str(job.payload)) is None
    (message,) = post.arrived()
    assert dict(message.items()) == {
        "From": "no-reply@localhost",
        "To": "maria@made.example",
        "Subject": "Tu inscripción",
        "Date": "Sun, 22 Nov 2026 15:00:00 +0000",
        "Message-ID": f"<{token}@localhost>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "es",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    assert text_of(message) == LETTER.body
    assert rows() == []
    assert post.arrived() == []
    (path,) = settings.mail_folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.mail_folder.stat().st_mode) == 0o700


def test_a_calendar_file_goes_with_it_and_a_link_that_ends_it(write, post):
    calendar = b"BEGIN:VCALENDAR\r\nSUMMARY:Marcha \xc3\xb1\r\nEND:VCALENDAR\r\n"
    file = Attachment("evento.ics", "text/calendar; method=PUBLISH; charset=utf-8", calendar)
    link = "https://made.example/es/bye/abc"
    token = write(replace(LETTER, attachments=(file,), unsubscribe=link))
    (message,) = post.arrived()
    assert message["List-Unsubscribe"] == f"<{link}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_boundary() == f"part-{token}"
    assert text_of(message) == LETTER.body
    (part,) = message.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "evento.ics")
    assert (part.get_param("method"), part.get_param("charset")) == ("PUBLISH", "utf-8")
    assert part.get_payload(decode=True) == calendar


@one_kind
def test_the_same_letter_twice_is_the_same_file(settings):
    posted = written(LETTER, START)
    transport = FolderTransport(settings.mail_folder)
    contents = []
    for _ in range(2):
        transport.send(build(posted, sender="me@made.example"))
        (path,) = settings.mail_folder.iterdir()
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]


def read(letter):
    """A letter as who gets it reads it."""
    message = build(written(letter, START), sender="me@made.example")
    return message_from_bytes(message.content, policy=default)


@pytest.mark.parametrize("breaking", ["\n", "\r", "\r\n", "\0", "\u2028", "\u2029", "\x85", "\x0b"])
def test_no_part_of_a_letter_begins_a_line_of_its_own(breaking):
    bad = f"x{breaking}Bcc: all@made.example"
    for part in (
        {"to": f"a@made.example{breaking}Bcc: all@made.example"},
        {"to": f"a{breaking}@made.example"},
        {"subject": bad},
        {"unsubscribe": f"https://made.example/{bad}"},
    ):
        with pytest.raises((NotALetter, NotAnAddress)):
            replace(LETTER, **part)
    for name, kind in ((bad, "text/calendar"), ("a.ics", f"text/calendar{breaking}x: y")):
        with pytest.raises(NotALetter):
            Attachment(name, kind, b"")
    message = read(replace(LETTER, body=bad))
    assert len(message.keys()) == len(set(message.keys())) == 10
    assert message["Bcc"] is None


def test_a_body_keeps_its_lines_and_nothing_unseen():
    said = "a\r\nb\rc\u2028d\x00e\ud800f\ue000\n{{ 7 * 7 }} %s .\n.\n"
    message = read(replace(LETTER, body=said))
    assert text_of(message) == "a\nb\nc\ndef\n{{ 7 * 7 }} %s .\n.\n"


ADDRESSES = {
    "maria@made.example": "maria@made.example",
    "  Maria.Q+x@MADE.Example ": "Maria.Q+x@made.example",
    "x@xn--maana-pta.example": "x@xn--maana-pta.example",
    "x@mañana.example": "x@xn--maana-pta.example",
    **dict.fromkeys(
        [
            "", "@", "maria", "maria@", "@made.example", "maria@made", "a b@made.example",
            "a@b@made.example", "<a@made.example>", '"a b"@made.example', "a..b@made.example",
            ".a@made.example", "ñ@made.example", "a@-made.example", "a@made..example",
            "a@made.example,b@made.example", "a@[127.0.0.1]", f"{'a' * 65}@made.example",
            f"a@{'a' * 64}.example", f"a@{'b.' * 130}example", "a@made.example\0",
            "a@\ud800.example",
        ]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), ADDRESSES.items(), ids=range(len(ADDRESSES)))
def test_an_address_is_taken_as_servers_take_it(typed, meant):
    if meant is not None:
        assert mail_address(typed) == meant
        return
    with pytest.raises(NotAnAddress) as refused:
        mail_address(typed)
    assert [(fault.field, fault.code) for fault in refused.value.fields] == [
        ("address", "not_an_address")
    ]
    assert not typed or typed not in str(refused.value)


def test_the_folder_is_emptied_after_seven_days(write, post, settings, clock):
    old = write()
    post.work()
    (settings.mail_folder / "of-somebody-else.eml").write_text("kept")
    clock.advance(days=6, hours=23)
    new = write()
    post.work()
    assert len([*settings.mail_folder.iterdir()]) == 3
    clock.advance(hours=2)
    post.work()
    left = {path.stem.rpartition("-")[2] for path in settings.mail_folder.iterdir()}
    assert (left, old in left) == ({new, "else"}, False)


def test_a_letter_whose_key_is_lost_is_set_aside(write, post, rows, settings):
    write()
    shutil.rmtree(settings.keys)
    assert post.arrived() == []
    assert [(row.status.value, row.failure) for row in rows()] == [("dead", "SealBroken")]


def test_a_letter_waits_for_its_time(write, post, clock):
    write(due_at=clock() + timedelta(minutes=15))
    assert post.arrived() == []
    clock.advance(minutes=15)
    assert len(post.arrived()) == 1


def test_the_sender_names_nobody():
    senders = {
        (): "no-reply@localhost",
        ("https://Made.Example",): "no-reply@made.example",
        ("https://made.example:8443",): "no-reply@made.example",
        ("http://127.0.0.1:8000",): "no-reply@localhost",
        ("http://[::1]:8000",): "no-reply@localhost",
    }
    assert {bases: Settings(base_url=bases).sender for bases in senders} == senders
    assert Settings(mail_from="post@made.example").sender == "post@made.example"


def state(settings, database_url, **given):
    database = Database(database_url, pool_size=1)
    try:
        with database.reading() as db:
            return mail_state(settings.model_copy(update=given), db)
    finally:
        database.dispose()


def test_where_mail_cannot_work_it_is_said(settings, database_url, clock):
    public = {"base_url": ("https://made.example",)}
    server = {**public, "mail_url": "smtp://127.0.0.1:25"}
    assert state(settings, database_url) is MailState.WORKS
    assert state(settings, database_url, **public) is MailState.FOLDER_IN_PUBLIC
    seen = [state(settings, database_url, **server)]
    database = Database(database_url, pool_size=1)
    for failure in ("TimeoutError", None):
        with one_write(database, clock=clock) as db:
            ask_test(db, now=clock())
        seen.append(state(settings, database_url, **server))
        with one_write(database, clock=clock) as db:
            note_test(db, failure=failure, now=clock())
        seen.append(state(settings, database_url, **server))
    database.dispose()
    works, failed = MailState.WORKS, MailState.TEST_FAILED
    assert seen == [works, works, failed, failed, works]


def test_only_the_worker_and_the_operators_commands_can_reach_a_mail_server():
    importing = {
        name: sorted(
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "app").rglob("*.py")
            if re.search(rf"^(from|import) {name}\b", path.read_text(), re.MULTILINE)
        )
        for name in ("smtplib", "app.mail.smtp")
    }
    assert importing == {
        "smtplib": ["app/mail/smtp.py"],
        "app.mail.smtp": ["app/operations/doctor.py", "app/operations/work.py"],
    }
