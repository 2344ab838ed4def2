"""Sources, and the tables that every domain's claims and citations follow (mixins)."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.types import JSON

from app.kit.dates import PartialDate
from app.kit.db import Base, PartialDateType, TextsType, enum_type
from app.kit.languages import Texts
from app.publishing.models import Published, Record
from app.sources.enums import Basis, ClaimStatus, SourceKind


class CitationColumns:
    """Where something stands. A mixin: the owner's table adds its foreign key."""

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    paragraph_from: Mapped[int]
    paragraph_to: Mapped[int | None]
    opening: Mapped[str] = mapped_column(String(200))
    attributed_to: Mapped[Texts | None] = mapped_column(TextsType)

    @declared_attr
    @classmethod
    def source_id(cls) -> Mapped[str]:
        # Deferred: sources may cite each other, in whatever order a pack names them.
        source = ForeignKey("source.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
        return mapped_column(source, index=True)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (
            CheckConstraint("paragraph_from >= 1", name="paragraph_counts_from_one"),
            CheckConstraint(
                "paragraph_to IS NULL OR paragraph_to > paragraph_from", name="paragraphs_in_order"
            ),
        )


class ClaimColumns:
    """One value for one field of a record. A mixin: see `claim_constraints`.

    The owner's table adds ``record_id`` and, with `enum_type`, ``field``.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    value: Mapped[Any] = mapped_column(JSON)
    shown: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[Texts | None] = mapped_column(TextsType)
    reasoning: Mapped[Texts | None] = mapped_column(TextsType)

    @declared_attr
    @classmethod
    def basis(cls) -> Mapped[Basis]:
        return mapped_column(enum_type(Basis, "basis"))

    @declared_attr
    @classmethod
    def status(cls) -> Mapped[ClaimStatus]:
        return mapped_column(enum_type(ClaimStatus, "status"))


def claim_constraints(table: str) -> tuple[Any, ...]:
    """The promises of every claims table: at most one shown per field, a key once per record."""
    return (
        UniqueConstraint("record_id", "key"),
        Index(
            f"uq_{table}_shown",
            "record_id",
            "field",
            unique=True,
            sqlite_where=text("shown"),
            postgresql_where=text("shown"),
        ),
        CheckConstraint("NOT shown OR status IN ('active', 'disputed')", name="shown_is_current"),
        CheckConstraint("basis = 'stated' OR reasoning IS NOT NULL", name="computed_says_how"),
    )


class Source(Record, Base):
    """Something published; what is unknown stays NULL."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint("published IS NULL OR inferred_date IS NULL", name="published_or_inferred"),
        CheckConstraint(
            "(inferred_date IS NULL) = (inferred_reason IS NULL)", name="inferred_says_why"
        ),
    )

    kind: Mapped[SourceKind] = mapped_column(enum_type(SourceKind, "kind"))
    title: Mapped[str] = mapped_column(Text)
    title_language: Mapped[str] = mapped_column(String(3))
    author: Mapped[str | None] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    published: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    inferred_date: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    inferred_reason: Mapped[Texts | None] = mapped_column(TextsType)
    url: Mapped[str | None] = mapped_column(Text)
    archived_url: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(3))
    origin: Mapped[str | None] = mapped_column(String(80), index=True)
    origin_note: Mapped[Texts | None] = mapped_column(TextsType)
    description: Mapped[Texts | None] = mapped_column(TextsType)
    licence: Mapped[str | None] = mapped_column(String(200))
    sha256: Mapped[str | None] = mapped_column(String(64))

    citations: Mapped[list["SourceCitation"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="SourceCitation.position",
        foreign_keys="SourceCitation.owner_id",
    )


class SourceCitation(CitationColumns, Base):
    """Where in the source its title, author or date stands, or what a date is inferred from."""

    __tablename__ = "source_citation"

    owner_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    is_of_inference: Mapped[bool] = mapped_column(default=False)


class PublishedSource(Published, Base):
    """Sources as the public reads them."""

    __tablename__ = "published_source"
    __table_args__ = (
        Index("ix_published_source_title", "lang", "sort_key", "id"),
        Index("ix_published_source_updated", "lang", "updated_at", "id"),
        Index("ix_published_source_date", "lang", "date_key", "id"),
        Index("ix_published_source_slug", "lang", "slug"),
    )

    kind: Mapped[SourceKind] = mapped_column(enum_type(SourceKind, "kind"))
    date_key: Mapped[str] = mapped_column(String(30))
