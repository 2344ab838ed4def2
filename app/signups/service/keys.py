"""An event's own key pair: what people write is sealed to it when it comes in.

The private half is locked by the event's file in the key folder and then sealed to each reader's
public key, so that it takes both: the folder alone opens nothing, nor does a password without it.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.kit.key_folder import KeyFolder, Purpose
from app.kit.sealing import lock, new_key_pair, seal
from app.signups import queries
from app.signups.enums import LockKind
from app.signups.models import EventKey, EventKeyLock
from app.signups.service.errors import NobodyToRead


def sealing_key(db: Session, *, event_id: str, keys: KeyFolder) -> EventKey:
    """What new sign-ups are sealed to: its ``public`` half, and the id to note beside.

    Raises:
        NobodyToRead: there is no pair yet, and nobody for whom one could be made.
    """
    current = queries.current_key(db, event_id)
    return current or new_pair(db, event_id=event_id, keys=keys)


def new_pair(
    db: Session, *, event_id: str, keys: KeyFolder, opener: Account | None = None
) -> EventKey:
    """A fresh generation for those who may read the list; for ``opener`` where there is nobody.

    Raises:
        NobodyToRead
    """
    readers: Iterable[Account] = queries.readers(db, event_id) or ([opener] if opener else [])
    locked_for = [(reader.id, reader.public_key) for reader in readers if reader.public_key]
    if not locked_for:
        raise NobodyToRead
    former = queries.current_key(db, event_id)
    pair = new_key_pair()
    inner = lock(keys.make(Purpose.LOCK, event_id), pair.private)
    key = EventKey(
        event_id=event_id, generation=former.generation + 1 if former else 1, public=pair.public
    )
    db.add(key)
    db.flush()
    db.add_all(
        EventKeyLock(
            event_key_id=key.id,
            kind=LockKind.READER,
            account_id=account_id,
            sealed=seal(public, inner),
        )
        for account_id, public in locked_for
    )
    db.flush()
    return key
