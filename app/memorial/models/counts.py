from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.kit.dates import PartialDate
from app.kit.db import Base, PartialDateType, TextsType, enum_type
from app.kit.languages import Texts
from app.memorial.enums import FigureKind, Harm
from app.publishing.models import Published, Record
from app.sources.enums import Qualifier
from app.sources.models import CitationColumns


class CountColumns(Record):
    """A published number, of people harmed or of anything else. A mixin."""

    figure: Mapped[int | None]
    figure_text: Mapped[Texts | None] = mapped_column(TextsType)
    as_of: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    inferred_date: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    inferred_reason: Mapped[Texts | None] = mapped_column(TextsType)
    note: Mapped[Texts | None] = mapped_column(TextsType)

    @declared_attr
    @classmethod
    def qualifier(cls) -> Mapped[Qualifier]:
        return mapped_column(enum_type(Qualifier, "qualifier"))

    @declared_attr
    @classmethod
    def place_id(cls) -> Mapped[str | None]:
        return mapped_column(ForeignKey("place.id", ondelete="RESTRICT"), index=True)

    @declared_attr
    @classmethod
    def incident_id(cls) -> Mapped[str | None]:
        return mapped_column(ForeignKey("incident.id", ondelete="RESTRICT"), index=True)


def _count_constraints() -> tuple[Any, ...]:
    return (
        CheckConstraint("figure >= 0", name="figure_not_negative"),
        CheckConstraint("figure IS NOT NULL OR figure_text IS NOT NULL", name="says_how_many"),
        CheckConstraint("as_of IS NULL OR inferred_date IS NULL", name="as_of_or_inferred"),
        CheckConstraint(
            "(inferred_date IS NULL) = (inferred_reason IS NULL)", name="inferred_says_why"
        ),
    )


class Toll(CountColumns, Base):
    """A published count of killed, injured or detained; never added to another."""

    __tablename__ = "toll"
    __table_args__ = (
        *_count_constraints(),
        CheckConstraint("part_of_id <> id", name="not_part_of_itself"),
    )

    harm: Mapped[Harm] = mapped_column(enum_type(Harm, "harm"))
    population: Mapped[Texts | None] = mapped_column(TextsType)
    part_of_id: Mapped[str | None] = mapped_column(
        ForeignKey("toll.id", ondelete="RESTRICT"), index=True
    )

    citations: Mapped[list["TollCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="TollCitation.position"
    )


class TollCitation(CitationColumns, Base):
    """Where a toll stands, or what its date is inferred from."""

    __tablename__ = "toll_citation"

    owner_id: Mapped[str] = mapped_column(ForeignKey("toll.id", ondelete="CASCADE"), index=True)
    is_of_inference: Mapped[bool] = mapped_column(default=False)


class Figure(CountColumns, Base):
    """Any other published number."""

    __tablename__ = "figure"
    __table_args__ = _count_constraints()

    kind: Mapped[FigureKind] = mapped_column(enum_type(FigureKind, "kind"))
    what: Mapped[Texts] = mapped_column(TextsType)
    unit: Mapped[str | None] = mapped_column(String(40))

    citations: Mapped[list["FigureCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="FigureCitation.position"
    )


class FigureCitation(CitationColumns, Base):
    """Where a figure stands, or what its date is inferred from."""

    __tablename__ = "figure_citation"

    owner_id: Mapped[str] = mapped_column(ForeignKey("figure.id", ondelete="CASCADE"), index=True)
    is_of_inference: Mapped[bool] = mapped_column(default=False)


class PublishedToll(Published, Base):
    """Tolls as the public reads them."""

    __tablename__ = "published_toll"
    __table_args__ = (
        Index("ix_published_toll_date", "lang", "date_key", "id"),
        Index("ix_published_toll_harm", "lang", "harm", "date_key", "id"),
        Index("ix_published_toll_incident", "lang", "incident_id", "date_key", "id"),
        Index("ix_published_toll_updated", "lang", "updated_at", "id"),
        Index("ix_published_toll_slug", "lang", "slug"),
    )

    harm: Mapped[Harm] = mapped_column(enum_type(Harm, "harm"))
    incident_id: Mapped[str | None] = mapped_column(String(32))
    date_key: Mapped[str] = mapped_column(String(30))


class PublishedFigure(Published, Base):
    """Figures as the public reads them."""

    __tablename__ = "published_figure"
    __table_args__ = (
        Index("ix_published_figure_date", "lang", "date_key", "id"),
        Index("ix_published_figure_kind", "lang", "kind", "date_key", "id"),
        Index("ix_published_figure_incident", "lang", "incident_id", "date_key", "id"),
        Index("ix_published_figure_updated", "lang", "updated_at", "id"),
        Index("ix_published_figure_slug", "lang", "slug"),
    )

    kind: Mapped[FigureKind] = mapped_column(enum_type(FigureKind, "kind"))
    incident_id: Mapped[str | None] = mapped_column(String(32))
    date_key: Mapped[str] = mapped_column(String(30))
