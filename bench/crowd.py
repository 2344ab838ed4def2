"""A made gathering whose form asks for names and addresses, and the requests that sign up to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from app.accounts.enums import AccountRole
from app.accounts.models import Account, AccountOrganisation
from app.config import Settings
from app.events import service as events
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput, HostInput
from app.history.enums import Role
from app.history.inputs import Act
from app.intake.tickets import QUICKEST, issue
from app.kit.clock import system_clock
from app.kit.key_folder import KeyFolder
from app.kit.languages import Language
from app.kit.sealing import derive, new_key_pair
from app.operations.session import one_write, opened
from app.organisations.models import Organisation
from app.signups import service as sign_ups
from app.signups.enums import SignUpMode
from app.signups.gathering import gathering
from app.signups.inputs import FormInput, Means

EVENT, SLUG, READER = "e_made0crowd", "made-crowd", "a_made0reader"
SEATS = 1_000_000
PROXY = "127.0.0.1"
"""Whose word the server takes for where a request came from: everybody comes from elsewhere."""


@dataclass
class Crowd:
    """People who have opened the form and are about to send it, one after another."""

    settings: Settings
    ticket_key: bytes

    def requests(self, *, start: int = 0) -> Iterator[bytes]:
        """Endlessly many sign-ups, each by somebody else from another address."""
        path = f"/en/events/{SLUG}/sign-up"
        seen_at = system_clock() - QUICKEST - timedelta(seconds=1)
        for number in count(start):
            body = urlencode(
                {
                    "ticket": issue(self.ticket_key, form=EVENT, now=seen_at),
                    "website": "",
                    "party": "1",
                    "name": f"Made Person {number}",
                    "address": f"person-{number}@made.example",
                    "may_write": "yes",
                }
            )
            client = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            yield (
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {client}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            ).encode()

    @property
    def signed_up(self) -> int:
        """How many are in the database now."""
        with closing(sqlite3.connect(self.settings.data_dir / "ayni.db")) as connection:
            kept: int = connection.execute("SELECT count(*) FROM sign_up").fetchone()[0]
        return kept


def gather(data: Path) -> Crowd:
    """Publish the gathering in a seeded data folder and open its form."""
    settings = Settings(data_dir=data, seed="none")
    keys = KeyFolder(settings.keys)
    means = Means(keys=keys, base=settings.canonical_base, now=system_clock())
    hand = sign_ups.Hand(act=Act(role=Role.OPERATOR), opener_id=READER)
    wanted = FormInput(mode=SignUpMode.NAMES, capacity=SEATS, has_waiting_list=True)
    with opened(settings) as database:
        with one_write(database, clock=system_clock) as db:
            host = db.scalars(select(Organisation.id).order_by(Organisation.id)).first() or ""
            db.add_all([_reader(), AccountOrganisation(account_id=READER, organisation_id=host)])
            events.save(db, record_id=EVENT, wanted=_event(host), act=hand.act, now=means.now)
        with one_write(database, clock=system_clock) as db:
            event = gathering(db, name=EVENT, lang=Language.ENGLISH)
            if event is None:
                message = "the made gathering was not published"
                raise RuntimeError(message)
            sign_ups.set_form(db, event_id=EVENT, wanted=wanted, hand=hand, means=means)
            sign_ups.open_form(db, event=event, hand=hand, means=means)
    return Crowd(settings, derive(keys.instance.index_key, "tickets"))


def raw_commits(data: Path, *, seconds: float) -> float:
    """Durable commits a second of one small row each, by one connection of ours alone."""
    with opened(Settings(data_dir=data, seed="none")) as database:
        held = database.writer.raw_connection()
        connection: Any = held.driver_connection
        connection.execute("CREATE TABLE made_row (id INTEGER PRIMARY KEY, body BLOB)")
        body, done, begun = b"x" * 200, 0, perf_counter()
        while perf_counter() < begun + seconds:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO made_row (body) VALUES (?)", (body,))
            connection.execute("COMMIT")
            done += 1
        rate = done / (perf_counter() - begun)
        connection.execute("DROP TABLE made_row")
        held.close()
    return rate


def _event(host: str) -> EventInput:
    start = system_clock() + timedelta(days=7)
    return EventInput(
        slug=SLUG,
        kind=EventKind.VIGIL,
        status=EventStatus.PUBLISHED,
        title={"en": "Made Crowd"},
        hosts=(HostInput(organisation_id=host),),
        timezone="Europe/Paris",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )


def _reader() -> Account:
    """Somebody who may read the list, but cannot: nobody knows a password that opens it."""
    return Account(
        id=READER,
        handle="made-reader",
        handle_key="made-reader",
        name="Made Reader",
        role=AccountRole.ORGANISER,
        language=Language.ENGLISH,
        public_key=new_key_pair().public,
        locked_key=b"locked",
        created_at=system_clock(),
    )
