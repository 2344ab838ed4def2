"""Every event of the real pack can be opened and saved in the form, and nothing of it is lost."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.config import Settings
from app.events import service
from app.events.inputs import EventInput
from app.events.models import Event
from tests.fixtures.accounts import Person
from tests.fixtures.application import settings_for
from tests.fixtures.forms import fields_of


@pytest.fixture
def settings(tmp_path: Path, seeded_url: str) -> Settings:
    return settings_for(tmp_path / "data", seeded_url)


def written(database: Any) -> dict[str, EventInput | None]:
    with database.reading() as db:
        return {name: service.read(db, name) for name in db.scalars(select(Event.id))}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_saving_the_form_as_it_is_changes_nothing(coordinator: Person, database: Any) -> None:
    before = written(database)
    for name in before:
        path = f"/organise/events/{name}/edit"
        fields = fields_of(coordinator.client.get(path).text)
        answer = coordinator.client.post(path, data={**fields, "do": "save"})
        assert answer.status_code == 303, name
    assert len(before) > 20
    assert written(database) == before
