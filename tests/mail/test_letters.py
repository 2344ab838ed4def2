"""A letter on its way: sealed in the outbox, one file in the folder, nothing left."""

import re
import stat

import pytest
from sqlalchemy import select

from app.jobs.models import Job
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail.inputs import Letter
from app.mail.service import post as post_letter
from app.operations.session import one_write
from tests.fixtures.post import text_of

LETTER = Letter(
    to="maria@made.example",
    subject="Tu inscripción",
    body="Hola María:\n\nabre https://made.example/x\n",
    lang="es",
)


@pytest.fixture
def write(settings, clock):
    """Return `write(letter, due_at=…)`, which posts a letter in a transaction of its own."""
    database = Database(settings.database, pool_size=1)
    keys = KeyFolder(settings.keys)

    def post_one(letter=LETTER, **options):
        with one_write(database, clock=clock) as db:
            public = keys.instance.pair.public
            return post_letter(db, letter, seal_to=public, now=clock(), **options)

    yield post_one
    database.dispose()


@pytest.fixture
def rows(settings):
    """Return `rows()`: the jobs there are."""
    database = Database(settings.database, pool_size=1)

    def read():
        with database.reading() as db:
            return db.scalars(select(Job)).all()

    yield read
    database.dispose()


def test_a_letter_arrives_once_and_nothing_of_it_stays(write, post, rows, settings):
    token = write()
    (job,) = rows()
    assert (job.kind, list(job.payload)) == ("letter", ["sealed"])
    assert re.search("maria|Tu inscrip|Hola|made.example", str(job.payload)) is None
    (message,) = post.arrived()
    assert dict(message.items()) == {
        "From": "no-reply@localhost",
        "To": "maria@made.example",
        "Subject": "Tu inscripción",
        "Date": "Sun, 22 Nov 2026 15:00:00 +0000",
        "Message-ID": f"<{token}@localhost>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "es",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    assert text_of(message) == LETTER.body
    assert rows() == []
    assert post.arrived() == []
    (path,) = settings.mail_folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.mail_folder.stat().st_mode) == 0o700
