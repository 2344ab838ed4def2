"""Tables of history; actor and subject are kept by kind and id, without a foreign key upward."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.history.enums import Action, Role
from app.kit.db import Base, TextsType, UtcDateTime, enum_type
from app.kit.languages import Texts


class Revision(Base):
    """One version of a public record: when it came about, by whom in which role, and why."""

    __tablename__ = "revision"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
    reason: Mapped[Texts | None] = mapped_column(TextsType)
    is_correction: Mapped[bool] = mapped_column(default=False)


class Change(Base):
    """The ordered public feed: kind, id, action, time, and nothing else."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_subject", "kind", "record_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str] = mapped_column(String(32))
    action: Mapped[Action] = mapped_column(enum_type(Action, "action"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class JournalEntry(Base):
    """One row a change of state, for the organisers; holds no personal data."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_subject", "kind", "record_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
    actor_id: Mapped[str | None] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(String(200))
