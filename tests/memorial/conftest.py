import pytest

from app.kit.db import Database


@pytest.fixture
def database(settings):
    database = Database(settings.database, pool_size=1)
    yield database
    database.dispose()
