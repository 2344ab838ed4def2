"""The locks name what is installed, by hash, and no place that it came from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,-]+\])?==(\S+)")


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text()
    return dict(match.groups() for line in text.splitlines() if (match := PIN.match(line)))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", text)[0].lower() for text in requirements}


def test_there_are_three():
    assert [path.name for path in LOCKS] == ["dev.lock", "installer.lock", "run.lock"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_no_address(path):
    assert "://" not in path.read_text()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_has_one_version_and_hashes(path):
    entries = path.read_text().replace("\\\n", " ").splitlines()
    assert [line for line in entries if not (PIN.match(line) and "--hash=sha256:" in line)] == []


def test_dev_holds_all_that_run_holds():
    run, dev = pins("run.lock"), pins("dev.lock")
    assert {name: dev.get(name) for name in run} == run


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = names(project["project"]["dependencies"] + groups["build"])
    assert asked - pins("run.lock").keys() == set()
    assert names(groups["dev"]) - pins("dev.lock").keys() == set()
    assert groups["build"] == project["build-system"]["requires"]
