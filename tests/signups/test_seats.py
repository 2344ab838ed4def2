"""The last seats, when everybody wants them at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest
from sqlalchemy import delete, func, select

from app.kit.db import Database
from app.signups.enums import COMING
from app.signups.inputs import FormInput
from app.signups.models import SignUp, SignUpForm
from app.signups.service import EventFull

PEOPLE, SEATS = 200, 10


@pytest.fixture
def crowd(desk, settings):
    """The desk on as many connections as the application would have."""
    own = desk.world.database
    desk.world.database = Database(settings.database, pool_size=4)
    yield desk
    desk.world.database.dispose()
    desk.world.database = own


def test_the_last_seats_go_to_exactly_as_many(crowd, pytestconfig):
    def try_one(_number: int) -> str:
        try:
            return crowd.sign_up()[1]
        except EventFull:
            return "full"

    for _round in range(pytestconfig.getoption("--rounds")):
        with crowd.writing() as db:
            db.execute(delete(SignUpForm))
        crowd.set(FormInput(capacity=SEATS))
        over: list[tuple[int, int]] = []
        done = Event()
        watch = Thread(target=look, args=(crowd, over, done))
        watch.start()
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(try_one, range(PEOPLE)))
        done.set()
        watch.join()
        assert (answers.count("seated"), answers.count("full")) == (SEATS, PEOPLE - SEATS)
        assert seats_of(crowd) == (SEATS, SEATS)
        assert over == []


def look(crowd, over, done) -> None:
    """Note every committed state in which more are seated than there are seats."""
    while not done.wait(0.01):
        taken, seated = seats_of(crowd)
        if taken > SEATS or taken != seated:
            over.append((taken, seated))


def seats_of(crowd) -> tuple[int, int]:
    """The seats taken, and the people who have them, of one snapshot."""
    with crowd.reading() as db:
        taken = db.scalar(select(SignUpForm.taken))
        seated = select(func.coalesce(func.sum(SignUp.party), 0)).where(SignUp.status.in_(COMING))
        return taken, db.scalar(seated)
