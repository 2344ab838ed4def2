from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kit.dates import PartialDate
from app.kit.db import Base, PartialDateType, TextsType, enum_type
from app.kit.languages import Texts
from app.memorial.enums import IncidentField, IncidentKind
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns, ClaimColumns, claim_constraints


class Incident(Record, Base):
    """Something that happened; the columns after ``summary`` come from the shown claims."""

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("killed_min >= 0 AND killed_max >= killed_min", name="killed_in_order"),
        CheckConstraint("injured_min >= 0 AND injured_max >= injured_min", name="injured_in_order"),
        CheckConstraint(
            "detained_min >= 0 AND detained_max >= detained_min", name="detained_in_order"
        ),
    )

    kind: Mapped[IncidentKind] = mapped_column(enum_type(IncidentKind, "kind"))
    title: Mapped[Texts] = mapped_column(TextsType)
    summary: Mapped[Texts | None] = mapped_column(TextsType)

    date: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    until: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    killed_min: Mapped[int | None]
    killed_max: Mapped[int | None]
    injured_min: Mapped[int | None]
    injured_max: Mapped[int | None]
    detained_min: Mapped[int | None]
    detained_max: Mapped[int | None]

    claims: Mapped[list["IncidentClaim"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IncidentClaim.position"
    )


class IncidentClaim(ClaimColumns, Base):
    """What a source says of one field of an incident."""

    __tablename__ = "incident_claim"
    __table_args__ = claim_constraints("incident_claim")

    record_id: Mapped[str] = mapped_column(ForeignKey("incident.id", ondelete="CASCADE"))
    field: Mapped[IncidentField] = mapped_column(enum_type(IncidentField, "field"))

    citations: Mapped[list["IncidentClaimCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IncidentClaimCitation.position"
    )


class IncidentClaimCitation(CitationColumns, Base):
    __tablename__ = "incident_claim_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("incident_claim.id", ondelete="CASCADE"), index=True
    )


class PublishedIncident(Published, Base):
    """Incidents as the public reads them."""

    __tablename__ = "published_incident"
    __table_args__ = (
        Index("ix_published_incident_date", "lang", "date_key", "id"),
        Index("ix_published_incident_kind", "lang", "kind", "date_key", "id"),
        Index("ix_published_incident_updated", "lang", "updated_at", "id"),
        Index("ix_published_incident_slug", "lang", "slug"),
    )

    kind: Mapped[IncidentKind] = mapped_column(enum_type(IncidentKind, "kind"))
    date_key: Mapped[str] = mapped_column(String(30))
