"""The generation of what the public sees: one number, raised by every public change.

The page cache stamps each entry with the number read before its content. Raising it locks the
one row, and that lock gives the change feed its commit order.
"""

from sqlalchemy import CheckConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kit.db import Base


class PublicVersion(Base):
    """The single row that holds the number."""

    __tablename__ = "public_version"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


_READ = select(PublicVersion.number)


def public_version(db: Session) -> int:
    """Return the current number; 0 before the first public change."""
    return db.scalar(_READ) or 0


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
    return raised
