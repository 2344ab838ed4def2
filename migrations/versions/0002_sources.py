"""Tables of sources."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_source",
        sa.Column(
            "kind",
            sa.Enum(
                "article",
                "statement",
                "report",
                "reference_work",
                "communication",
                name=op.f("ck_published_source_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("date_key", sa.String(length=30), nullable=False),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_source")),
    )
    op.create_index(
        "ix_published_source_date", "published_source", ["lang", "date_key", "id"], unique=False
    )
    op.create_index("ix_published_source_slug", "published_source", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_source_title", "published_source", ["lang", "sort_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_source_updated",
        "published_source",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "source",
        sa.Column(
            "kind",
            sa.Enum(
                "article",
                "statement",
                "report",
                "reference_work",
                "communication",
                name=op.f("ck_source_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_language", sa.String(length=3), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=21), nullable=True),
        sa.Column("inferred_date", sa.String(length=21), nullable=True),
        sa.Column("inferred_reason", sa.JSON(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("archived_url", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=3), nullable=True),
        sa.Column("origin", sa.String(length=80), nullable=True),
        sa.Column("origin_note", sa.JSON(), nullable=True),
        sa.Column("description", sa.JSON(), nullable=True),
        sa.Column("licence", sa.String(length=200), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
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
                name=op.f("ck_source_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(inferred_date IS NULL) = (inferred_reason IS NULL)",
            name=op.f("ck_source_inferred_says_why"),
        ),
        sa.CheckConstraint(
            "published IS NULL OR inferred_date IS NULL",
            name=op.f("ck_source_published_or_inferred"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
    )
    op.create_index(op.f("ix_source_origin"), "source", ["origin"], unique=False)
    op.create_table(
        "source_citation",
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("is_of_inference", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_source_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_source_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["source.id"],
            name=op.f("fk_source_citation_owner_id_source"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_source_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_citation")),
    )
    op.create_index(
        op.f("ix_source_citation_owner_id"), "source_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_source_citation_source_id"), "source_citation", ["source_id"], unique=False
    )
