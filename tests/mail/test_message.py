"""A message as it leaves us: what the library would write that takes every header apart."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime
from random import Random

import pytest

from app.mail.envelope import Posted
from app.mail.inputs import Attachment, Letter
from app.mail.message import build
from tests.fixtures.application import START

SENDER = "no-reply@made.example"
POSTED_AT = datetime(2026, 11, 22, 15, 0, 7, tzinfo=UTC)
PLAIN = Letter(to="maria@made.example", subject="Please confirm", body="Hello.\n", lang="en")
CALENDAR = Attachment(
    "event.ics",
    "text/calendar; method=PUBLISH; charset=utf-8",
    "BEGIN:VCALENDAR\r\nSUMMARY:Marcha de los niños, Plaza San Martín\r\n".encode() * 4,
)
SPANISH = """Se inscribió alguien, esperamos que usted, con esta dirección en:

Marcha por la memoria — sábado 28 de noviembre de 2026, 15:00, Plaza San Martín, Lima

https://made.example/es/my/s_7k3m9q2x4b8w/YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE

El archivo que va con esta carta es para su calendario, que se mantiene al día por sí mismo.
From aquí en adelante = nada.
.
"""
LETTERS = {
    "plain": PLAIN,
    "empty": replace(PLAIN, body=""),
    "long lines": replace(PLAIN, body="word " * 60 + "\n" + "x" * 300),
    "many short lines": replace(PLAIN, body="ñandú\n" * 40),
    "Spanish": replace(PLAIN, subject="Por favor, confirme", body=SPANISH, lang="es"),
    "mostly accents": replace(PLAIN, body="éèàùçôîñáíóú" * 40),
    "beyond the first plane": replace(PLAIN, body="\U0001f56f mañana", subject="\U0001f56f"),
    "accented subject": replace(PLAIN, subject="Tu inscripción", lang="es"),
    "French subject": replace(PLAIN, subject="C’est confirmé : « à bientôt »", lang="fr"),
    "long subject": replace(PLAIN, subject="There is news about it " * 9 + "."),
    "long accented subject": replace(PLAIN, subject="Veuillez vérifier l’été " * 9 + "."),
    "subject of signs": replace(PLAIN, subject='"a", <b>; c=d (e) \\ f: g@h'),
    "long address": replace(PLAIN, to=f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example"),
    "odd address": replace(PLAIN, to="!#$%&'*+/=?^_`{|}~-@made.example"),
    "calendar": replace(PLAIN, body=SPANISH, attachments=(CALENDAR,), lang="es"),
    "no accent and a calendar": replace(PLAIN, attachments=(CALENDAR,)),
    "two files": replace(
        PLAIN, attachments=(CALENDAR, Attachment("a-b_c.pdf", "application/pdf", bytes(300)))
    ),
    "empty file": replace(PLAIN, attachments=(Attachment("a", "application/json", b""),)),
    "link": replace(PLAIN, unsubscribe="https://made.example/en/bye/abc?d=e&f"),
    "all": replace(
        PLAIN,
        subject="Hay novedades: ¡léalas!",
        body=SPANISH,
        attachments=(CALENDAR,),
        unsubscribe="https://made.example/en/bye/abc",
        lang="es",
    ),
}


def posted(letter):
    return Posted("0123456789abcdef" * 2, POSTED_AT, letter)


def taken_apart(letter) -> bytes:
    """What the library writes when it takes every header apart."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Address(addr_spec=SENDER)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(POSTED_AT)
    message["Message-ID"] = f"<{posted(letter).message_id}@made.example>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.body.rstrip("\n") + "\n")
    message["Content-Language"] = letter.lang
    for file in letter.attachments:
        kind, *parameters = file.media_type.split("; ")
        message.add_attachment(
            file.content,
            maintype=kind.partition("/")[0],
            subtype=kind.partition("/")[2],
            filename=file.name,
            params=dict(parameter.split("=") for parameter in parameters),
        )
    if letter.attachments:
        message.set_boundary(f"part-{posted(letter).message_id}")
    return message.as_bytes()


def unfolded(content: bytes) -> bytes:
    """Header lines that go on in the next are one line (RFC 5322, 2.2.3)."""
    return re.sub(rb"\r\n(?=[ \t])", b"", content)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_it_is_written_as_the_library_writes_it(letter):
    written = build(posted(letter), sender=SENDER)
    assert unfolded(written.content) == unfolded(taken_apart(letter))
    assert (written.name, written.to, written.written_at) == (
        "0123456789abcdef" * 2,
        letter.to,
        POSTED_AT,
    )
    assert written.content.isascii()
    assert max(map(len, written.content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("more", ["", "ñéü«»’—日\U0001f56f"], ids=["ASCII", "accents"])
def test_any_words_are_written_as_the_library_writes_them(more):
    chance = Random(7)  # noqa: S311 -- the same words each time
    signs = "abc  ,.;:=?_<>\"'()@-" + more
    for _ in range(100):
        subject = "".join(chance.choices(signs, k=chance.randint(1, 90))).strip() or "-"
        lines = ("".join(chance.choices(signs, k=chance.randint(0, 120))) for _ in range(14))
        letter = replace(PLAIN, subject=subject, body="\n".join(lines) + ".\n")
        written = build(posted(letter), sender=SENDER).content
        assert unfolded(written) == unfolded(taken_apart(letter)), letter


def test_a_long_link_that_ends_letters_stays_a_link():
    link = f"https://made.example/es/my/s_7k3m9q2x4b8w/no-mail/{'YWFh' * 40}"
    written = build(posted(replace(PLAIN, unsubscribe=link)), sender=SENDER).content
    assert [line for line in written.decode().split("\r\n") if line.startswith("List-")] == [
        f"List-Unsubscribe: <{link}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ]


def test_a_long_file_name_arrives_whole():
    file = replace(CALENDAR, name=f"{'n' * 76}.ics")
    written = build(posted(replace(PLAIN, attachments=(file,))), sender=SENDER).content
    (part,) = message_from_bytes(written, policy=default).iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == (file.name, "text/calendar")


def test_no_line_is_longer_than_servers_take():
    long = replace(PLAIN, subject="news and " * 200 + "more")
    lines = build(posted(long), sender=SENDER).content.split(b"\r\n")
    assert max(map(len, lines)) <= 78


@pytest.mark.parametrize(
    "breaking", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_what_would_begin_a_line_of_its_own_is_refused_once_more(breaking):
    bad = f"a{breaking}Bcc: all@made.example"
    for message_id, sender in ((bad, SENDER), ("ab", f"{bad}@made.example")):
        with pytest.raises(ValueError, match="linefeed"):
            build(Posted(message_id, START, PLAIN), sender=sender)
