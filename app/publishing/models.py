from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.types import JSON

from app.kit.db import Base, Bytewise, UtcDateTime, Utf8Text, enum_type
from app.publishing.enums import PublicKind, RecordStatus


class Record:
    """What every domain record has. A mixin: the domain's table adds its own columns."""

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @declared_attr
    @classmethod
    def status(cls) -> Mapped[RecordStatus]:
        return mapped_column(enum_type(RecordStatus, "status"))


class Published:
    """A record as the public reads it, in one language or in all (`mul`).

    A mixin: the domain's table adds the columns it filters and sorts by and an index
    ``(lang, <column>, id)`` for each. ``body`` is the finished JSON object, in which
    `app.publishing.documents.BASE` stands for the site's address, and ``line`` the part of it
    that lists read, empty where no list does. ``sort_key`` is the folded title.
    """

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    lang: Mapped[str] = mapped_column(String(3), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hash: Mapped[str] = mapped_column(String(16))
    sort_key: Mapped[str] = mapped_column(Bytewise)
    line: Mapped[bytes] = mapped_column(Utf8Text, server_default="")
    body: Mapped[bytes] = mapped_column(Utf8Text)


class Entry(Base):
    """What other records, search and feeds say of a public record: its name and one line.

    ``names`` are those that are its own, in every spelling: of a person, a place, an organisation.
    """

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("kind", "record_id", "lang"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "kind"))
    record_id: Mapped[str] = mapped_column(String(32))
    lang: Mapped[str] = mapped_column(String(3))
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(Text)
    title_lang: Mapped[str] = mapped_column(String(3))
    summary: Mapped[str | None] = mapped_column(Text)
    date: Mapped[str | None] = mapped_column(String(30))
    words: Mapped[str] = mapped_column(Text)
    names: Mapped[list[str]] = mapped_column(JSON, server_default="[]")


class Reference(Base):
    """One public record speaks of another, in a role ("host", "place_of_death", …)."""

    __tablename__ = "reference"
    __table_args__ = (Index("ix_reference_to", "to_kind", "to_id"),)

    from_kind: Mapped[PublicKind] = mapped_column(
        enum_type(PublicKind, "from_kind"), primary_key=True
    )
    from_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    to_kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "to_kind"), primary_key=True)
    to_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[str] = mapped_column(String(30), primary_key=True)


class FormerSlug(Base):
    """A slug that a record once had; it redirects as long as the record is public."""

    __tablename__ = "former_slug"

    kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "kind"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32))


class ShortCode(Base):
    """The code of a printed short link; never changed, never given to another record."""

    __tablename__ = "short_code"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "kind"), primary_key=True)
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32))


class ConcealedNames(Base):
    """A record's names that others may not tell; as `app.publishing.veil.Concealed`."""

    __tablename__ = "concealed_names"

    kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "kind"), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    names: Mapped[list[str]] = mapped_column(JSON)
    kept: Mapped[list[str]] = mapped_column(JSON)
    near: Mapped[list[list[str]]] = mapped_column(JSON)


class ConcealedIn(Base):
    """A record that was kept from telling the names of another: to be undone with the wish."""

    __tablename__ = "concealed_in"
    __table_args__ = (
        ForeignKeyConstraint(
            ["kind", "record_id"],
            ["concealed_names.kind", "concealed_names.record_id"],
            ondelete="CASCADE",
        ),
        Index("ix_concealed_in_record", "in_kind", "in_id"),
    )

    kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "kind"), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    in_kind: Mapped[PublicKind] = mapped_column(enum_type(PublicKind, "in_kind"), primary_key=True)
    in_id: Mapped[str] = mapped_column(String(32), primary_key=True)
