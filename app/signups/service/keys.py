"""An event's own key pair: what people write is sealed to it when it comes in.

The private half is locked by the event's file in the key folder and then sealed to each reader's
public key, so that it takes both: the folder alone opens nothing, nor does a password without it.
"""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.kit.key_folder import KeyFolder, Purpose
from app.kit.prepared import forget_once, once
from app.kit.sealing import SealBroken, lock, new_key_pair, seal, unlock, unseal
from app.signups import queries
from app.signups.enums import LockKind
from app.signups.models import EventKey, EventKeyLock
from app.signups.queries import CurrentKey
from app.signups.service.errors import NobodyToRead


def sealing_key(db: Session, *, event_id: str, keys: KeyFolder) -> CurrentKey | EventKey:
    """What new sign-ups are sealed to: its ``public`` half, and the id to note beside.

    Raises:
        NobodyToRead: there is no pair yet, and nobody for whom one could be made.
    """
    current = once(db, (EventKey, event_id), lambda: _fitting(db, event_id))
    return current or new_pair(db, event_id=event_id, keys=keys)


def _fitting(db: Session, event_id: str) -> CurrentKey | None:
    """The pair there is, if only those can read with it who may; else their locks are taken."""
    current = queries.current_key(db, event_id)
    if current is None:
        return None
    entitled = queries.reader_ids(db, event_id)
    if not entitled or entitled.issuperset(current.made_for):
        return current
    _take_back(db, event_id, entitled)
    return None


def new_pair(
    db: Session, *, event_id: str, keys: KeyFolder, opener_id: str | None = None
) -> EventKey:
    """A fresh generation for those who may read the list; for the opener where there is nobody.

    Raises:
        NobodyToRead
    """
    readers = queries.readers(db, event_id)
    if not readers and opener_id is not None:
        readers = [opener for opener in (db.get(Account, opener_id),) if opener is not None]
    reading = [reader for reader in readers if reader.public_key]
    if not reading:
        raise NobodyToRead
    former = queries.current_key(db, event_id)
    forget_once(db, (EventKey, event_id))
    pair = new_key_pair()
    inner = lock(keys.make(Purpose.LOCK, event_id), pair.private)
    key = EventKey(
        event_id=event_id,
        generation=former.generation + 1 if former else 1,
        public=pair.public,
        made_for=[reader.id for reader in reading],
    )
    db.add(key)
    db.flush()
    for reader in reading:
        give(db, key, inner, reader)
    return key


def give(db: Session, key: EventKey, inner: bytes, reader: Account) -> None:
    """Seal an event's locked private key to a reader, and to the sheet they wrote if any."""
    public = {LockKind.READER: reader.public_key}
    sheet = queries.rescue_sheet(db, reader.id)
    if sheet is not None:
        public[LockKind.RESCUE] = sheet.public
    for kind, sealed_to in public.items():
        if sealed_to is not None:
            put_lock(db, key, inner, kind=kind, account_id=reader.id, sealed_to=sealed_to)
    if reader.id not in key.made_for:
        key.made_for = [*key.made_for, reader.id]
    db.flush()


def put_lock(
    db: Session,
    key: EventKey,
    inner: bytes,
    *,
    kind: LockKind,
    account_id: str,
    sealed_to: bytes,
) -> None:
    """Write one lock in the place of the one that there may be."""
    db.execute(
        delete(EventKeyLock).where(
            EventKeyLock.event_key_id == key.id,
            EventKeyLock.kind == kind,
            EventKeyLock.account_id == account_id,
        )
    )
    db.add(
        EventKeyLock(
            event_key_id=key.id,
            kind=kind,
            account_id=account_id,
            sealed_to=sealed_to,
            sealed=seal(sealed_to, inner),
        )
    )


def inner_of(row: EventKeyLock, private_key: bytes) -> bytes | None:
    """What a lock holds; None if it is not for this private key."""
    try:
        return unseal(private_key, row.sealed)
    except SealBroken:
        return None


def private_half(keys: KeyFolder, *, event_id: str, inner: bytes) -> bytes:
    """The event's private key.

    Raises:
        KeyLost: the event's file is gone, and with it what the pair sealed.
    """
    return unlock(keys.find(Purpose.LOCK, event_id), inner)


def _take_back(db: Session, event_id: str, entitled: set[str]) -> None:
    """End the locks of those who no longer may read."""
    of_event = queries.key_ids(event_id)
    db.execute(
        delete(EventKeyLock)
        .where(EventKeyLock.event_key_id.in_(of_event), EventKeyLock.account_id.not_in(entitled))
        .execution_options(synchronize_session=False)
    )
