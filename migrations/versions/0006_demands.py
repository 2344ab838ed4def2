"""Tables of demands."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demand",
        sa.Column(
            "kind",
            sa.Enum(
                "movement",
                "position",
                "counter",
                name=op.f("ck_demand_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=True),
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
                name=op.f("ck_demand_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand")),
        sa.UniqueConstraint("slug", name=op.f("uq_demand_slug")),
    )
    op.create_table(
        "published_demand",
        sa.Column(
            "kind",
            sa.Enum(
                "movement",
                "position",
                "counter",
                name=op.f("ck_published_demand_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_demand")),
    )
    op.create_index(
        "ix_published_demand_kind",
        "published_demand",
        ["lang", "kind", "sort_key", "id"],
        unique=False,
    )
    op.create_index("ix_published_demand_slug", "published_demand", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_demand_title", "published_demand", ["lang", "sort_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_demand_updated",
        "published_demand",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "demand_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=True),
        sa.Column("who", sa.JSON(), nullable=True),
        sa.Column("wording", sa.JSON(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("quotation_language", sa.String(length=3), nullable=True),
        sa.CheckConstraint(
            "(organisation_id IS NULL) <> (who IS NULL)",
            name=op.f("ck_demand_support_one_supporter"),
        ),
        sa.CheckConstraint(
            "(quotation IS NULL) = (quotation_language IS NULL)",
            name=op.f("ck_demand_support_quotation_has_language"),
        ),
        sa.ForeignKeyConstraint(
            ["demand_id"],
            ["demand.id"],
            name=op.f("fk_demand_support_demand_id_demand"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_demand_support_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_support")),
        sa.UniqueConstraint("demand_id", "key", name=op.f("uq_demand_support_demand_id_key")),
    )
    op.create_index(
        op.f("ix_demand_support_organisation_id"),
        "demand_support",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "demand_support_citation",
        sa.Column("support_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_demand_support_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_demand_support_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_demand_support_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["support_id"],
            ["demand_support.id"],
            name=op.f("fk_demand_support_citation_support_id_demand_support"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_support_citation")),
    )
    op.create_index(
        op.f("ix_demand_support_citation_source_id"),
        "demand_support_citation",
        ["source_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_demand_support_citation_support_id"),
        "demand_support_citation",
        ["support_id"],
        unique=False,
    )
