"""Tables of organisations."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kit.db import Base, TextsType, enum_type
from app.kit.languages import Texts
from app.organisations.enums import OrganisationKind
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns


class Organisation(Record, Base):
    """One organisation, whatever it is called."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("country IS NULL OR length(country) = 2", name="country_is_alpha_2"),
    )

    name: Mapped[str] = mapped_column(Text)
    name_language: Mapped[str] = mapped_column(String(3))
    kind: Mapped[OrganisationKind] = mapped_column(enum_type(OrganisationKind, "kind"))
    country: Mapped[str | None] = mapped_column(String(2))
    place_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )
    site: Mapped[str | None] = mapped_column(Text)
    description: Mapped[Texts | None] = mapped_column(TextsType)

    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="OrganisationAlias.position"
    )
    citations: Mapped[list["OrganisationCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="OrganisationCitation.position"
    )


class OrganisationAlias(Base):
    """Another name; ``is_ours`` when we translated it."""

    __tablename__ = "organisation_alias"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    language: Mapped[str | None] = mapped_column(String(3))
    is_ours: Mapped[bool] = mapped_column(default=False)

    citations: Mapped[list["OrganisationAliasCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="OrganisationAliasCitation.position"
    )


class OrganisationCitation(CitationColumns, Base):
    """Where the organisation stands."""

    __tablename__ = "organisation_citation"

    owner_id: Mapped[str] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )


class OrganisationAliasCitation(CitationColumns, Base):
    """Where another name of the organisation stands."""

    __tablename__ = "organisation_alias_citation"

    alias_id: Mapped[int] = mapped_column(
        ForeignKey("organisation_alias.id", ondelete="CASCADE"), index=True
    )


class PublishedOrganisation(Published, Base):
    """Organisations as the public reads them."""

    __tablename__ = "published_organisation"
    __table_args__ = (
        Index("ix_published_organisation_name", "lang", "sort_key", "id"),
        Index("ix_published_organisation_updated", "lang", "updated_at", "id"),
        Index("ix_published_organisation_slug", "lang", "slug"),
        Index("ix_published_organisation_kind", "lang", "kind", "sort_key", "id"),
        Index("ix_published_organisation_country", "lang", "country", "sort_key", "id"),
    )

    kind: Mapped[OrganisationKind] = mapped_column(enum_type(OrganisationKind, "kind"))
    country: Mapped[str | None] = mapped_column(String(2))
