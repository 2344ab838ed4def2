"""Tables of organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_organisation",
        sa.Column(
            "kind",
            sa.Enum(
                "trade_union",
                "peasant",
                "indigenous",
                "student",
                "human_rights",
                "solidarity",
                "coordination",
                "party",
                "employers",
                "company",
                "media",
                "state",
                "international",
                "research",
                "other",
                name=op.f("ck_published_organisation_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lang", sa.String(length=3), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.String(length=16), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=220).with_variant(sa.String(length=220, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_organisation")),
    )
    op.create_index(
        "ix_published_organisation_country",
        "published_organisation",
        ["lang", "country", "sort_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_organisation_kind",
        "published_organisation",
        ["lang", "kind", "sort_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_organisation_name",
        "published_organisation",
        ["lang", "sort_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_organisation_slug", "published_organisation", ["lang", "slug"], unique=False
    )
    op.create_index(
        "ix_published_organisation_updated",
        "published_organisation",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "organisation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_language", sa.String(length=3), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "trade_union",
                "peasant",
                "indigenous",
                "student",
                "human_rights",
                "solidarity",
                "coordination",
                "party",
                "employers",
                "company",
                "media",
                "state",
                "international",
                "research",
                "other",
                name=op.f("ck_organisation_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("place_id", sa.String(length=32), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("description", sa.JSON(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "in_review",
                "published",
                "restricted",
                "withdrawn",
                name=op.f("ck_organisation_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "country IS NULL OR length(country) = 2",
            name=op.f("ck_organisation_country_is_alpha_2"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_organisation_place_id_place"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    op.create_index(op.f("ix_organisation_place_id"), "organisation", ["place_id"], unique=False)
    op.create_table(
        "organisation_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=True),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_alias_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_alias")),
        sa.UniqueConstraint(
            "organisation_id", "name", name=op.f("uq_organisation_alias_organisation_id_name")
        ),
    )
    op.create_index(
        op.f("ix_organisation_alias_organisation_id"),
        "organisation_alias",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "organisation_citation",
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_organisation_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_organisation_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_citation_owner_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_organisation_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_citation")),
    )
    op.create_index(
        op.f("ix_organisation_citation_owner_id"),
        "organisation_citation",
        ["owner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organisation_citation_source_id"),
        "organisation_citation",
        ["source_id"],
        unique=False,
    )
    op.create_table(
        "organisation_alias_citation",
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1",
            name=op.f("ck_organisation_alias_citation_paragraph_counts_from_one"),
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_organisation_alias_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["alias_id"],
            ["organisation_alias.id"],
            name=op.f("fk_organisation_alias_citation_alias_id_organisation_alias"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_organisation_alias_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_alias_citation")),
    )
    op.create_index(
        op.f("ix_organisation_alias_citation_alias_id"),
        "organisation_alias_citation",
        ["alias_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organisation_alias_citation_source_id"),
        "organisation_alias_citation",
        ["source_id"],
        unique=False,
    )
