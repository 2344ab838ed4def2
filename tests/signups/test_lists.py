"""Who comes, by name: for those who were granted it, and for nobody else."""

import subprocess
from datetime import timedelta

import pytest

from app.accounts.models import Account
from app.events.models import PublishedEvent
from app.history.models import JournalEntry
from app.kit.key_folder import KeyFolder, KeyLost, Purpose
from app.kit.sealing import SealBroken, new_key_pair, unseal
from app.kit.words import words_of
from app.operations.purge import purge
from app.operations.session import one_write
from app.signups import queries, service
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from app.signups.models import EventKey, EventKeyLock, SignUp
from app.signups.service.lists import Reader
from tests.fixtures.server import AYNI
from tests.fixtures.sign_ups import HOST, private_of, typed_back, words_on
from tests.signups.desk import Desk

NAME = "Zzmade Nameholder"


@pytest.fixture
def asks_names(host, sign_in):
    """An organiser of the host asks for names, and somebody leaves one."""
    reader = sign_in("organiser", organisations=(HOST,))
    host.set(FormInput(mode=SignUpMode.NAMES, capacity=10))
    host.sign_up(name=NAME, party=3)
    return reader


def list_of(person, desk):
    return person.client.get(f"/organise/events/{desk.event_id}/list")


def test_a_reader_sees_the_list_and_others_learn_of_none(host, asks_names, sign_in) -> None:
    answer = list_of(asks_names, host)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert NAME in answer.text
    foreign = sign_in("organiser", handle="foreign")
    boss = sign_in("coordinator")
    assert [list_of(person, host).status_code for person in (foreign, boss)] == [404, 404]
    assert list_of(sign_in("steward", organisations=(HOST,)), host).status_code == 403
    missing = foreign.client.get("/organise/events/e_000000000000/list")
    assert missing.status_code == 404


def test_a_list_asks_for_the_password_again(host, asks_names, clock) -> None:
    clock.advance(minutes=11)
    answer = list_of(asks_names, host)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/organise/confirm-password")


def test_who_comes_later_is_given_access_with_a_button(host, asks_names, sign_in) -> None:
    later = sign_in("organiser", handle="later", organisations=(HOST,))
    waiting = list_of(later, host)
    assert NAME not in waiting.text
    assert "You await access" in waiting.text
    path = f"/organise/events/{host.event_id}/list/grant/{later.account_id}"
    foreign = sign_in("organiser", handle="foreign")
    assert foreign.client.post(path).status_code == 404
    assert later.client.post(path).status_code == 409
    assert asks_names.client.post(path).status_code == 303
    assert NAME in list_of(later, host).text
    host.sign_up(name="Zzmade Latecomer")
    assert "Zzmade Latecomer" in list_of(later, host).text


def test_who_leaves_reads_nothing_that_comes_later(host, asks_names, sign_in, database) -> None:
    later = sign_in("organiser", handle="later", organisations=(HOST,))
    asks_names.client.post(f"/organise/events/{host.event_id}/list/grant/{later.account_id}")
    kept = private_of(later, database)
    with database.reading() as db:
        first = queries.current_key(db, host.event_id).id
    with host.writing() as db:
        db.delete(db.get(Account, later.account_id))
    host.sign_up(name="Zzmade Afterwards")
    with database.reading() as db:
        now = queries.current_key(db, host.event_id)
        assert now.id != first
        assert now.made_for == [asks_names.account_id]
        for lock in db.query(EventKeyLock):
            with pytest.raises(SealBroken):
                unseal(kept, lock.sealed)
    text = list_of(asks_names, host).text
    assert NAME in text
    assert "Zzmade Afterwards" in text


def test_twelve_words_open_what_a_lost_password_closed(host, asks_names, database, clock) -> None:
    browser = asks_names.client
    shown = browser.post("/organise/rescue-sheet/words")
    words = words_on(shown.text)
    assert len(words) == 12
    wrong = browser.post("/organise/rescue-sheet", data=typed_back(shown.text, ["zoo"] * 12))
    assert wrong.status_code == 422
    assert words_on(wrong.text) == words
    done = browser.post("/organise/rescue-sheet", data=typed_back(shown.text, words))
    assert done.headers["location"] == "/organise/rescue-sheet?notice=sheet_written"

    renewed = new_key_pair()
    with host.writing() as db:
        db.get(Account, asks_names.account_id).public_key = renewed.public
    reader = Reader(asks_names.account_id, renewed.private)
    with database.reading() as db:
        lines = service.read_list(db, event_id=host.event_id, reader=reader, keys=host.keys)
        assert [line.is_readable for line in lines] == [False]
        assert [one.id for one in queries.waiting_readers(db, host.event_id)] == [
            asks_names.account_id
        ]
    from app.kit.words import entropy_of

    with host.writing() as db:
        opened = service.use_sheet(
            db,
            reader=reader,
            entropy=entropy_of(" ".join(words)),
            act=host.world.act,
            now=clock(),
        )
    assert opened == 1
    with database.reading() as db:
        lines = service.read_list(db, event_id=host.event_id, reader=reader, keys=host.keys)
        assert [(line.name, line.party) for line in lines] == [(NAME, 3)]


def test_words_that_are_no_sheet_open_nothing(host, asks_names, database) -> None:
    for typed in ("", "made words", " ".join(words_of(bytes(16), "en"))):
        answer = asks_names.client.post("/organise/rescue-sheet/use", data={"words": typed})
        assert answer.status_code == 422
        assert typed[:4] not in answer.text or not typed


def test_an_export_is_locked_noticed_and_opens_without_a_server(
    host, asks_names, tmp_path, database, command
) -> None:
    host.sign_up(name="=SUM(A1)")
    path = f"/organise/events/{host.event_id}/list/export"
    short = asks_names.client.post(path, data={"passphrase": "short", "again": "short"})
    assert short.status_code == 422
    secret = "made horse made battery"
    answer = asks_names.client.post(path, data={"passphrase": secret, "again": secret})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert NAME.encode() not in answer.content
    file = tmp_path / "list.ayni"
    file.write_bytes(answer.content)
    opened = subprocess.run(
        [AYNI, "open", file, "--password-stdin"],
        input=f"{secret}\n".encode(),
        capture_output=True,
        check=True,
    )
    rows = opened.stdout.decode("utf-8-sig").splitlines()
    assert rows[0] == "Name,How many,State"
    assert sorted(rows[1:]) == sorted([f"{NAME},3,comes", "'=SUM(A1),1,comes"])
    refused = command("open", str(file), "--password-stdin", typed="made other words\n")
    assert refused[:2] == (1, "")
    assert f"taken along by {asks_names.handle}" in list_of(asks_names, host).text
    with database.reading() as db:
        exports = db.query(JournalEntry).filter_by(action="list_exported").count()
    assert exports == 1


def test_on_the_printed_date_everything_is_destroyed_and_stays_so_in_a_backup(
    host, asks_names, database, clock
) -> None:
    private = private_of(asks_names, database)
    with database.reading() as db:
        body = db.query(SignUp).one().body
        sealed = db.query(EventKeyLock).filter_by(account_id=asks_names.account_id).one().sealed
    assert purged(database, host, clock) == (0, 0)
    clock.advance(days=7 + 7 + 1)
    with database.reading() as db:
        db.query(SignUp).all()
        blocked = purged(database, host, clock)
    done = purged(database, host, clock)
    assert sum(one[0] for one in (blocked, done)) == 1
    assert done[1] == 0
    with database.reading() as db:
        assert (db.query(SignUp).count(), db.query(EventKey).count()) == (0, 0)
        form = queries.form_of(db, host.event_id)
        assert (form.purged_people, form.forgotten_at is not None) == (3, True)
    inner = unseal(private, sealed)
    keys = KeyFolder(host.keys.folder)
    with pytest.raises(KeyLost):
        keys.find(Purpose.LOCK, host.event_id)
    assert NAME.encode() not in body + inner


def purged(database, desk, clock) -> tuple[int, int]:
    from functools import partial

    done = purge(
        database,
        write=partial(one_write, database, clock=clock),
        keys=desk.keys,
        base=desk.base,
        clock=clock,
    )
    return done.destroyed, done.waiting


def test_an_event_without_a_date_keeps_the_date_that_was_printed(
    host, asks_names, database, clock, world
) -> None:
    from dataclasses import replace

    from app.events import service as events
    from app.events.enums import EventStatus

    purged(database, host, clock)
    with host.reading() as db:
        known = events.read(db, host.event_id)
    world.event(replace(known, starts_at=None, ends_at=None, status=EventStatus.POSTPONED))
    clock.advance(days=7 + 6)
    assert purged(database, host, clock) == (0, 0)
    clock.advance(days=2)
    assert purged(database, host, clock) == (1, 0)


def test_an_event_that_cannot_be_read_keeps_no_other_from_being_destroyed(
    host, world, settings, database, clock, capsys
) -> None:
    broken = Desk(world, settings, slug="made-march")
    for desk in (broken, host):
        desk.set(FormInput(mode=SignUpMode.NAMES, capacity=9))
        desk.sign_up(name=NAME)
    with host.writing() as db:
        for row in db.query(PublishedEvent).filter_by(id=broken.event_id):
            row.body = row.body.replace(b"Europe/Paris", b"Europe/Nowhere")
    clock.advance(days=7 + 7 + 1)
    assert purged(database, host, clock) == (1, 0)
    with database.reading() as db:
        assert [row.event_id for row in db.query(SignUp)] == [broken.event_id]
    told = {line.partition(" event=")[2] for line in capsys.readouterr().err.splitlines()}
    assert told == {f"sign_ups_not_purged record={broken.event_id} error=ZoneInfoNotFoundError"}


def test_the_made_event_is_a_week_away(host, clock) -> None:
    assert host.event.over_at - clock() == timedelta(days=7, hours=2)
