"""Tables of demands."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.demands.enums import DemandKind
from app.kit.db import Base, TextsType, enum_type
from app.kit.languages import Texts
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns


class Demand(Record, Base):
    """What is demanded, whoever demands it."""

    __tablename__ = "demand"

    kind: Mapped[DemandKind] = mapped_column(enum_type(DemandKind, "kind"))
    title: Mapped[Texts] = mapped_column(TextsType)
    summary: Mapped[Texts | None] = mapped_column(TextsType)

    supports: Mapped[list["DemandSupport"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DemandSupport.position"
    )


class DemandSupport(Base):
    """Somebody stands behind a demand: an organisation, or whoever ``who`` describes."""

    __tablename__ = "demand_support"
    __table_args__ = (
        UniqueConstraint("demand_id", "key"),
        CheckConstraint("(organisation_id IS NULL) <> (who IS NULL)", name="one_supporter"),
        CheckConstraint(
            "(quotation IS NULL) = (quotation_language IS NULL)", name="quotation_has_language"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    demand_id: Mapped[str] = mapped_column(ForeignKey("demand.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    organisation_id: Mapped[str | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), index=True
    )
    who: Mapped[Texts | None] = mapped_column(TextsType)
    wording: Mapped[Texts | None] = mapped_column(TextsType)
    quotation: Mapped[str | None] = mapped_column(Text)
    quotation_language: Mapped[str | None] = mapped_column(String(3))

    citations: Mapped[list["DemandSupportCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DemandSupportCitation.position"
    )


class DemandSupportCitation(CitationColumns, Base):
    """Where a supporter's words stand."""

    __tablename__ = "demand_support_citation"

    support_id: Mapped[int] = mapped_column(
        ForeignKey("demand_support.id", ondelete="CASCADE"), index=True
    )


class PublishedDemand(Published, Base):
    """Demands as the public reads them."""

    __tablename__ = "published_demand"
    __table_args__ = (
        Index("ix_published_demand_title", "lang", "sort_key", "id"),
        Index("ix_published_demand_updated", "lang", "updated_at", "id"),
        Index("ix_published_demand_slug", "lang", "slug"),
        Index("ix_published_demand_kind", "lang", "kind", "sort_key", "id"),
    )

    kind: Mapped[DemandKind] = mapped_column(enum_type(DemandKind, "kind"))
