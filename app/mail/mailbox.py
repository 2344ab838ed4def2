"""The mail folder, read: for trying out, while no mail server is set."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from app.kit.errors import NotFound
from app.mail.transports import STAMP

_NAME = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{32}")


class NoSuchMessage(NotFound):
    code = "no_such_message"


@dataclass(frozen=True, slots=True)
class FolderMessage:
    """A message of the folder, in plain text; ``files`` are the names of what goes with it."""

    name: str
    written_at: datetime
    to: str
    subject: str
    text: str
    files: tuple[str, ...]


def messages(folder: Path, *, limit: int) -> list[FolderMessage]:
    """The messages of the folder, the latest first; of one second, as they came.

    One that is deleted meanwhile is none of them.
    """
    written = ((name, _written_at(path)) for name, path in _found(folder))
    there = [(_moment(name), when, name) for name, when in written if when is not None]
    found: list[FolderMessage] = []
    for _, _, name in sorted(there, reverse=True):
        if len(found) == limit:
            break
        with suppress(NoSuchMessage):
            found.append(message(folder, name))
    return found


def message(folder: Path, name: str) -> FolderMessage:
    """One message by its name.

    Raises:
        NoSuchMessage: there is none, or there is none any more.
    """
    if _NAME.fullmatch(name) is None:
        raise NoSuchMessage
    try:
        content = (folder / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        raise NoSuchMessage from None
    read = message_from_bytes(content, policy=default)
    return FolderMessage(
        name=name,
        written_at=_moment(name),
        to=read["To"],
        subject=read["Subject"],
        text=_text(read),
        files=tuple(part.get_filename() or "" for part in read.iter_attachments()),
    )


def empty(folder: Path, *, before: datetime) -> None:
    """Delete what was written before a moment."""
    for name, path in _found(folder):
        if _moment(name) < before:
            path.unlink(missing_ok=True)


def _found(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.glob("*.eml"):
        if _NAME.fullmatch(path.stem):
            yield path.stem, path


def _written_at(path: Path) -> int | None:
    """When a file was last written, in nanoseconds; None if it is gone."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _moment(name: str) -> datetime:
    return datetime.strptime(name.partition("-")[0], STAMP).replace(tzinfo=UTC)


def _text(read: EmailMessage) -> str:
    part = read.get_body(("plain",))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")
