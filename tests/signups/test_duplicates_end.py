"""What finds a second sign-up from one address ends with sign-up, by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.kit.key_folder import KeyLost, Purpose
from app.signups import service
from app.signups.inputs import FormInput
from app.signups.models import SignUp


@pytest.fixture
def finds(desk):
    """Whether second sign-ups are found: by the rows, by the key."""

    def look() -> tuple[bool, bool]:
        with desk.reading() as db:
            indexes = db.scalars(select(SignUp.address_index)).all()
        try:
            desk.keys.find(Purpose.DUPLICATES, desk.event_id)
        except KeyLost:
            return any(indexes), False
        return any(indexes), True

    return look


CLOSED, OVER = {"minutes": 1}, {"days": 7, "hours": 2}


@pytest.mark.parametrize("closes_in", [timedelta(hours=1), None])
def test_the_key_is_destroyed_when_sign_up_ends_by_itself(
    desk, clock, client, post, finds, closes_in
):
    ends = clock() + closes_in if closes_in else None
    desk.set(FormInput(closes_at=ends))
    secret, _ = desk.sign_up(address="ana@made.example", is_informed=True)
    desk.do(service.confirm, secret)
    clock.advance(minutes=59)
    post.work()
    assert finds() == (True, True)
    clock.advance(**(CLOSED if closes_in else OVER))
    post.work()
    assert finds() == (False, False)
    with desk.reading() as db:
        assert [row.address is not None for row in db.scalars(select(SignUp))] == [True]
