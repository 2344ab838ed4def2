"""The seizure drill: everything an instance keeps is searched for what people confided to it.

Canaries go through every flow, then the machine is taken: database, log of writes, backup, key
folder, logs, outbox, temporary files. What may be found is declared here, and nothing else is.
"""

import re
import sqlite3
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select

from app import orm
from app.jobs.models import Job
from app.kit.key_folder import KeyFolder, KeyLost
from app.kit.sealing import SealBroken, unseal
from app.operations.purge import purge
from app.operations.session import one_write
from app.signups import service
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from app.signups.service import entries
from app.signups.service.lists import Reader
from app.web.access_log import AccessLog
from tests.drills.canaries import search
from tests.fixtures.post import text_of
from tests.fixtures.sign_ups import HOST, private_of, ticket_on, typed_back, words_on

PAGE = "/en/events/made-vigil/sign-up"
CLIENT = "203.0.113.199"
CANARIES = {
    "name": "Zoraída Canario Ñusta",
    "other name": "Quispe Canaria Hidden",
    "waiting name": "Waiting Canary Person",
    "answer": "allergic to canary seed",
    "address": "zoraida.canary@made-mail.example",
    "waiting address": "waiting.canary@made-mail.example",
    "unconfirmed address": "unconfirmed.canary@made-mail.example",
    "password": "made for drills: canary tea",
    "wrong password": "a wrong canary password",
    "passphrase": "canary passphrase for a file",
    "client": CLIENT,
    "browser": "CanaryBrowser/1.0 (seized)",
    "handle": "canary-organiser",
}
DECLARED = {("handle", "test.db"), ("handle", "backup.db")}
"""Organisers' handles are in the database, in clear: the operator's page says so."""
SAID = {"mail"}
"""The folder that mail is tried out with is plain: the operator's page says so too."""


@dataclass
class Seizure:
    """One instance, what was done with it, and what lies on its disk."""

    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)
    logged: str = ""

    def hits(self) -> set[tuple[str, str]]:
        """Canaries and the files they were found in; a database is one with its log of writes."""
        assert "POST /organise/sign-in 422" in self.logged
        (self.folder / "log").write_text(self.logged, "utf-8")
        found = search([self.folder], {**CANARIES, **self.secrets})
        return {
            (hit.canary, Path(hit.path).name.removesuffix("-wal"))
            for hit in found
            if SAID.isdisjoint(Path(hit.path).parts)
        }


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def machine(tmp_path, settings, monkeypatch) -> Iterator[Seizure]:
    """The folder that is seized; temporary files are made in it too."""
    import tempfile

    folder = tmp_path
    (folder / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))  # where the system's are
    return Seizure(folder)


@pytest.fixture
def people(capfd, host, app, sign_in, browser_of, clock, post, machine):
    """Everybody does what they do; returns the organiser."""
    organiser = sign_in(
        "organiser",
        handle=CANARIES["handle"],
        organisations=(HOST,),
        password=CANARIES["password"],
    )
    host.set(FormInput(mode=SignUpMode.NAMES, capacity=3, has_waiting_list=True))
    browser = browser_of(client=(CLIENT, 50000), cookies={})
    browser.headers["user-agent"] = CANARIES["browser"]

    def fill(**fields):
        ticket = ticket_on(browser.get(PAGE).text)
        clock.advance(seconds=5)
        return browser.post(PAGE, data={"ticket": ticket, "website": "", "party": "1", **fields})

    fill(name=CANARIES["name"], address=CANARIES["address"], may_write="yes", party="2")
    [letter] = post.arrived()
    link = re.search(r"http\S+/my/(\S+)", text_of(letter))
    machine.secrets["private link"] = link[1]
    browser.post(f"{link[0]}/confirm")
    browser.post(f"{link[0]}/change", data={"party": "2", "name": CANARIES["name"]})
    own = fill(name=CANARIES["other name"]).headers["location"]
    machine.secrets["shown link"] = own.rpartition("/")[2].partition("?")[0]
    fill(name=CANARIES["waiting name"], address=CANARIES["waiting address"], may_write="yes")
    [letter] = post.arrived()
    waiting = re.search(r"http\S+/my/\S+", text_of(letter))[0]
    browser.post(f"{waiting}/confirm")
    fill(address=CANARIES["unconfirmed address"], may_write="no")
    browser.post(
        "/organise/sign-in",
        data={"handle": "nobody", "password": CANARIES["wrong password"]},
    )
    shown = organiser.client.post("/organise/rescue-sheet/words").text
    words = words_on(shown)
    machine.secrets["rescue words"] = " ".join(words)
    organiser.client.post("/organise/rescue-sheet", data=typed_back(shown, words))
    listed = organiser.client.get(f"/organise/events/{host.event_id}/list").text
    assert all(CANARIES[name] in listed for name in ("name", "other name", "waiting name"))
    taken = organiser.client.post(
        f"/organise/events/{host.event_id}/list/export",
        data={"passphrase": CANARIES["passphrase"], "again": CANARIES["passphrase"]},
    )
    assert taken.status_code == 200
    log = app
    while not isinstance(log, AccessLog):
        log = log.app
    log.flush()
    machine.logged += "".join(capfd.readouterr())
    return organiser


def backed_up(machine: Seizure) -> Path:
    """What an ordinary backup holds: the database, without the key folder."""
    copy = machine.folder / "backup.db"
    with (
        sqlite3.connect(machine.folder / "test.db") as live,
        sqlite3.connect(copy) as target,
    ):
        live.backup(target)
    live.close()
    target.close()
    return copy


def opened_by_the_server(database, keys: KeyFolder) -> set[str]:
    """Which canaries whoever holds database and key folder can read without a password."""
    private = keys.instance.pair.private
    sealed: list[bytes] = []
    with database.reading() as db:
        for table in orm.metadata.tables.values():
            for column in table.columns:
                if isinstance(column.type, LargeBinary):
                    sealed += [one for one in db.scalars(select(column)) if one]
        for payload in db.scalars(select(Job.payload)):
            sealed += [b64decode(text) for text in payload.values()]
    plain = b"\n".join(filter(None, (attempt(private, one) for one in sealed)))
    return {name for name, text in CANARIES.items() if text.encode() in plain}


def attempt(private: bytes, sealed: bytes) -> bytes | None:
    try:
        return unseal(private, sealed)
    except SealBroken:
        return None


def test_a_seized_machine_tells_nothing_that_is_not_declared(
    people, machine, host, database
) -> None:
    backed_up(machine)
    assert machine.hits() == DECLARED
    assert opened_by_the_server(database, host.keys) == {"unconfirmed address"}


def test_letters_that_were_sent_leave_no_address(people, machine, host, database, post) -> None:
    post.arrived()
    assert opened_by_the_server(database, host.keys) == set()
    assert machine.hits() == DECLARED - {("handle", "backup.db")}


def test_after_the_printed_date_no_key_opens_yesterdays_backup(
    people, machine, host, database, clock
) -> None:
    private = private_of(people, database)
    backup = backed_up(machine)
    clock.advance(days=15)
    write = partial(one_write, database, clock=clock)
    purge(database, write=write, keys=host.keys, base=host.base, clock=clock)
    done = purge(database, write=write, keys=host.keys, base=host.base, clock=clock)
    assert done.waiting == 0
    assert machine.hits() == DECLARED
    assert opened_by_the_server(database, host.keys) <= {"unconfirmed address"}

    from app.kit.db import Database

    yesterday = Database(f"sqlite:///{backup}", pool_size=1)
    try:
        reader = Reader(people.account_id, private)
        with yesterday.reading() as db, pytest.raises(KeyLost):
            service.read_list(db, event_id=host.event_id, reader=reader, keys=host.keys)
        assert opened_by_the_server(yesterday, host.keys) <= {"unconfirmed address"}
    finally:
        yesterday.dispose()


def test_the_drill_turns_red_when_nothing_is_sealed(host, machine, monkeypatch, request) -> None:
    monkeypatch.setattr(entries, "seal", lambda _public, plain: plain)  # the planted fault
    monkeypatch.setattr(service.lists, "unseal", lambda _private, sealed: sealed)  # to match it
    request.getfixturevalue("people")
    found = {canary for canary, _ in machine.hits()}
    assert {"name", "other name", "waiting name"} <= found
