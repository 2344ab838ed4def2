"""`ayni doctor`, and the worker of its own or in the server, as an operator runs them."""

import re
import signal
import subprocess
from collections import namedtuple
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, select, text

from app.config import DatabaseKind
from app.jobs.models import Job
from app.kit.clock import system_clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail.inputs import Letter
from app.mail.queries import last_test
from app.mail.service import post as post_letter
from app.operations.session import one_write
from app.operations.versions import judged
from app.operations.work import make_worker
from tests.fixtures.server import ANSWERS_WITHIN, AYNI, environment, free_port

ADDRESS = "zzana@made.example"
ONE_CLIENT = (
    "WRONG The address is https and no proxy is named: all readers count as one client, and limits"
    " are met early. Set AYNI_TRUSTED_PROXIES."
)
one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
def doctor(settings, command):
    """Return `doctor(*words, name=value, …)`: its status and its lines."""
    settings.data_dir.mkdir()

    def examine(*words, **given):
        known = {"data_dir": settings.data_dir, "database_url": settings.database, **given}
        status, output, complaint = command("doctor", *words, **known)
        lines = re.sub(r"\d+ MB", "N MB", output + complaint).splitlines()
        return status, [re.sub(r"(SQLite|PostgreSQL) \d.*", r"\1 N.", line) for line in lines]

    return examine


@pytest.fixture
def seen(settings):
    """A worker that did everything there was to do a moment ago."""
    worker = make_worker(settings)
    while worker.step():
        pass
    worker.stop()


def test_all_is_well(doctor, seen, settings, database_kind):
    assert KeyFolder(settings.keys).instance
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database_kind]
    assert doctor() == (
        0,
        [
            "well  N MB are free where the data lies.",
            "well  The keys are there and closed to others.",
            f"well  The database answers: {name} N.",
            "well  It is at this version's revision.",
            "well  A worker is running.",
            "well  0 jobs wait, 0 were given up.",
            "well  Nothing speaks against offering mail.",
            "well  Readers are told apart by their own addresses.",
            f"well  Mail goes to a folder: {settings.mail_folder}",
        ],
    )


SINGLE = (
    "Two processes that write to it at the same moment can, very rarely, damage the file: let"
    " `ayni serve` run without `ayni worker` beside it, or take SQLite 3.51.3 or newer."
)


@pytest.mark.parametrize(
    ("database", "version", "is_well", "sentence"),
    [
        ("sqlite", "3.34.1", False, "SQLite 3.34.1, which is too old: take 3.35 or newer."),
        ("sqlite", "3.40.1", True, f"SQLite 3.40.1. {SINGLE}"),
        ("sqlite", "3.44.5", True, f"SQLite 3.44.5. {SINGLE}"),
        ("sqlite", "3.44.6", True, "SQLite 3.44.6."),
        ("sqlite", "3.50.7", True, "SQLite 3.50.7."),
        ("sqlite", "3.51.2", True, f"SQLite 3.51.2. {SINGLE}"),
        ("sqlite", "3.51.3", True, "SQLite 3.51.3."),
        ("sqlite", "4.0", True, "SQLite 4.0."),
        ("postgresql", "14.22", False, "PostgreSQL 14.22, which is too old: take 15 or newer."),
        ("postgresql", "15.4 (Made 15.4-1)", True, "PostgreSQL 15.4."),
        ("postgresql", "18beta1", True, "PostgreSQL 18."),
    ],
)
def test_a_version_is_judged(database, version, is_well, sentence):
    """As each of them tells its version; the one that runs here is told by `ayni doctor`."""
    told = judged(DatabaseKind(database), version)
    assert (told.is_well, told.sentence) == (is_well, f"The database answers: {sentence}")


def wrong(told):
    status, lines = told
    return status, [line for line in lines if line.startswith("WRONG")]


@one_kind
def test_what_is_wrong_is_told_with_what_to_do(doctor, settings):
    keys = KeyFolder(settings.keys)
    assert keys.instance
    (settings.keys / "instance.key").chmod(0o640)
    with one_write(Database(settings.database, pool_size=1), clock=system_clock) as db:
        db.execute(
            text(
                "INSERT INTO job (kind, payload, status, due_at, attempts, created_at)"
                " VALUES ('letter', '{}', 'dead', '2026-01-01', 12, '2026-01-01')"
            )
        )
    server = f"smtp://127.0.0.1:{free_port()}"
    assert wrong(doctor(mail_url=server, base_url="https://made.example")) == (
        1,
        [
            f"WRONG 1 entries of the key folder are open to others: chmod -R go= {settings.keys}",
            "WRONG No worker is running: ayni serve, or ayni worker",
            "WRONG 0 jobs wait, 1 were given up: see /organise/mail.",
            ONE_CLIENT,
            "WRONG Mail cannot be handed over (ConnectionRefusedError). Check AYNI_MAIL_URL.",
        ],
    )
    (settings.keys / "instance.key").chmod(0o600)
    (settings.keys / "instance.key").write_bytes(b"short")
    assert (
        f"WRONG The keys in {settings.keys} cannot be read. Restore the key folder."
        in (doctor()[1])
    )


@one_kind
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"base_url": "http://made.example,https://made.example"}, ONE_CLIENT),
        (
            {"base_url": "https://made.example", "trusted_proxies": "192.0.2.7, 192.0.2.8"},
            "well  Readers are told apart by what these proxies say: 192.0.2.7, 192.0.2.8",
        ),
        (
            {"base_url": "http://madeonion.onion"},
            (
                "well  Readers of the onion address count as one client, for Tor tells none from"
                " another: limits are met early there."
            ),
        ),
    ],
)
def test_whether_readers_are_told_apart_is_told(doctor, seen, given, sentence):
    assert [line for line in doctor(**given)[1] if re.search("eaders (of|are|count)", line)] == [
        sentence
    ]


@one_kind
def test_a_public_address_needs_a_mail_server(doctor, seen):
    assert wrong(doctor(base_url="https://made.example", trusted_proxies="192.0.2.7")) == (
        1,
        [
            (
                "WRONG The address is public and mail goes to a folder: mail sign-up is closed."
                " Set AYNI_MAIL_URL."
            )
        ],
    )


def test_a_database_that_is_not_ready_is_told(doctor, settings, seen):
    engine = create_engine(settings.database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    assert wrong(doctor()) == (1, ["WRONG It is not at this version's revision: ayni migrate"])
    assert wrong(doctor(database_url="postgresql://ayni@/nothing?host=/nonexistent")) == (
        1,
        [
            (
                "WRONG The database cannot be read (OperationalError). Check AYNI_DATABASE_URL,"
                " that it is running, and that `ayni migrate` was run."
            )
        ],
    )


@one_kind
def test_little_space_is_told(doctor, seen, monkeypatch):
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 -- as shutil's own
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(1, 1, 499 << 20))
    assert wrong(doctor()) == (
        1,
        ["WRONG N MB are free where the data lies: make room before it is full."],
    )


@one_kind
def test_a_test_letter_tells_whether_mail_works(doctor, settings, seen, mail_server, database):
    server = {
        "mail_url": f"smtp://127.0.0.1:{mail_server.port}",
        "mail_from": "post@made.example",
        "base_url": "https://made.example",
        "trusted_proxies": "192.0.2.7",
    }
    mail_server.plan = ["data 554", "take"]
    refused = doctor("--mail", ADDRESS, **server)
    assert wrong(refused) == (
        1,
        [
            (
                "WRONG The test letter was not taken (SMTPDataError 554): mail sign-up is closed"
                " until a test succeeds. Check AYNI_MAIL_URL and AYNI_MAIL_FROM."
            )
        ],
    )
    assert "zz" not in str(refused)
    assert wrong(doctor(**server)) == (
        1,
        [
            (
                "WRONG The last mail test failed: mail sign-up is closed. Test again: ayni doctor"
                " --mail ADDRESS"
            )
        ],
    )
    taken = doctor("--mail", ADDRESS, **server)
    assert taken[1][-1] == "well  The test letter was handed over."
    assert doctor(**server)[0] == 0
    assert [message["To"] for message in mail_server.came] == [ADDRESS]
    with database.reading() as db:
        assert last_test(db).failure is None
    assert wrong(doctor("--mail", "zzana", **server)) == (
        1,
        ["WRONG That is no mail address: write name@host."],
    )


def post_one(settings, database):
    public = KeyFolder(settings.keys).instance.pair.public
    with one_write(database, clock=system_clock) as db:
        letter = Letter(ADDRESS, "zzsubject", "zzbody", "es")
        post_letter(db, letter, seal_to=public, now=system_clock())


def test_a_worker_of_its_own_sends_and_ends_well(settings, database, mail_server):
    post_one(settings, database)
    mail_server.plan = ["rcpt 550"]
    given = environment(
        data_dir=settings.data_dir,
        database_url=settings.database,
        mail_url=f"smtp://127.0.0.1:{mail_server.port}",
    )
    running = subprocess.Popen(
        [AYNI, "worker"], env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    told = running.stderr.readline()
    running.send_signal(signal.SIGTERM)
    out, rest = running.communicate(timeout=ANSWERS_WITHIN)
    assert (running.returncode, out, rest) == (0, "The worker is running.\n", "")
    assert told.partition(" ")[2] == (
        'level=warning event=job_failed job=1 kind=letter error="SMTPRecipientsRefused 550"\n'
    )


@one_kind
def test_the_server_sends_too_and_ends_while_a_letter_is_in_hand(
    serve, settings, database, mail_server
):
    for plan in ("take", "stall"):
        mail_server.plan.append(plan)
        post_one(settings, database)
    server = serve(
        data_dir=settings.data_dir,
        database_url=settings.database,
        mail_url=f"smtp://127.0.0.1:{mail_server.port}",
    )
    assert mail_server.stalled.wait(ANSWERS_WITHIN)
    with urlopen(f"{server.base_url}/readyz", timeout=10) as ready:
        assert ready.status == 200
    assert server.stop() == -signal.SIGTERM  # as its server ends once all is closed
    assert [message["To"] for message in mail_server.came] == [ADDRESS]
    with database.reading() as db:
        (left,) = db.scalars(select(Job))
    assert (left.status.value, left.attempts, left.failure) == ("waiting", 1, None)
    assert [word for word in ("zzana", "zzsubject", "zzbody") if word in server.output] == []
