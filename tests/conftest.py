"""The fixtures of all tests; each is explained where it stands."""

import gc
import os

from tests.fixtures.memory import quick_folder

gc.set_threshold(50_000, 20, 20)  # what is loaded stays, and there is much of it
pytest_plugins = [
    "pytester",
    "tests.fixtures.dialects",  # before the first engine is made
    "tests.fixtures.browser",
    "tests.fixtures.dealing",
    "tests.fixtures.figures",
    "tests.fixtures.sharing",
    "tests.fixtures.loaded",  # imports from those above
    "tests.fixtures.postgres",
    "tests.fixtures.lent",
    "tests.fixtures.server",  # the same
    "tests.fixtures.application",  # the same
    "tests.fixtures.accounts",  # the same
    "tests.fixtures.announcing",  # the same
    "tests.fixtures.command",  # the same
    "tests.fixtures.events",  # the same
    "tests.fixtures.post",  # the same
    "tests.fixtures.smtp",  # the same
    "tests.fixtures.seeded",  # the same
    "tests.fixtures.sign_ups",  # the same
    "tests.fixtures.worlds",  # the same
]


def pytest_addoption(parser):
    parser.addoption(
        "--rules",
        type=int,
        default=400,
        help="how many rules of the sign-ups' state machine to run on each database",
    )
    parser.addoption(
        "--rounds", type=int, default=3, help="how often everybody wants the last seats at once"
    )
    parser.addoption(
        "--kills", type=int, default=3, help="how often a server is killed while people sign up"
    )


def pytest_configure():
    if memory := quick_folder():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_finish():
    """Spare the collector what stays until the end: it is half a million objects."""
    gc.collect()
    gc.freeze()
