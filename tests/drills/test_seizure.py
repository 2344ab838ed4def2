"""The seizure drill: everything an instance keeps is searched for what people confided to it.

Canaries go through every flow, then the machine is taken: database, log of writes, backup, key
folder, logs, outbox, temporary files. What may be found is declared here, and nothing else is.
"""

import re
import tempfile
from functools import cache, partial
from io import BytesIO

import pytest
from PIL import Image

from app.jobs.service import TRIES
from app.kit.db import Database
from app.kit.key_folder import KeyLost
from app.operations.exposure import Holding
from app.operations.purge import purge
from app.operations.session import one_write
from app.signups import service
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from app.signups.service import entries
from app.signups.service.lists import Reader
from app.web.access_log import AccessLog
from tests.accounts.test_second_factor import turn_on
from tests.drills.seized import DUMPS, Cluster, Seizure, opened_by_the_server, sqlite_backup
from tests.fixtures.post import text_of
from tests.fixtures.sign_ups import HOST, private_of, ticket_on, typed_back, words_on
from tests.signups.test_telling import typed

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
    "place": "Made Canary Place 12 S 77 W",
    "place of GPS": "Canary Area of Positioning",
    "comment": "a comment that a canary camera made",
    "file": "canary-on-the-roof.jpg",
}
HANDLES = {"sqlite": {"test.db", "backup.db"}, "postgresql": {"cluster", *DUMPS}}
"""Organisers' handles are in the database, in clear: the operator's page says so."""
STILL_READ = {
    Holding.LETTER: "unconfirmed address",
    Holding.INFORMED: "address",
    Holding.WAITING: "waiting address",
}
"""What the server itself can read, and of whom, until each one's date."""
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
def machine(tmp_path, new_files, settings, database_kind, request, monkeypatch) -> Seizure:
    """The folder that is seized; temporary files are made in it too."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))  # where the system's are
    if database_kind == "sqlite":
        return Seizure(tmp_path, CANARIES, take=int, back_up=partial(sqlite_backup, tmp_path))
    template = request.getfixturevalue("template_of")(database_kind, request.fixturenames)
    server = request.getfixturevalue("postgres_server")
    cluster = Cluster(server, settings.database_url, template)
    take, back_up = partial(cluster.take, tmp_path / "cluster"), partial(cluster.back_up, tmp_path)
    return Seizure(tmp_path, CANARIES, take=take, back_up=back_up, restore=cluster.restored)


@pytest.fixture
def declared(database_kind) -> set[tuple[str, str]]:
    return {("handle", place) for place in HANDLES[database_kind]}


@pytest.fixture
def opened(host):
    """Return a function: whose canaries the server's own keys open in a database."""
    return lambda database: opened_by_the_server(database, host.keys, CANARIES)


@cache
def photograph() -> bytes:
    """As a phone makes it, with what it knows: larger than what is kept in memory by default."""
    exif = Image.Exif()
    exif[0x010E] = CANARIES["place"]
    exif.get_ifd(0x8825)[0x001D] = CANARIES["place of GPS"]
    file = BytesIO()
    noise = Image.effect_noise((1600, 1600), 90).convert("RGB")
    noise.save(file, "JPEG", quality=95, exif=exif, comment=CANARIES["comment"].encode())
    content = file.getvalue()
    assert len(content) > 1 << 20
    assert all(CANARIES[name].encode() in content for name in ("place", "place of GPS", "comment"))
    return content


def send_picture(person, host):
    return person.client.post(
        f"/organise/events/{host.event_id}/picture",
        data={"alt": "A made square"},
        files={"picture": (CANARIES["file"], photograph(), "image/jpeg")},
    )


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
    phone, codes = turn_on(organiser, clock)
    machine.secrets |= {"factor": phone.secret}
    machine.secrets |= {f"recovery code {number}": code for number, code in enumerate(codes[:2])}
    assert send_picture(organiser, host).status_code == 303
    log = app
    while not isinstance(log, AccessLog):
        log = log.app
    log.flush()
    machine.logged += "".join(capfd.readouterr())
    return organiser


def test_a_seized_machine_tells_nothing_that_is_not_declared(
    people, machine, declared, database, opened
) -> None:
    machine.back_up()
    assert machine.hits() == declared
    assert opened(database) == set(STILL_READ.values())


@on_sqlite
def test_letters_that_were_sent_leave_no_address(people, database, opened, post) -> None:
    post.arrived()
    assert opened(database) == set(STILL_READ.values()) - {STILL_READ[Holding.LETTER]}


@on_sqlite
def test_a_letter_that_is_given_up_leaves_no_address(
    people, database, opened, post, clock, settings
) -> None:
    settings.mail_folder.rename(settings.mail_folder.with_name("former"))
    settings.mail_folder.touch()  # no folder: nothing can be put there
    for _ in range(TRIES):
        post.work()
        clock.advance(hours=12)
    assert STILL_READ[Holding.LETTER] in opened(database)
    clock.advance(days=8)
    post.work()
    assert STILL_READ[Holding.LETTER] not in opened(database)


@on_sqlite
@pytest.mark.parametrize("holding", [Holding.INFORMED, Holding.WAITING])
def test_an_address_that_is_kept_goes_on_its_printed_date(
    people, database, opened, post, clock, holding
) -> None:
    clock.advance(days=13)
    post.work()
    assert STILL_READ[holding] in opened(database)
    clock.advance(days=1)
    post.work()
    assert opened(database) == set()


def test_every_holding_that_is_told_ends_in_a_test() -> None:
    assert set(STILL_READ) == set(Holding)


def test_after_the_printed_date_no_key_opens_yesterdays_backup(
    people, machine, host, database, declared, opened, after
) -> None:
    private = private_of(people, database)
    backup = machine.back_up()
    after(days=15)
    assert machine.hits() == declared
    assert opened(database) <= {STILL_READ[Holding.LETTER]}
    yesterday = Database(machine.restore(backup), pool_size=1)
    try:
        reader = Reader(people.account_id, private)
        with yesterday.reading() as db, pytest.raises(KeyLost):
            service.read_list(db, event_id=host.event_id, reader=reader, keys=host.keys)
        assert opened(yesterday) <= {STILL_READ[Holding.LETTER]}
    finally:
        yesterday.dispose()


@pytest.fixture
def after(host, database, clock):
    """Return `after(days=…)`: then what is due is destroyed, and in a second turn reported."""

    def after(**time) -> None:
        clock.advance(**time)
        write = partial(one_write, database, clock=clock)
        for _ in range(2):
            done = purge(database, write=write, keys=host.keys, base=host.base, clock=clock)
        assert done.waiting == 0

    return after


@pytest.fixture
def move(host, sign_in, post):
    """Return `move(day)`: an organiser tells everybody that the event is on another day."""

    def move(day: str) -> None:
        mover = sign_in("coordinator", handle=f"made-mover-{day}")
        path = f"/organise/events/{host.event_id}/change/time"
        asked = typed(mover.client.get(path)) | {"day": day, "do": "look"}
        look = mover.client.post(path, data=asked)
        words = {"words_en": "Later.", "do": "publish"}
        told = mover.client.post(path, data=typed(look) | words)
        assert told.status_code == 303, told.text
        post.arrived()

    return move


@pytest.fixture
def readable(people, host, database):
    """Return a function: whose canaries the organiser who reads the list still reads there."""
    reader = Reader(people.account_id, private_of(people, database))

    def read() -> set[str]:
        with database.reading() as db:
            lines = service.read_list(db, event_id=host.event_id, reader=reader, keys=host.keys)
        listed = " ".join(line.name for line in lines)
        return {name for name, text in CANARIES.items() if text in listed}

    return read


def test_an_event_that_moves_takes_nothing_with_it_that_its_holder_was_not_told(
    machine, database, declared, opened, readable, move, after
) -> None:
    move("2026-12-20")
    backup = machine.back_up()
    told = {STILL_READ[Holding.INFORMED], STILL_READ[Holding.WAITING]}
    assert (machine.hits(), opened(database)) == (declared, told)
    assert readable() == {"name", "other name", "waiting name"}
    after(days=14)  # the date that was printed first
    assert (machine.hits(), opened(database)) == (declared, told)
    assert readable() == {"name", "waiting name"}
    move("2026-12-23")
    after(days=21)  # the date that the first letter told
    assert (opened(database), readable()) == (told, {"name", "waiting name"})
    after(days=3)
    assert (machine.hits(), opened(database)) == (declared, set())
    yesterday = Database(machine.restore(backup), pool_size=1)
    assert opened(yesterday) == set()
    yesterday.dispose()


@on_sqlite
def test_what_is_sent_is_in_no_temporary_file(host, sign_in, tmp_path, monkeypatch) -> None:
    organiser = sign_in("organiser", organisations=(HOST,))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert send_picture(organiser, host).status_code == 303


@on_sqlite
def test_the_drill_turns_red_when_nothing_is_sealed(host, machine, monkeypatch, request) -> None:
    monkeypatch.setattr(entries, "seal", lambda _public, plain: plain)  # the planted fault
    monkeypatch.setattr(service.lists, "unseal", lambda _private, sealed: sealed)  # to match it
    request.getfixturevalue("people")
    found = {canary for canary, _ in machine.hits()}
    assert {"name", "other name", "waiting name"} <= found
