"""Building the message that mail servers take (RFC 5322), the same each time it is built."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any

from app.kit.text import cleaned
from app.mail.envelope import Posted
from app.mail.inputs import Attachment

LONGEST_LINE = 998  # RFC 5322, 2.1.1


@dataclass(frozen=True, slots=True)
class Message:
    """A letter ready to be handed over; ``name`` is its Message-ID before the ``@``."""

    name: str
    to: str
    written_at: datetime
    content: bytes


class AsWritten(EmailPolicy):
    """Keeps a header that is plain ASCII as it was written; only others are the library's to fold.

    To take apart and put together again what needs neither was most of the work of a letter. And
    the library writes a long link as encoded words, which no mail program follows.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Keep a header.

        Raises:
            ValueError: it would begin a line of its own.
        """
        if value.isascii() and value.isprintable() and len(f"{name}: {value}") <= LONGEST_LINE:
            return name, value
        return super().header_store_parse(name, value)

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return value

    def header_max_count(self, name: str) -> int | None:
        return _most(name)


POLICY = AsWritten(
    linesep="\r\n",
    cte_type="7bit",  # whatever server stands between, nothing needs 8 bits
    refold_source="none",
)


def build(posted: Posted, *, sender: str) -> Message:
    """The message of a letter from ``sender``, an address."""
    letter = posted.letter
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(posted.written_at)
    message["Message-ID"] = f"<{posted.message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_body(letter.body))
    message["Content-Language"] = letter.lang  # after the content, which replaces its headers
    if letter.attachments:
        message.make_mixed(boundary=f"part-{posted.message_id}")
        for file in letter.attachments:
            message.attach(_part(file))
    return Message(posted.message_id, letter.to, posted.written_at, message.as_bytes())


@cache
def _most(name: str) -> int | None:
    """How many headers of a name a message may have; the library makes a class to tell it."""
    return SMTP.header_max_count(name)


@lru_cache(8)
def _part(file: Attachment) -> EmailMessage:
    """A file as part of a message; the event for a calendar is in many letters the same."""
    main, _, rest = file.media_type.partition("/")
    sub, *parameters = rest.replace(" ", "").split(";")
    part = EmailMessage(policy=POLICY)
    part.set_content(
        file.content,
        maintype=main,
        subtype=sub,
        filename=file.name,
        params=dict(parameter.split("=", 1) for parameter in parameters),
    )
    return part


def _body(text: str) -> str:
    """Plain lines: every kind of line break is one, and nothing unseen is left."""
    return "\n".join(cleaned(line) for line in text.splitlines()) + "\n"
