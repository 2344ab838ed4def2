"""However many have signed up to an event, the next one costs the database what the first did."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from app.signups import service
from app.signups.inputs import FormInput

STEP = 10  # of SQLite's machine; it tells after each so many
MANY = 300


@pytest.fixture
def steps_of(desk) -> Callable[[Callable[[], object]], int]:
    """How many steps SQLite takes for something."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    def listen(connection, _record, _proxy) -> None:
        connection.set_progress_handler(count, STEP)

    event.listen(desk.world.database.writer, "checkout", listen)

    def measure(act: Callable[[], object]) -> int:
        taken[0] = 0
        act()
        return taken[0] * STEP

    return measure


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_those_who_signed_up_before_are_not_looked_at(desk, steps_of):
    desk.set(FormInput(capacity=2 * MANY, has_waiting_list=True))

    def sign_up(number: int) -> bytes:
        return desk.sign_up(address=f"made-{number}@made.example")[0]

    def confirm(number: int) -> None:
        desk.do(service.confirm, sign_up(number))

    confirm(0)
    first = steps_of(lambda: sign_up(1)), steps_of(lambda: confirm(2))
    for number in range(3, MANY):
        confirm(number) if number % 2 else sign_up(number)
    last = steps_of(lambda: sign_up(MANY)), steps_of(lambda: confirm(MANY + 1))
    assert [after <= before + 50 for before, after in zip(first, last, strict=True)] == [True, True]
