"""A start with a current database loads no library that only few requests need."""

import subprocess
import sys

LATER = {"PIL", "alembic", "icalendar", "markdown_it", "psycopg", "segno", "websockets", "yaml"}
START = """\
import sys
from app import cli, main
from app.operations import people, prepare, work
print(*sys.modules)
"""


def test_what_few_requests_need_is_loaded_by_the_first_of_them():
    told = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert sorted(LATER & set(told.stdout.split())) == []
