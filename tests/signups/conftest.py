import pytest


@pytest.fixture
def desk(world, settings):
    from tests.signups.desk import Desk

    return Desk(world, settings)
