"""The key folder: what the database must not hold, in files that only we may read.

It is in no ordinary backup. One file for the instance; for each event that keeps personal data
one that locks its private key and one by which duplicates are found. Destroying an event's file
ends what it locked, in every copy of the database.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from nacl.utils import random

from app.kit.sealing import KEY_BYTES, KeyPair, keyed_digest, new_key_pair, new_secret

_INSTANCE = "instance.key"
_PARTS = 4


class KeyLost(Exception):
    """The key folder no longer holds this key: what it locked cannot be opened by anybody."""


class Purpose(StrEnum):
    """What a secret of a record is for."""

    LOCK = "lock"
    DUPLICATES = "duplicates"


@dataclass(frozen=True, slots=True)
class InstanceKeys:
    """What this instance reads and finds with; `salt_key` makes the salts of passwords."""

    pair: KeyPair
    index_key: bytes
    salt_key: bytes


class KeyFolder:
    """Makes, finds and destroys the secrets of one instance."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._instance: InstanceKeys | None = None

    @property
    def instance(self) -> InstanceKeys:
        """The instance's keys; made on the first call of all."""
        if self._instance is None:
            path = self.folder / _INSTANCE
            if not path.exists():
                pair = new_key_pair()
                self._write(path, pair.private + pair.public + new_secret() + new_secret())
            self._instance = _instance_of(path.read_bytes())
        return self._instance

    @property
    def is_whole(self) -> bool:
        """Whether the instance's keys are there and can be read; makes none."""
        try:
            _instance_of((self.folder / _INSTANCE).read_bytes())
        except (OSError, KeyLost):
            return False
        return True

    def make(self, purpose: Purpose, record_id: str) -> bytes:
        """The record's secret for a purpose; a fresh one if there is none, safely on disk."""
        path = self._path(purpose, record_id)
        try:
            return _secret_in(path)
        except FileNotFoundError:
            self._write(path, new_secret())
        return self.find(purpose, record_id)

    def find(self, purpose: Purpose, record_id: str) -> bytes:
        """The record's secret for a purpose.

        Raises:
            KeyLost: there is none, or it was destroyed.
        """
        try:
            return _secret_in(self._path(purpose, record_id))
        except FileNotFoundError as error:
            raise KeyLost from error

    def destroy(self, purpose: Purpose, record_id: str) -> None:
        """Overwrite and remove a secret; nothing happens where there is none."""
        path = self._path(purpose, record_id)
        if not path.exists():
            return
        with path.open("r+b") as file:
            file.write(random(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _sync(path.parent)

    def _path(self, purpose: Purpose, record_id: str) -> Path:
        return _place(self.folder, self.instance.index_key, purpose, record_id)

    def _write(self, path: Path, content: bytes) -> None:
        """Put a file there whole, unless another process was first."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        part = path.with_name(f"{random(8).hex()}.part")
        part.touch(mode=0o600, exist_ok=False)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
        _sync(path.parent)


@lru_cache(1024)
def _place(folder: Path, index_key: bytes, purpose: Purpose, record_id: str) -> Path:
    """The name of a file tells nobody which record it belongs to."""
    name = keyed_digest(index_key, f"{purpose} {record_id}", size=16)
    return folder / purpose / f"{name.hex()}.key"


def _secret_in(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        secret = os.read(descriptor, KEY_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(secret) != KEY_BYTES:
        raise KeyLost
    return secret


def _instance_of(content: bytes) -> InstanceKeys:
    if len(content) != _PARTS * KEY_BYTES:
        raise KeyLost
    private, public, index_key, salt_key = (
        content[start : start + KEY_BYTES] for start in range(0, len(content), KEY_BYTES)
    )
    return InstanceKeys(KeyPair(private, public), index_key, salt_key)


def _sync(folder: Path) -> None:
    """Have a folder's own entries safely on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
