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
        self.greet()
        path = self.folder / f"{message.written_at.astimezone(UTC):{STAMP}}-{message.name}.eml"
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(0o600, exist_ok=False)
        with part.open("wb") as file:
            file.write(message.content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def greet(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError
