"""Tables of places."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column(
            "kind",
            sa.Enum(
                "country",
                "region",
                "province",
                "city",
                "district",
                "street",
                "square",
                "building",
                "university",
                "airport",
                "mine",
                "road",
                "bridge",
                "border",
                "area",
                name=op.f("ck_place_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=True),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
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
                name=op.f("ck_place_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_place_coordinates_are_a_pair")
        ),
        sa.CheckConstraint(
            "country IS NULL OR length(country) = 2", name=op.f("ck_place_country_is_alpha_2")
        ),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude_in_range")),
        sa.CheckConstraint(
            "longitude BETWEEN -180 AND 180", name=op.f("ck_place_longitude_in_range")
        ),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_place_not_inside_itself")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["place.id"], name=op.f("fk_place_parent_id_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("slug", name=op.f("uq_place_slug")),
    )
    op.create_index(op.f("ix_place_parent_id"), "place", ["parent_id"], unique=False)
    op.create_table(
        "published_place",
        sa.Column(
            "kind",
            sa.Enum(
                "country",
                "region",
                "province",
                "city",
                "district",
                "street",
                "square",
                "building",
                "university",
                "airport",
                "mine",
                "road",
                "bridge",
                "border",
                "area",
                name=op.f("ck_published_place_kind"),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_place")),
    )
    op.create_index(
        "ix_published_place_country",
        "published_place",
        ["lang", "country", "sort_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_place_kind",
        "published_place",
        ["lang", "kind", "sort_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_place_name", "published_place", ["lang", "sort_key", "id"], unique=False
    )
    op.create_index("ix_published_place_slug", "published_place", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_place_updated", "published_place", ["lang", "updated_at", "id"], unique=False
    )
    op.create_table(
        "place_citation",
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_place_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_place_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["place.id"],
            name=op.f("fk_place_citation_owner_id_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_place_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_citation")),
    )
    op.create_index(
        op.f("ix_place_citation_owner_id"), "place_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_place_citation_source_id"), "place_citation", ["source_id"], unique=False
    )
