"""Where letters go: what every transport can do, and the folder for trying things out."""

import os
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Protocol

from app.mail.message import Message

STAMP = "%Y%m%dT%H%M%SZ"


class Transport(Protocol):
    """Takes a message over, or raises."""

    def send(self, message: Message) -> None:
        """Return only when the other side has taken the message over for good."""
        ...

    def greet(self) -> None:
        """Return if a message could be sent now, without sending one."""
        ...


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """One file a letter, readable by us alone; the same letter twice is one file."""

    folder: Path

    def send(self, message: Message) -> None:
        name = f"{message.written_at.astimezone(UTC):{STAMP}}-{message.name}"
        part = self.folder / f"{name}.part"
        try:
            _write(part, message.content)
        except FileNotFoundError:  # the first letter of all
            self.greet()
            _write(part, message.content)
        part.replace(self.folder / f"{name}.eml")

    def greet(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError


def _write(path: Path, content: bytes) -> None:
    """Put a file that only we may read there, safely on disk; one that was left there goes."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
