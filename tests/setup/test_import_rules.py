"""The import rules bite: in a small house that breaks each of them, each is reported."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = {
    "main": "import app.events.pages, app.events.api",
    "orm": "import app.events.models, app.sources.models",
    "events.pages": "import app.events.service, app.sources.queries\nimport app.signups.service",
    "events.api": "import app.events.schemas, app.web.api, app.signups.queries.public",
    "events.schemas": "import app.events.service",
    "events.service": "import app.events.queries, app.sources.service, app.kit.db",
    "events.queries": "import app.events.models, sqlalchemy",
    "events.models": "import app.sources.models",
    "signups.service": "import app.events.service",
    "signups.queries.public": "import app.events.queries",
    "sources.pages": "",
    "sources.service": "import app.sources.queries",
    "sources.queries": "import app.sources.models",
    "sources.models": "import app.kit.db",
    "web.page": "import starlette, jinja2",
    "web.api": "import fastapi",
    "kit.db": "import sqlalchemy",
}
BREACHES = [
    ("A", "sources.queries", "import app.sources.service"),
    ("A", "events.pages", "import app.events.api"),
    ("A", "sources.models", "import app.sources.queries"),
    ("B", "sources.service", "import app.events.queries"),
    ("B", "kit.db", "import app.sources.models"),
    ("B", "events.service", "import app.signups.queries.public"),
    ("B", "newroom.models", "import app.kit.db"),
    ("C", "events.pages", "import app.sources.pages"),
    ("C", "cli", "import app.events.api"),
    ("D", "events.queries", "import fastapi"),
    ("D", "sources.service", "import app.web.page"),
    ("D", "kit.db", "import jinja2"),
    ("E", "events.pages", "import sqlalchemy"),
    ("E", "events.api", "from sqlalchemy import select"),
]


@pytest.fixture
def broken(tmp_path):
    """Return a function that adds a line to the small house and names the broken contracts."""

    def lint(*, room: str = "main", line: str = "") -> list[str]:
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        house = {**HOUSE, room: f"{HOUSE.get(room, '')}\n{line}\n"}
        for name, text in house.items():
            path = tmp_path.joinpath("app", *name.split(".")).with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            for folder in path.relative_to(tmp_path).parents[:-1]:
                (tmp_path / folder / "__init__.py").touch()
        ended = subprocess.run(
            [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path), "NO_COLOR": "1", "COLUMNS": "100"},
            capture_output=True,
            text=True,
            check=False,
        )
        found = re.findall(r"^([A-E])\. .* (KEPT|BROKEN)", ended.stdout, re.MULTILINE)
        assert len(found) == 5, ended.stdout + ended.stderr
        return [letter for letter, verdict in found if verdict == "BROKEN"]

    return lint


def test_a_house_in_order_is_left_alone(broken):
    assert broken() == []


@pytest.mark.parametrize(("contract", "room", "line"), BREACHES)
def test_a_breach_is_reported(broken, contract, room, line):
    assert contract in broken(room=room, line=line)
