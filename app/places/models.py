"""Tables of places."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kit.db import Base, TextsType, enum_type
from app.kit.languages import Texts
from app.places.enums import PlaceKind
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns


class Place(Record, Base):
    """Somewhere that a record speaks of; without coordinates where no reference work has them."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates_are_a_pair"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_in_range"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_in_range"),
        CheckConstraint("parent_id <> id", name="not_inside_itself"),
        CheckConstraint("country IS NULL OR length(country) = 2", name="country_is_alpha_2"),
    )

    kind: Mapped[PlaceKind] = mapped_column(enum_type(PlaceKind, "kind"))
    name: Mapped[str] = mapped_column(Text)
    names: Mapped[Texts | None] = mapped_column(TextsType)
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )
    country: Mapped[str | None] = mapped_column(String(2))
    code: Mapped[str | None] = mapped_column(String(20))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    citations: Mapped[list["PlaceCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PlaceCitation.position"
    )


class PlaceCitation(CitationColumns, Base):
    """Where the place's name or coordinates stand."""

    __tablename__ = "place_citation"

    owner_id: Mapped[str] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)


class PublishedPlace(Published, Base):
    """Places as the public reads them."""

    __tablename__ = "published_place"
    __table_args__ = (
        Index("ix_published_place_name", "lang", "sort_key", "id"),
        Index("ix_published_place_updated", "lang", "updated_at", "id"),
        Index("ix_published_place_slug", "lang", "slug"),
        Index("ix_published_place_kind", "lang", "kind", "sort_key", "id"),
        Index("ix_published_place_country", "lang", "country", "sort_key", "id"),
    )

    kind: Mapped[PlaceKind] = mapped_column(enum_type(PlaceKind, "kind"))
    country: Mapped[str | None] = mapped_column(String(2))
