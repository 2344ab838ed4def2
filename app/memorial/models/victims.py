from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kit.dates import PartialDate
from app.kit.db import Base, PartialDateType, TextsType, enum_type
from app.kit.languages import Texts
from app.memorial.enums import AgeWish, Grading, NameWish, PlaceWish, VictimField, VictimKind
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns, ClaimColumns, claim_constraints


class Victim(Record, Base):
    """A person, an unnamed person or a group.

    The columns from ``name`` to ``place_found_id`` come from the shown claims. ``wish_…`` is what
    the family wants shown; ``public_slug`` stands in for a slug that would tell a narrowed name.
    """

    __tablename__ = "victim"
    __table_args__ = (
        CheckConstraint("(kind = 'person') = (name IS NOT NULL)", name="persons_have_names"),
        CheckConstraint("kind = 'person' OR title IS NOT NULL", name="others_have_titles"),
        CheckConstraint("(kind = 'group') = (count_min IS NOT NULL)", name="groups_have_counts"),
        CheckConstraint("count_min >= 1 AND count_max >= count_min", name="counts_in_order"),
        CheckConstraint("count_max IS NULL OR count_min IS NOT NULL", name="count_max_has_min"),
        CheckConstraint("age BETWEEN 0 AND 130", name="age_is_human"),
        CheckConstraint(
            "(wish_name = 'full') = (public_slug IS NULL)", name="narrow_name_has_its_slug"
        ),
    )

    kind: Mapped[VictimKind] = mapped_column(enum_type(VictimKind, "kind"))
    title: Mapped[Texts | None] = mapped_column(TextsType)
    sentence: Mapped[Texts | None] = mapped_column(TextsType)
    grading: Mapped[Grading] = mapped_column(enum_type(Grading, "grading"))
    grading_reason: Mapped[Texts | None] = mapped_column(TextsType)

    name: Mapped[str | None] = mapped_column(Text)
    count_min: Mapped[int | None]
    count_max: Mapped[int | None]
    age: Mapped[int | None]
    date_of_injury: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    date_of_death: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    date_found: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    place_of_injury_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )
    place_of_death_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )
    place_found_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )

    wish_name: Mapped[NameWish] = mapped_column(
        enum_type(NameWish, "wish_name"), default=NameWish.FULL
    )
    wish_place: Mapped[PlaceWish] = mapped_column(
        enum_type(PlaceWish, "wish_place"), default=PlaceWish.FULL
    )
    wish_age: Mapped[AgeWish] = mapped_column(enum_type(AgeWish, "wish_age"), default=AgeWish.FULL)
    public_slug: Mapped[str | None] = mapped_column(String(80), unique=True)

    claims: Mapped[list["VictimClaim"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="VictimClaim.position"
    )
    incidents: Mapped[list["VictimIncident"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="VictimIncident.position"
    )


class VictimIncident(Base):
    """A victim of an incident."""

    __tablename__ = "victim_incident"
    __table_args__ = (UniqueConstraint("victim_id", "incident_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    victim_id: Mapped[str] = mapped_column(ForeignKey("victim.id", ondelete="CASCADE"))
    incident_id: Mapped[str] = mapped_column(
        ForeignKey("incident.id", ondelete="RESTRICT"), index=True
    )
    position: Mapped[int]


class VictimClaim(ClaimColumns, Base):
    """What a source says of one field of a victim."""

    __tablename__ = "victim_claim"
    __table_args__ = claim_constraints("victim_claim")

    record_id: Mapped[str] = mapped_column(ForeignKey("victim.id", ondelete="CASCADE"))
    field: Mapped[VictimField] = mapped_column(enum_type(VictimField, "field"))

    citations: Mapped[list["VictimClaimCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="VictimClaimCitation.position"
    )


class VictimClaimCitation(CitationColumns, Base):
    __tablename__ = "victim_claim_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("victim_claim.id", ondelete="CASCADE"), index=True
    )


class PublishedVictim(Published, Base):
    """Victims as the public reads them, a family's wish applied; the public reads nothing else."""

    __tablename__ = "published_victim"
    __table_args__ = (
        Index("ix_published_victim_date", "lang", "date_key", "id"),
        Index("ix_published_victim_name", "lang", "sort_key", "id"),
        Index("ix_published_victim_kind", "lang", "kind", "date_key", "id"),
        Index("ix_published_victim_place", "lang", "place_id", "date_key", "id"),
        Index("ix_published_victim_updated", "lang", "updated_at", "id"),
        Index("ix_published_victim_slug", "lang", "slug"),
    )

    kind: Mapped[VictimKind] = mapped_column(enum_type(VictimKind, "kind"))
    date_key: Mapped[str] = mapped_column(String(30))
    place_id: Mapped[str | None] = mapped_column(String(32))
