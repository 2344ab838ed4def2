"""Two people write one event: nobody's words are lost, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.events import service
from app.events.inputs import EventInput
from app.events.models import Event
from app.events.service import EventChanged
from app.operations.session import one_write
from tests.fixtures.application import TestClock
from tests.fixtures.events import World, plain_event


def version_of(db: Session) -> int | None:
    return db.scalar(select(Event.version))


def test_every_write_raises_the_version(world: World) -> None:
    event_id = world.event(plain_event("small"))
    world.write(service, event_id, plain_event("small", title={"en": "Other"}))
    world.write(service, event_id, plain_event("small", title={"en": "Other"}))
    with world.database.reading() as db:
        assert version_of(db) == 2


def test_a_version_that_is_no_longer_there_is_refused(world: World) -> None:
    event_id = world.event(plain_event("small"))
    other = plain_event("small", title={"en": "Other"})
    world.write(service, event_id, other, expected_version=1)
    mine = plain_event("small", title={"en": "Mine"})
    with pytest.raises(EventChanged):
        world.write(service, event_id, mine, expected_version=1)
    assert world.write(service, event_id, other, expected_version=1) is False
    with world.database.reading() as db:
        assert (service.read(db, event_id), version_of(db)) == (other, 2)


def test_of_two_at_once_one_is_written_and_one_is_told(world: World, clock: TestClock) -> None:
    """Two connections, both with the version they saw, twenty times."""
    event_id = world.event(plain_event("small"))
    for round_ in range(20):
        barrier = Barrier(2)
        wishes = [
            plain_event("small", title={"en": f"Round {round_}, {who}"}) for who in ("one", "two")
        ]

        def attempt(wanted: EventInput, barrier: Barrier = barrier, seen: int = round_ + 1) -> Any:
            barrier.wait()
            try:
                with one_write(world.database, clock=clock) as db:
                    return service.save(
                        db,
                        record_id=event_id,
                        wanted=wanted,
                        act=world.act,
                        now=clock(),
                        expected_version=seen,
                    )
            except EventChanged:
                return "told"

        with ThreadPoolExecutor(2) as threads:
            answers = list(threads.map(attempt, wishes))
        with world.database.reading() as db:
            left, version = service.read(db, event_id), version_of(db)
        assert sorted(answers, key=str) == [True, "told"]
        assert (left, version) == (wishes[answers.index(True)], round_ + 2)
