"""Reading what people wrote: only with a reader's private key, and never more than one event's.

Who comes later is given access by who has it; who lost their password, by the twelve words.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.key_folder import KeyFolder
from app.kit.sealing import derive, public_of, unseal
from app.publishing.enums import PublicKind
from app.signups import queries
from app.signups.enums import LockKind, SignUpStatus
from app.signups.models import EventKey, RescueSheet
from app.signups.service.errors import NotAReader, NothingToGive, SheetUnknown
from app.signups.service.keys import give, inner_of, private_half, put_lock

SHEET_KEY = "rescue-sheet"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: their account, and the private key that their password opened."""

    account_id: str
    private_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sign-up on a list. ``is_readable`` is false while access to it is awaited."""

    id: str
    status: SignUpStatus
    party: int
    name: str
    answers: Mapping[str, str]
    is_written_to: bool
    is_readable: bool


def read_list(db: Session, *, event_id: str, reader: Reader, keys: KeyFolder) -> list[Line]:
    """An event's list as this reader can open it.

    Raises:
        NotAReader: it is not theirs.
        KeyLost: the event's file is gone.
    """
    if not queries.may_read(db, event_id=event_id, account_id=reader.account_id):
        raise NotAReader
    opened = {
        key.id: private_half(keys, event_id=event_id, inner=inner)
        for key, inner in _held(db, reader, event_id=event_id)
    }
    lines: list[Line] = []
    for row in queries.listed(db, event_id):
        private = opened.get(row.event_key_id or 0)
        told: dict[str, Any] = {"name": "", "answers": {}}
        if row.body is not None and private is not None:
            told = json.loads(unseal(private, row.body))
        lines.append(
            Line(
                id=row.id,
                status=row.status,
                party=row.party,
                name=told["name"],
                answers=told["answers"],
                is_written_to=row.address is not None,
                is_readable=row.body is None or private is not None,
            )
        )
    return lines


def grant(
    db: Session, *, event_id: str, giver: Reader, account_id: str, act: Act, now: datetime
) -> None:
    """Give a colleague who awaits it access to all that the giver can read.

    Raises:
        NotAReader: the list is not the giver's, or not the colleague's to read.
        NothingToGive: the giver awaits access too.
    """
    taker = db.get(Account, account_id)
    for person in (giver.account_id, account_id):
        if not queries.may_read(db, event_id=event_id, account_id=person):
            raise NotAReader
    held = _held(db, giver, event_id=event_id)
    if not held or taker is None:
        raise NothingToGive
    for key, inner in held:
        give(db, key, inner, taker)
    write_journal(
        db, action="list_access_given", kind=PublicKind.EVENT, record_id=event_id, act=act, now=now
    )


def write_sheet(db: Session, *, reader: Reader, entropy: bytes, act: Act, now: datetime) -> None:
    """Keep that twelve words were written down: from here on they open what this reader opens."""
    public = public_of(derive(entropy, SHEET_KEY))
    sheet = queries.rescue_sheet(db, reader.account_id)
    if sheet is None:
        db.add(RescueSheet(account_id=reader.account_id, public=public, made_at=now))
    else:
        sheet.public, sheet.made_at = public, now
    for key, inner in _held(db, reader):
        put_lock(
            db,
            key,
            inner,
            kind=LockKind.RESCUE,
            account_id=reader.account_id,
            sealed_to=public,
        )
    _tell_journal(db, "rescue_sheet_written", reader, act, now)


def use_sheet(db: Session, *, reader: Reader, entropy: bytes, act: Act, now: datetime) -> int:
    """Get back in with the twelve words after a new password; returns how many lists opened.

    Raises:
        SheetUnknown: the words are no sheet of this account.
    """
    private = derive(entropy, SHEET_KEY)
    sheet = queries.rescue_sheet(db, reader.account_id)
    if sheet is None or sheet.public != public_of(private):
        raise SheetUnknown
    own = public_of(reader.private_key)
    events: set[str] = set()
    held = queries.locks_of(db, account_id=reader.account_id, kind=LockKind.RESCUE)
    for key, row in held:
        inner = inner_of(row, private)
        if inner is not None:
            put_lock(
                db,
                key,
                inner,
                kind=LockKind.READER,
                account_id=reader.account_id,
                sealed_to=own,
            )
            events.add(key.event_id)
    _tell_journal(db, "rescue_sheet_used", reader, act, now)
    return len(events)


def note_export(db: Session, *, event_id: str, act: Act, now: datetime) -> None:
    """No export goes unnoticed: who may read the list sees when it was taken along, and by whom."""
    write_journal(
        db, action=queries.EXPORTED, kind=PublicKind.EVENT, record_id=event_id, act=act, now=now
    )


def _held(
    db: Session, reader: Reader, *, event_id: str | None = None
) -> list[tuple[EventKey, bytes]]:
    """The generations that a reader can open, each with its private key as the folder locks it."""
    rows = queries.locks_of(
        db, account_id=reader.account_id, kind=LockKind.READER, event_id=event_id
    )
    opened = [(key, inner_of(row, reader.private_key)) for key, row in rows]
    return [(key, inner) for key, inner in opened if inner is not None]


def _tell_journal(db: Session, action: str, reader: Reader, act: Act, now: datetime) -> None:
    write_journal(db, action=action, kind="account", record_id=reader.account_id, act=act, now=now)
