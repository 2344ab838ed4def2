"""Which records of a session have to be published anew, and by whose act."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.publishing.enums import PublicKind
from app.publishing.projection import Subject

_STALE = "ayni.stale"


def mark(db: Session, *, kind: PublicKind, record_id: str, act: Act) -> None:
    """Note that a record changed; `settle` publishes it anew before the commit."""
    db.info.setdefault(_STALE, {})[kind, record_id] = act


def mark_in_passing(db: Session, subjects: Iterable[Subject], *, act: Act) -> None:
    """What only names a changed record is published anew, but the reason is none of its own."""
    aside = replace(act, reason=None, is_correction=False)
    for kind, record_id in subjects:
        mark(db, kind=kind, record_id=record_id, act=aside)


def mark_beside(db: Session, acts: Mapping[Subject, Act]) -> None:
    """Mark records by acts; those that are marked already keep theirs."""
    db.info[_STALE] = {**acts, **db.info.get(_STALE, {})}


def has_marks(db: Session) -> bool:
    return bool(db.info.get(_STALE))


def take_marks(db: Session) -> dict[Subject, Act]:
    """Return the marks, in the order of kind and id; there are none then."""
    stale: dict[Subject, Act] = db.info.pop(_STALE, {})
    return dict(sorted(stale.items(), key=lambda item: item[0]))
