"""Tables of statements."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_statement",
        sa.Column(
            "kind",
            sa.Enum(
                "recorded",
                "testimony",
                "our_own",
                name=op.f("ck_published_statement_kind"),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_statement")),
    )
    op.create_index(
        "ix_published_statement_date",
        "published_statement",
        ["lang", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_statement_kind",
        "published_statement",
        ["lang", "kind", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_statement_slug", "published_statement", ["lang", "slug"], unique=False
    )
    op.create_index(
        "ix_published_statement_title",
        "published_statement",
        ["lang", "sort_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_statement_updated",
        "published_statement",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "statement",
        sa.Column(
            "kind",
            sa.Enum(
                "recorded",
                "testimony",
                "our_own",
                name=op.f("ck_statement_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("speaker", sa.JSON(), nullable=True),
        sa.Column("gist", sa.JSON(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("quotation_language", sa.String(length=3), nullable=True),
        sa.Column("date", sa.String(length=21), nullable=True),
        sa.Column("place_id", sa.String(length=32), nullable=True),
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
                name=op.f("ck_statement_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(quotation IS NULL) = (quotation_language IS NULL)",
            name=op.f("ck_statement_quotation_has_language"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_statement_place_id_place"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("slug", name=op.f("uq_statement_slug")),
    )
    op.create_index(op.f("ix_statement_place_id"), "statement", ["place_id"], unique=False)
    op.create_table(
        "statement_citation",
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_statement_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_statement_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["statement.id"],
            name=op.f("fk_statement_citation_owner_id_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_statement_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_citation")),
    )
    op.create_index(
        op.f("ix_statement_citation_owner_id"), "statement_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_statement_citation_source_id"), "statement_citation", ["source_id"], unique=False
    )
    op.create_table(
        "statement_claim",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "date",
                "place",
                name=op.f("ck_statement_claim_field"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("reasoning", sa.JSON(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "stated",
                "computed",
                name=op.f("ck_statement_claim_basis"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "disputed",
                "superseded",
                "withdrawn",
                name=op.f("ck_statement_claim_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT shown OR status IN ('active', 'disputed')",
            name=op.f("ck_statement_claim_shown_is_current"),
        ),
        sa.CheckConstraint(
            "basis = 'stated' OR reasoning IS NOT NULL",
            name=op.f("ck_statement_claim_computed_says_how"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["statement.id"],
            name=op.f("fk_statement_claim_record_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_claim")),
        sa.UniqueConstraint("record_id", "key", name=op.f("uq_statement_claim_record_id_key")),
    )
    op.create_index(
        "uq_statement_claim_shown",
        "statement_claim",
        ["record_id", "field"],
        unique=True,
        sqlite_where=sa.text("shown"),
        postgresql_where=sa.text("shown"),
    )
    op.create_table(
        "statement_demand",
        sa.Column("statement_id", sa.String(length=32), nullable=False),
        sa.Column("demand_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"],
            ["demand.id"],
            name=op.f("fk_statement_demand_demand_id_demand"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_demand_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "demand_id", name=op.f("pk_statement_demand")),
    )
    op.create_index(
        op.f("ix_statement_demand_demand_id"), "statement_demand", ["demand_id"], unique=False
    )
    op.create_table(
        "statement_incident",
        sa.Column("statement_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_statement_incident_incident_id_incident"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_incident_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "incident_id", name=op.f("pk_statement_incident")),
    )
    op.create_index(
        op.f("ix_statement_incident_incident_id"),
        "statement_incident",
        ["incident_id"],
        unique=False,
    )
    op.create_table(
        "statement_issuer",
        sa.Column("statement_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_statement_issuer_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_issuer_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "statement_id", "organisation_id", name=op.f("pk_statement_issuer")
        ),
    )
    op.create_index(
        op.f("ix_statement_issuer_organisation_id"),
        "statement_issuer",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "statement_claim_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1",
            name=op.f("ck_statement_claim_citation_paragraph_counts_from_one"),
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_statement_claim_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["statement_claim.id"],
            name=op.f("fk_statement_claim_citation_owner_id_statement_claim"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_statement_claim_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_claim_citation")),
    )
    op.create_index(
        op.f("ix_statement_claim_citation_owner_id"),
        "statement_claim_citation",
        ["owner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_statement_claim_citation_source_id"),
        "statement_claim_citation",
        ["source_id"],
        unique=False,
    )
