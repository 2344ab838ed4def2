"""Tables of statements."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kit.dates import PartialDate
from app.kit.db import Base, PartialDateType, TextsType, enum_type
from app.kit.languages import Texts
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns, ClaimColumns, claim_constraints
from app.statements.enums import StatementField, StatementKind


class Statement(Record, Base):
    """Words on record; ``date`` and ``place_id`` come from the shown claims."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint(
            "(quotation IS NULL) = (quotation_language IS NULL)", name="quotation_has_language"
        ),
    )

    kind: Mapped[StatementKind] = mapped_column(enum_type(StatementKind, "kind"))
    title: Mapped[Texts] = mapped_column(TextsType)
    speaker: Mapped[Texts | None] = mapped_column(TextsType)
    gist: Mapped[Texts | None] = mapped_column(TextsType)
    quotation: Mapped[str | None] = mapped_column(Text)
    quotation_language: Mapped[str | None] = mapped_column(String(3))

    date: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    place_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )

    issuers: Mapped[list["StatementIssuer"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StatementIssuer.position"
    )
    incidents: Mapped[list["StatementIncident"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StatementIncident.position"
    )
    demands: Mapped[list["StatementDemand"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StatementDemand.position"
    )
    claims: Mapped[list["StatementClaim"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StatementClaim.position"
    )
    citations: Mapped[list["StatementCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StatementCitation.position"
    )


class StatementIssuer(Base):
    """An organisation whose words they are."""

    __tablename__ = "statement_issuer"

    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[str] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int]


class StatementIncident(Base):
    """An incident that the words speak of."""

    __tablename__ = "statement_incident"

    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    incident_id: Mapped[str] = mapped_column(
        ForeignKey("incident.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int]


class StatementDemand(Base):
    """A demand that the words make, or answer."""

    __tablename__ = "statement_demand"

    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    demand_id: Mapped[str] = mapped_column(
        ForeignKey("demand.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int]


class StatementClaim(ClaimColumns, Base):
    """What a source says of when or where the words were said."""

    __tablename__ = "statement_claim"
    __table_args__ = claim_constraints("statement_claim")

    record_id: Mapped[str] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    field: Mapped[StatementField] = mapped_column(enum_type(StatementField, "field"))

    citations: Mapped[list["StatementClaimCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StatementClaimCitation.position"
    )


class StatementClaimCitation(CitationColumns, Base):
    __tablename__ = "statement_claim_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("statement_claim.id", ondelete="CASCADE"), index=True
    )


class StatementCitation(CitationColumns, Base):
    """Where the words stand."""

    __tablename__ = "statement_citation"

    owner_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), index=True
    )


class PublishedStatement(Published, Base):
    """Statements as the public reads them."""

    __tablename__ = "published_statement"
    __table_args__ = (
        Index("ix_published_statement_title", "lang", "sort_key", "id"),
        Index("ix_published_statement_updated", "lang", "updated_at", "id"),
        Index("ix_published_statement_date", "lang", "date_key", "id"),
        Index("ix_published_statement_slug", "lang", "slug"),
        Index("ix_published_statement_kind", "lang", "kind", "date_key", "id"),
    )

    kind: Mapped[StatementKind] = mapped_column(enum_type(StatementKind, "kind"))
    date_key: Mapped[str] = mapped_column(String(30))
