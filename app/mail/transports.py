"""Where letters go: what every transport can do, and the folder for trying things out."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

STAMP = "%Y%m%dT%H%M%SZ"


class Transport(Protocol):
    """Takes a message over, or raises."""

    def send(self, message: EmailMessage, *, written_at: datetime) -> None:
        """Return only when the other side has taken the message over for good."""
        ...


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """One file a letter, readable by us alone; the same letter twice is one file."""

    folder: Path

    def send(self, message: EmailMessage, *, written_at: datetime) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        token = message["Message-ID"].lstrip("<").partition("@")[0]
        path = self.folder / f"{written_at.astimezone(UTC):{STAMP}}-{token}.eml"
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(0o600, exist_ok=False)
        with part.open("wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
