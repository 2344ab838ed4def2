"""Secrets lie in files that only we may read, and are gone when they are destroyed."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.kit.key_folder import KeyFolder, KeyLost, Purpose

RECORD = "e_made0event00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_an_instance_keeps_its_keys(folder: Path) -> None:
    made = KeyFolder(folder).instance
    assert KeyFolder(folder).instance == made
    assert len({made.pair.private, made.pair.public, made.index_key, made.salt_key}) == 4


def test_many_at_once_get_the_same_keys(folder: Path) -> None:
    def make(_: int) -> tuple[object, bytes]:
        keys = KeyFolder(folder)
        return keys.instance, keys.make(Purpose.LOCK, RECORD)

    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(make, range(64)))
    assert made == [made[0]] * 64


def test_nobody_else_may_read_and_no_name_tells_a_record(folder: Path) -> None:
    keys = KeyFolder(folder)
    keys.make(Purpose.LOCK, RECORD)
    keys.make(Purpose.DUPLICATES, RECORD)
    everything = [folder, *folder.rglob("*")]
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in everything}
    assert modes == {True: 0o700, False: 0o600}
    assert [path for path in everything if RECORD in str(path) or path.suffix == ".part"] == []
    assert sorted(path.suffix for path in everything if path.is_file()) == [".key"] * 3


def test_each_record_and_purpose_has_a_secret_of_its_own(folder: Path) -> None:
    keys = KeyFolder(folder)
    made = {
        keys.make(purpose, record) for purpose in Purpose for record in (RECORD, "e_made0other00")
    }
    assert len(made) == 4
    assert keys.make(Purpose.LOCK, RECORD) == KeyFolder(folder).find(Purpose.LOCK, RECORD)


def test_what_is_destroyed_is_gone(folder: Path) -> None:
    keys = KeyFolder(folder)
    secret = keys.make(Purpose.LOCK, RECORD)
    keys.make(Purpose.DUPLICATES, RECORD)
    keys.destroy(Purpose.LOCK, RECORD)
    keys.destroy(Purpose.LOCK, RECORD)
    with pytest.raises(KeyLost):
        keys.find(Purpose.LOCK, RECORD)
    assert [path for path in folder.rglob("*.key") if secret in path.read_bytes()] == []
    assert keys.find(Purpose.DUPLICATES, RECORD)


def test_a_damaged_file_is_a_lost_key(folder: Path) -> None:
    keys = KeyFolder(folder)
    keys.make(Purpose.LOCK, RECORD)
    for path in folder.rglob("*.key"):
        path.write_bytes(b"made")
    with pytest.raises(KeyLost):
        keys.find(Purpose.LOCK, RECORD)
    with pytest.raises(KeyLost):
        _ = KeyFolder(folder).instance
