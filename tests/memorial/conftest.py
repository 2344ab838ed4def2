import pytest

from app.kit.db import Database


@pytest.fixture
def database(settings):
    database = Database(settings.database, pool_size=1)
    yield database
    database.dispose()


@pytest.fixture
def wish(database, clock):
    """Return `wish(name=…)`, which keeps a family's wish for Iris an hour later."""
    from app.memorial.inputs import WishInput
    from app.memorial.service import victims
    from app.operations.session import one_write
    from tests.memorial.made import ACT

    def keep(**wished):
        now = clock.advance(hours=1)
        with one_write(database, clock=clock) as db:
            wanted = WishInput(**wished)
            victims.set_wish(db, record_id="v_person", wish=wanted, act=ACT, now=now)

    return keep
