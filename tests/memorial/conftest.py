import pytest

from app.kit.db import Database
from tests.memorial import made


@pytest.fixture
def database(settings):
    database = Database(settings.database, pool_size=1)
    yield database
    database.dispose()


@pytest.fixture
def memorial(database, client):
    """A client of a site that holds every made record."""
    made.save(database, made.EVERYTHING)
    return client
