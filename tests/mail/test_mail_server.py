"""Real talks with a mail server that refuses, stalls and breaks off: nothing is lost."""

import signal
import ssl
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select

from app.config import MailServer as Address
from app.jobs.inputs import Failed
from app.jobs.models import Job
from app.jobs.service import LEASE
from app.jobs.worker import Worker
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail.delivery import Delivery
from app.mail.inputs import Letter
from app.mail.message import build
from app.mail.service import LETTER, post, written
from app.mail.smtp import SmtpTransport
from app.operations.session import one_write
from tests.fixtures.application import START, TestClock
from tests.fixtures.log import told_in
from tests.fixtures.server import ANSWERS_WITHIN, environment
from tests.fixtures.smtp import MailServer

SENDER = "no-reply@made.example"
CERTIFICATE = Path(__file__).with_name("made.pem")
BROKEN_OFF = dict.fromkeys(("SMTPServerDisconnected", "ConnectionResetError"), "broken off")
one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])


def a_letter(name="maria"):
    return Letter(to=f"{name}@made.example", subject="zzsubject", body="Hola\n.\n", lang="es")


class Office:
    """An outbox, and a worker that hands its letters to a server."""

    def __init__(self, settings, clock, server) -> None:
        self.clock = clock
        self.keys = KeyFolder(settings.keys)
        self.database = Database(settings.database, pool_size=1)
        transport = SmtpTransport(
            Address("127.0.0.1", server.port, is_tls=False), sender=SENDER, answer_seconds=0.5
        )
        self.worker = Worker(
            Database(settings.database, pool_size=1),
            write=self.write,
            handlers={LETTER: Delivery(transport, keys=self.keys, sender=SENDER)},
            clock=clock,
        )

    def write(self):
        return one_write(self.database, clock=self.clock)

    def post(self, name="maria") -> str:
        public = self.keys.instance.pair.public
        with self.write() as db:
            return post(db, a_letter(name), seal_to=public, now=self.clock())

    def work(self) -> None:
        while self.worker.step():
            pass

    def rows(self):
        with self.database.reading() as db:
            return [
                (row.status.value, row.attempts, row.failure)
                for row in db.scalars(select(Job).order_by(Job.id))
            ]


@pytest.fixture
def office(settings, clock, mail_server):
    office = Office(settings, clock, mail_server)
    yield office
    office.worker.stop()
    office.database.dispose()


def test_a_letter_is_handed_over_as_it_was_written(office, mail_server):
    token = office.post()
    office.work()
    (message,) = mail_server.came
    assert mail_server.envelopes == [(SENDER, ["maria@made.example"])]
    assert (message["Message-ID"], message["From"], message["To"]) == (
        f"<{token}@made.example>",
        SENDER,
        "maria@made.example",
    )
    assert message.get_content().splitlines() == ["Hola", "."]
    assert office.rows() == []


def test_nothing_is_lost_and_only_the_last_window_doubles(office, mail_server, capsys):
    faults = [
        "rcpt 451",
        "data 452",
        "stall",
        "cut before",
        "cut after",
        "take",
        "rcpt 421",
        "cut after",
    ]
    tokens = {office.post(f"person{number}") for number in range(len(faults))}
    mail_server.plan = [*faults]
    office.work()
    failures = [failure for _, _, failure in office.rows()]
    assert sorted(BROKEN_OFF.get(failure, failure) for failure in failures) == [
        "SMTPDataError 452",
        "SMTPRecipientsRefused 421",
        "SMTPRecipientsRefused 451",
        "TimeoutError",
        "broken off",
        "broken off",
        "broken off",
    ]
    office.clock.advance(minutes=1)
    office.work()
    assert office.rows() == []
    came = Counter(str(message["Message-ID"]) for message in mail_server.came)
    assert came.keys() == {f"<{token}@made.example>" for token in tokens}
    assert sorted(came.values()) == [1, 1, 1, 1, 1, 1, 2, 2]
    doubled = [name for name, count in came.items() if count == 2]
    for name in doubled:
        first, second = (m for m in mail_server.came if m["Message-ID"] == name)
        assert first.as_bytes() == second.as_bytes()
    told = told_in(capsys)
    assert {line.partition(" job=")[0] for line in told} == {"level=warning event=job_failed"}
    for secret in ("zz", "person", "made.example"):
        assert secret not in str(told)


def test_what_is_refused_for_good_is_set_aside_at_once(office, mail_server):
    for _ in range(3):
        office.post()
    mail_server.plan = ["rcpt 550", "data 554", "take"]
    office.work()
    assert sorted(office.rows()) == [
        ("dead", 1, "SMTPDataError 554"),
        ("dead", 1, "SMTPRecipientsRefused 550"),
    ]
    assert len(mail_server.came) == 1


def test_without_a_server_the_letter_waits(office, mail_server):
    office.post()
    mail_server.stop()
    office.work()
    assert office.rows() == [("waiting", 1, "ConnectionRefusedError")]
    mail_server.start()
    office.clock.advance(minutes=1)
    office.work()
    assert (len(mail_server.came), office.rows()) == (1, [])


def test_a_worker_that_is_killed_while_it_sends_loses_nothing(
    settings, mail_server, tmp_path, loaded
):
    now = TestClock(datetime.now(UTC))
    office = Office(settings, now, mail_server)
    token = office.post()
    mail_server.plan = ["stall"]
    given = environment(
        data_dir=settings.data_dir,
        database_url=settings.database,
        mail_url=f"smtp://127.0.0.1:{mail_server.port}",
        mail_from=SENDER,
    )
    with (tmp_path / "output").open("wb") as output:
        started = loaded.start(["ayni", "worker"], tmp_path, given, output)
    try:
        assert mail_server.stalled.wait(ANSWERS_WITHIN)
    finally:
        started.kill()
        started.wait()
    assert started.returncode == -signal.SIGKILL
    assert office.rows() == [("waiting", 1, None)]
    now.now = datetime.now(UTC)
    office.work()
    assert mail_server.came == []
    now.advance(seconds=LEASE.total_seconds())
    office.work()
    assert [message["Message-ID"] for message in mail_server.came] == [f"<{token}@made.example>"]
    assert office.rows() == []
    office.worker.stop()
    office.database.dispose()


def certified():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def accept(server, session, envelope, mechanism, data):
    is_right = (data.login, data.password) == (b"me", b"zzpassword")
    return AuthResult(success=is_right, handled=False)


@pytest.fixture
def hosted():
    """Return `hosted(**options)`, which starts a mail server of its own."""
    servers = []

    def start(**options):
        servers.append(MailServer(**options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


def send(server, **options):
    address = Address(**{"host": "127.0.0.1", "port": server.port, "is_tls": False, **options})
    message = build(written(a_letter(), START), sender=SENDER)
    SmtpTransport(address, sender=SENDER).send(message)


def test_it_is_encrypted_where_the_server_offers_it(hosted):
    offers = hosted(tls_context=certified())
    at_once = hosted(ssl_context=certified())
    send(offers)
    send(at_once, is_tls=True)
    assert (offers.encrypted, at_once.encrypted) == ([True], [True])


def test_a_certificate_of_another_machine_is_verified(hosted):
    for options, is_tls in (
        ({"tls_context": certified()}, False),
        ({"ssl_context": certified()}, True),
    ):
        server = hosted(**options)
        with pytest.raises(Failed) as refused:
            send(server, host="0.0.0.0", is_tls=is_tls)  # noqa: S104 -- reaches this machine, but is no name of it
        assert refused.value.failure == "SSLCertVerificationError"
        assert server.came == []


def test_it_signs_in_and_never_sends_a_password_in_the_clear(hosted):
    server = hosted(tls_context=certified(), authenticator=accept, auth_required=True)
    send(server, user="me", password="zzpassword")
    assert server.encrypted == [True]
    with pytest.raises(Failed) as wrong:
        send(server, user="me", password="other")
    assert wrong.value.failure == "SMTPAuthenticationError 535"
    plain = hosted(authenticator=accept, auth_require_tls=False)
    with pytest.raises(Failed) as clear:
        send(plain, host="0.0.0.0", user="me", password="zzpassword")  # noqa: S104 -- the same
    assert clear.value.failure == "NoEncryption"
    assert plain.came == []
