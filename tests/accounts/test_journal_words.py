"""Every action that the journal keeps has its words."""

import re
from pathlib import Path

from app.history.enums import Role
from app.history.labels import ACTIONS, ACTORS

APP = Path(__file__).resolve().parents[2] / "app"
KEPT = re.compile(r'action="([a-z_]+)"|journal\(\s*db,(?: form,)?\s*"([a-z_]+)"')


def test_every_action_and_every_actor_has_words():
    kept = {
        first or second
        for path in APP.rglob("*.py")
        for first, second in KEPT.findall(path.read_text())
        if "journal" in path.read_text()
    }
    assert sorted(kept - set(ACTIONS)) == []
    assert set(ACTORS) == set(Role)
