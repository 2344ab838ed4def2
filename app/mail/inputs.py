"""What a letter is made of. Nothing of it can begin a header line of its own."""

import re
import unicodedata
from dataclasses import dataclass

from app.kit.errors import FieldFault, Invalid

LONGEST_ADDRESS = 254
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})+")
_LONGEST_LOCAL = 64
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9-]+)*")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_LINK = re.compile(r"https?://[!-;=?-~]+")  # printable ASCII without < and >
_BREAKING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class NotAnAddress(Invalid):
    code = "not_an_address"


class NotALetter(ValueError):
    """Our own code wrote a letter that cannot be sent; names the part, never what it says."""


def mail_address(text: str) -> str:
    """Return an address as mail servers take it: its domain in lower case and ASCII (IDNA).

    Raises:
        NotAnAddress: it has no such form. Quoted and non-ASCII local parts, which few servers
            take, are refused.
    """
    local, at, domain = text.strip().rpartition("@")
    host = (domain if domain.isascii() else _in_ascii(domain)).lower()
    if (
        at
        and len(local) <= _LONGEST_LOCAL
        and len(local) + 1 + len(host) <= LONGEST_ADDRESS
        and _LOCAL.fullmatch(local)
        and _HOST.fullmatch(host)
    ):
        return f"{local}@{host}"
    raise NotAnAddress(FieldFault("address", NotAnAddress.code, "not a mail address"))


def _in_ascii(domain: str) -> str:
    """A domain as IDNA writes it; empty where it cannot."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter: ``march.ics``, ``text/calendar; method=PUBLISH``."""

    name: str
    media_type: str
    content: bytes

    def __post_init__(self) -> None:
        _demand(_FILE_NAME.fullmatch(self.name), "attachment name")
        _demand(_MEDIA_TYPE.fullmatch(self.media_type), "attachment type")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person, in plain text.

    ``to`` is what `mail_address` returned; the subject is neutral: a mail provider reads it.
    ``unsubscribe`` is a link that ends this kind of letter with one POST (RFC 8058).
    """

    to: str
    subject: str
    body: str
    lang: str
    attachments: tuple[Attachment, ...] = ()
    unsubscribe: str | None = None

    def __post_init__(self) -> None:
        _demand(mail_address(self.to) == self.to, "address")
        _demand(self.subject and is_one_line(self.subject), "subject")
        _demand(self.unsubscribe is None or _LINK.fullmatch(self.unsubscribe), "unsubscribe link")


def is_one_line(text: str) -> bool:
    """Whether nothing in ``text`` breaks a line or acts unseen."""
    return not any(unicodedata.category(char) in _BREAKING for char in text)


def _demand(fits: object, part: str) -> None:
    if not fits:
        raise NotALetter(part)
