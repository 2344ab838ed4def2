"""The generation of what the public sees: one number, raised by every public change.

The page cache stamps each entry with the number read before its content. Raising it locks the
one row, and that lock gives the change feed its commit order.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import CheckConstraint, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kit.db import Base
from app.kit.prepared import Prepared

Made = TypeVar("Made")


class PublicVersion(Base):
    """The single row: the number, and the shape in which documents were last published."""

    __tablename__ = "public_version"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    shape: Mapped[str] = mapped_column(String(32))


_READ = select(PublicVersion.__table__.c.number)
_NUMBER = Prepared(_READ)
_RAISED = "public_version_raised"


def public_version(db: Session) -> int:
    """Return the current number; 0 before the first public change."""
    return _NUMBER.scalar(db) or 0


def hold_public_version(db: Session) -> None:
    """Let no other writer publish until we commit."""
    db.execute(_READ.with_for_update())


def raise_public_version(db: Session) -> int:
    """Add one and return the new number; other writers wait until this one commits."""
    raised = db.scalar(
        update(PublicVersion)
        .values(number=PublicVersion.number + 1)
        .returning(PublicVersion.number)
    )
    if raised is None:
        message = "the migrations put the single row of public_version there"
        raise LookupError(message)
    db.info[_RAISED] = True
    return raised


def is_raised(db: Session) -> bool:
    """Whether this session has raised the number."""
    return _RAISED in db.info


def published_shape(db: Session) -> str:
    """The shape of the stored documents; empty before the first publication."""
    return db.scalar(select(PublicVersion.shape)) or ""


def note_shape(db: Session, shape: str) -> None:
    """Keep in which shape documents are published from here on."""
    db.execute(update(PublicVersion).values(shape=shape))


class Remembered:
    """What has been made of public content: each thing once for a public version."""

    def __init__(self) -> None:
        self._kept: tuple[int, dict[Hashable, Any]] = (-1, {})

    def get(self, version: int, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` made of the content of ``version``; an older one is not kept."""
        newest, made = self._kept
        if version != newest:
            made = {}
            if version > newest:
                self._kept = version, made
        if key not in made:
            made[key] = make()
        return made[key]
