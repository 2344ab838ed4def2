"""Records loaded whole: all that belongs to them, in its order, by few statements."""

from dataclasses import replace

from app.events import queries
from app.events.enums import StopKind
from app.events.inputs import StopInput
from app.events.service import read
from tests.fixtures.events import cite, made_march
from tests.fixtures.statements import overhear


def a_stop(number: int) -> StopInput:
    return StopInput(
        kind=StopKind.WAYPOINT, name={"en": f"Made Stop {number}"}, citations=(cite(number),)
    )


def test_what_belongs_to_a_record_costs_the_same_however_much_it_is(neighbours, world) -> None:
    march = made_march()
    route = (march.route[0], *map(a_stop, range(9, 2, -1)), march.route[-1])
    small, large = world.events([march, replace(march, slug="made-long-march", route=route)])
    said, counts = overhear(world.database), []
    for name in (small, large):
        said.clear()
        with world.database.reading() as db:
            assert queries.event(db, name) is not None
        counts.append(len(said))
    assert counts[0] == counts[1]
    with world.database.reading() as db:
        assert (read(db, small).route, read(db, large).route) == (march.route, route)


def test_what_a_session_has_it_does_not_read_again(neighbours, world) -> None:
    name = world.event(made_march())
    said = overhear(world.database)
    with world.database.reading() as db:
        first = queries.event(db, name)
        said.clear()
        assert queries.event(db, name) is first
        assert len(said) == 1


def test_what_is_not_there_is_none(world) -> None:
    with world.database.reading() as db:
        assert queries.event(db, "e_nothing") is None
