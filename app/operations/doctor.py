"""What an operator wants to know when something is wrong: each thing in a sentence."""

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.config import DatabaseKind, Settings
from app.jobs.inputs import failure_of
from app.jobs.queries import dead_count, waiting_count, worker_seen_at
from app.kit.clock import Clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.mail.enums import MailState
from app.mail.inputs import Letter, NotAnAddress, mail_address
from app.mail.queries import mail_state
from app.mail.service import LETTERS, ask_test, note_test, written
from app.mail.smtp import SmtpTransport
from app.mail.words import test_words
from app.operations.findings import Finding
from app.operations.migrate import is_current
from app.operations.session import one_write
from app.operations.versions import judged
from app.operations.work import SEEN_WITHIN, make_delivery, make_transport

ENOUGH_SPACE = 500 << 20  # bytes
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LANGUAGE = "en"  # that of the operator's commands


def examine(settings: Settings, *, clock: Clock) -> Iterator[Finding]:
    """Look at everything an instance stands on; writes nothing, sends nothing."""
    yield _space(settings.data_dir)
    yield _keys(settings.keys)
    database = Database(settings.database, pool_size=1)
    try:
        with database.reading() as db:
            yield from _database(db, settings, now=clock())
    except SQLAlchemyError as error:
        yield Finding(
            is_well=False,
            sentence=f"The database cannot be read ({type(error).__name__})."
            " Check AYNI_DATABASE_URL, that it is running, and that `ayni migrate` was run.",
        )
    finally:
        database.dispose()
    yield _clients(settings)
    yield _transport(settings)


def send_test(settings: Settings, address: str, *, clock: Clock) -> Finding:
    """Send a letter at once and keep whether that went well; not to whom it went."""
    words = test_words(LANGUAGE)
    try:
        letter = Letter(mail_address(address), words["subject"], words["body"], LANGUAGE)
    except NotAnAddress:
        return Finding(is_well=False, sentence="That is no mail address: write name@host.")
    failure = None
    try:
        make_delivery(settings).send(written(letter, clock()))
    except Exception as error:  # noqa: BLE001 -- that it failed is what was asked
        failure = failure_of(error)
    database = Database(settings.database, pool_size=1)
    try:
        with one_write(database, clock=clock) as db:
            ask_test(db, now=clock())
            note_test(db, failure=failure, now=clock())
    finally:
        database.dispose()
    if failure is None:
        return Finding(is_well=True, sentence="The test letter was handed over.")
    return Finding(
        is_well=False,
        sentence=f"The test letter was not taken ({failure}): mail sign-up is closed until a"
        " test succeeds. Check AYNI_MAIL_URL and AYNI_MAIL_FROM.",
    )


def _space(folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Finding(
            is_well=False,
            sentence=f"There is no data folder at {folder}. Check AYNI_DATA_DIR, or start once.",
        )
    told = f"{free >> 20} MB are free where the data lies"
    if free < ENOUGH_SPACE:
        return Finding(is_well=False, sentence=f"{told}: make room before it is full.")
    return Finding(is_well=True, sentence=f"{told}.")


def _keys(folder: Path) -> Finding:
    files = sorted(folder.rglob("*"))
    if not files:
        return Finding(
            is_well=True, sentence="There are no keys yet; they are made when first needed."
        )
    exposed = [path for path in (folder, *files) if path.stat().st_mode & OTHERS]
    if exposed:
        return Finding(
            is_well=False,
            sentence=f"{len(exposed)} entries of the key folder are open to others:"
            f" chmod -R go= {folder}",
        )
    if not KeyFolder(folder).is_whole:
        return Finding(
            is_well=False, sentence=f"The keys in {folder} cannot be read. Restore the key folder."
        )
    return Finding(is_well=True, sentence="The keys are there and closed to others.")


def _database(db: Session, settings: Settings, *, now: datetime) -> Iterator[Finding]:
    is_sqlite = settings.database_kind is DatabaseKind.SQLITE
    asked = "SELECT sqlite_version()" if is_sqlite else "SHOW server_version"
    yield judged(settings.database_kind, str(db.scalar(text(asked))))
    if not is_current(db):
        yield Finding(is_well=False, sentence="It is not at this version's revision: ayni migrate")
        return
    yield Finding(is_well=True, sentence="It is at this version's revision.")
    seen_at = worker_seen_at(db)
    if seen_at is None or now - seen_at > SEEN_WITHIN:
        yield Finding(is_well=False, sentence="No worker is running: ayni serve, or ayni worker")
    else:
        yield Finding(is_well=True, sentence="A worker is running.")
    waiting, dead = waiting_count(db), dead_count(db)
    letters = dead_count(db, kinds=LETTERS)
    why = ": see /organise/mail." if letters else ": ayni seed PACK says why." if dead else "."
    sentence = f"{waiting} jobs wait, {dead} were given up{why}"
    yield Finding(is_well=dead == 0, sentence=sentence)
    yield _state(mail_state(settings, db))


def _clients(settings: Settings) -> Finding:
    """Whether limits tell one reader from another; we speak plain HTTP, so https has a proxy."""
    if settings.trusted_proxies:
        proxies = ", ".join(settings.trusted_proxies)
        return Finding(
            is_well=True, sentence=f"Readers are told apart by what these proxies say: {proxies}"
        )
    hosts = [urlsplit(base) for base in settings.bases]
    if any(host.scheme == "https" for host in hosts):
        return Finding(
            is_well=False,
            sentence="The address is https and no proxy is named: all readers count as one client,"
            " and limits are met early. Set AYNI_TRUSTED_PROXIES.",
        )
    if any((host.hostname or "").endswith(".onion") for host in hosts):
        return Finding(
            is_well=True,
            sentence="Readers of the onion address count as one client, for Tor tells none from"
            " another: limits are met early there.",
        )
    return Finding(is_well=True, sentence="Readers are told apart by their own addresses.")


def _state(state: MailState) -> Finding:
    sentences = {
        MailState.WORKS: "Nothing speaks against offering mail.",
        MailState.FOLDER_IN_PUBLIC: "The address is public and mail goes to a folder:"
        " mail sign-up is closed. Set AYNI_MAIL_URL.",
        MailState.TEST_FAILED: "The last mail test failed: mail sign-up is closed."
        " Test again: ayni doctor --mail ADDRESS",
    }
    return Finding(is_well=state is MailState.WORKS, sentence=sentences[state])


def _transport(settings: Settings) -> Finding:
    transport = make_transport(settings)
    try:
        transport.greet()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is told
        return Finding(
            is_well=False,
            sentence=f"Mail cannot be handed over ({failure_of(error)}). Check AYNI_MAIL_URL.",
        )
    if isinstance(transport, SmtpTransport):
        return Finding(is_well=True, sentence="The mail server answers.")
    return Finding(is_well=True, sentence=f"Mail goes to a folder: {settings.mail_folder}")
