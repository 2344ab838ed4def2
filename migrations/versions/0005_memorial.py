"""Tables of memorial."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column(
            "kind",
            sa.Enum(
                "killing",
                "death_found",
                "injuries",
                "repression",
                "detention",
                "raid",
                "fire",
                "damage",
                "blockade",
                "occupation",
                "closure",
                "decree",
                "deployment",
                "political_turn",
                name=op.f("ck_incident_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("date", sa.String(length=21), nullable=True),
        sa.Column("until", sa.String(length=21), nullable=True),
        sa.Column("killed_min", sa.Integer(), nullable=True),
        sa.Column("killed_max", sa.Integer(), nullable=True),
        sa.Column("injured_min", sa.Integer(), nullable=True),
        sa.Column("injured_max", sa.Integer(), nullable=True),
        sa.Column("detained_min", sa.Integer(), nullable=True),
        sa.Column("detained_max", sa.Integer(), nullable=True),
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
                name=op.f("ck_incident_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "detained_min >= 0 AND detained_max >= detained_min",
            name=op.f("ck_incident_detained_in_order"),
        ),
        sa.CheckConstraint(
            "injured_min >= 0 AND injured_max >= injured_min",
            name=op.f("ck_incident_injured_in_order"),
        ),
        sa.CheckConstraint(
            "killed_min >= 0 AND killed_max >= killed_min", name=op.f("ck_incident_killed_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("slug", name=op.f("uq_incident_slug")),
    )
    op.create_table(
        "published_figure",
        sa.Column(
            "kind",
            sa.Enum(
                "turnout",
                "police",
                "blockades",
                "poll",
                "membership",
                "resignations",
                "economy",
                "other",
                name=op.f("ck_published_figure_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("incident_id", sa.String(length=32), nullable=True),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_figure")),
    )
    op.create_index(
        "ix_published_figure_date", "published_figure", ["lang", "date_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_figure_incident",
        "published_figure",
        ["lang", "incident_id", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_figure_kind",
        "published_figure",
        ["lang", "kind", "date_key", "id"],
        unique=False,
    )
    op.create_index("ix_published_figure_slug", "published_figure", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_figure_updated",
        "published_figure",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "published_incident",
        sa.Column(
            "kind",
            sa.Enum(
                "killing",
                "death_found",
                "injuries",
                "repression",
                "detention",
                "raid",
                "fire",
                "damage",
                "blockade",
                "occupation",
                "closure",
                "decree",
                "deployment",
                "political_turn",
                name=op.f("ck_published_incident_kind"),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_incident")),
    )
    op.create_index(
        "ix_published_incident_date", "published_incident", ["lang", "date_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_incident_kind",
        "published_incident",
        ["lang", "kind", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_incident_slug", "published_incident", ["lang", "slug"], unique=False
    )
    op.create_index(
        "ix_published_incident_updated",
        "published_incident",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "published_toll",
        sa.Column(
            "harm",
            sa.Enum(
                "killed",
                "injured",
                "detained",
                name=op.f("ck_published_toll_harm"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("incident_id", sa.String(length=32), nullable=True),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_toll")),
    )
    op.create_index(
        "ix_published_toll_date", "published_toll", ["lang", "date_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_toll_harm", "published_toll", ["lang", "harm", "date_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_toll_incident",
        "published_toll",
        ["lang", "incident_id", "date_key", "id"],
        unique=False,
    )
    op.create_index("ix_published_toll_slug", "published_toll", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_toll_updated", "published_toll", ["lang", "updated_at", "id"], unique=False
    )
    op.create_table(
        "published_victim",
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "unnamed",
                "group",
                name=op.f("ck_published_victim_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("date_key", sa.String(length=30), nullable=False),
        sa.Column("place_id", sa.String(length=32), nullable=True),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_victim")),
    )
    op.create_index(
        "ix_published_victim_date", "published_victim", ["lang", "date_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_victim_kind",
        "published_victim",
        ["lang", "kind", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_victim_name", "published_victim", ["lang", "sort_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_victim_place",
        "published_victim",
        ["lang", "place_id", "date_key", "id"],
        unique=False,
    )
    op.create_index("ix_published_victim_slug", "published_victim", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_victim_updated",
        "published_victim",
        ["lang", "updated_at", "id"],
        unique=False,
    )
    op.create_table(
        "figure",
        sa.Column(
            "kind",
            sa.Enum(
                "turnout",
                "police",
                "blockades",
                "poll",
                "membership",
                "resignations",
                "economy",
                "other",
                name=op.f("ck_figure_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("figure", sa.Integer(), nullable=True),
        sa.Column("figure_text", sa.JSON(), nullable=True),
        sa.Column("as_of", sa.String(length=21), nullable=True),
        sa.Column("inferred_date", sa.String(length=21), nullable=True),
        sa.Column("inferred_reason", sa.JSON(), nullable=True),
        sa.Column("note", sa.JSON(), nullable=True),
        sa.Column(
            "qualifier",
            sa.Enum(
                "exactly",
                "at_least",
                "nearly",
                "about",
                "more_than",
                name=op.f("ck_figure_qualifier"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.String(length=32), nullable=True),
        sa.Column("incident_id", sa.String(length=32), nullable=True),
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
                name=op.f("ck_figure_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(inferred_date IS NULL) = (inferred_reason IS NULL)",
            name=op.f("ck_figure_inferred_says_why"),
        ),
        sa.CheckConstraint(
            "as_of IS NULL OR inferred_date IS NULL", name=op.f("ck_figure_as_of_or_inferred")
        ),
        sa.CheckConstraint("figure >= 0", name=op.f("ck_figure_figure_not_negative")),
        sa.CheckConstraint(
            "figure IS NOT NULL OR figure_text IS NOT NULL", name=op.f("ck_figure_says_how_many")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_figure_incident_id_incident"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_figure_place_id_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("slug", name=op.f("uq_figure_slug")),
    )
    op.create_index(op.f("ix_figure_incident_id"), "figure", ["incident_id"], unique=False)
    op.create_index(op.f("ix_figure_place_id"), "figure", ["place_id"], unique=False)
    op.create_table(
        "incident_claim",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "date",
                "until",
                "time",
                "places",
                "issued_by",
                "killed_min",
                "killed_max",
                "injured_min",
                "injured_max",
                "detained_min",
                "detained_max",
                "what_happened",
                "cause",
                name=op.f("ck_incident_claim_field"),
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
                name=op.f("ck_incident_claim_basis"),
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
                name=op.f("ck_incident_claim_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT shown OR status IN ('active', 'disputed')",
            name=op.f("ck_incident_claim_shown_is_current"),
        ),
        sa.CheckConstraint(
            "basis = 'stated' OR reasoning IS NOT NULL",
            name=op.f("ck_incident_claim_computed_says_how"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["incident.id"],
            name=op.f("fk_incident_claim_record_id_incident"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_claim")),
        sa.UniqueConstraint("record_id", "key", name=op.f("uq_incident_claim_record_id_key")),
    )
    op.create_index(
        "uq_incident_claim_shown",
        "incident_claim",
        ["record_id", "field"],
        unique=True,
        sqlite_where=sa.text("shown"),
        postgresql_where=sa.text("shown"),
    )
    op.create_table(
        "toll",
        sa.Column(
            "harm",
            sa.Enum(
                "killed",
                "injured",
                "detained",
                name=op.f("ck_toll_harm"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("population", sa.JSON(), nullable=True),
        sa.Column("part_of_id", sa.String(length=32), nullable=True),
        sa.Column("figure", sa.Integer(), nullable=True),
        sa.Column("figure_text", sa.JSON(), nullable=True),
        sa.Column("as_of", sa.String(length=21), nullable=True),
        sa.Column("inferred_date", sa.String(length=21), nullable=True),
        sa.Column("inferred_reason", sa.JSON(), nullable=True),
        sa.Column("note", sa.JSON(), nullable=True),
        sa.Column(
            "qualifier",
            sa.Enum(
                "exactly",
                "at_least",
                "nearly",
                "about",
                "more_than",
                name=op.f("ck_toll_qualifier"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.String(length=32), nullable=True),
        sa.Column("incident_id", sa.String(length=32), nullable=True),
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
                name=op.f("ck_toll_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(inferred_date IS NULL) = (inferred_reason IS NULL)",
            name=op.f("ck_toll_inferred_says_why"),
        ),
        sa.CheckConstraint(
            "as_of IS NULL OR inferred_date IS NULL", name=op.f("ck_toll_as_of_or_inferred")
        ),
        sa.CheckConstraint("figure >= 0", name=op.f("ck_toll_figure_not_negative")),
        sa.CheckConstraint(
            "figure IS NOT NULL OR figure_text IS NOT NULL", name=op.f("ck_toll_says_how_many")
        ),
        sa.CheckConstraint("part_of_id <> id", name=op.f("ck_toll_not_part_of_itself")),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_toll_incident_id_incident"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"], ["toll.id"], name=op.f("fk_toll_part_of_id_toll"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_toll_place_id_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toll")),
        sa.UniqueConstraint("slug", name=op.f("uq_toll_slug")),
    )
    op.create_index(op.f("ix_toll_incident_id"), "toll", ["incident_id"], unique=False)
    op.create_index(op.f("ix_toll_part_of_id"), "toll", ["part_of_id"], unique=False)
    op.create_index(op.f("ix_toll_place_id"), "toll", ["place_id"], unique=False)
    op.create_table(
        "victim",
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "unnamed",
                "group",
                name=op.f("ck_victim_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.JSON(), nullable=True),
        sa.Column("sentence", sa.JSON(), nullable=True),
        sa.Column(
            "grading",
            sa.Enum(
                "confirmed",
                "fair",
                "weak",
                "contested",
                "discounted",
                "not_assessed",
                name=op.f("ck_victim_grading"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("grading_reason", sa.JSON(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("count_min", sa.Integer(), nullable=True),
        sa.Column("count_max", sa.Integer(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("date_of_injury", sa.String(length=21), nullable=True),
        sa.Column("date_of_death", sa.String(length=21), nullable=True),
        sa.Column("date_found", sa.String(length=21), nullable=True),
        sa.Column("place_of_injury_id", sa.String(length=32), nullable=True),
        sa.Column("place_of_death_id", sa.String(length=32), nullable=True),
        sa.Column("place_found_id", sa.String(length=32), nullable=True),
        sa.Column(
            "wish_name",
            sa.Enum(
                "full",
                "first_name",
                "initials",
                "withheld",
                name=op.f("ck_victim_wish_name"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "wish_place",
            sa.Enum(
                "full",
                "region",
                "withheld",
                name=op.f("ck_victim_wish_place"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "wish_age",
            sa.Enum(
                "full",
                "withheld",
                name=op.f("ck_victim_wish_age"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("public_slug", sa.String(length=80), nullable=True),
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
                name=op.f("ck_victim_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'group') = (count_min IS NOT NULL)", name=op.f("ck_victim_groups_have_counts")
        ),
        sa.CheckConstraint(
            "(kind = 'person') = (name IS NOT NULL)", name=op.f("ck_victim_persons_have_names")
        ),
        sa.CheckConstraint(
            "(wish_name = 'full') = (public_slug IS NULL)",
            name=op.f("ck_victim_narrow_name_has_its_slug"),
        ),
        sa.CheckConstraint(
            "kind = 'person' OR title IS NOT NULL", name=op.f("ck_victim_others_have_titles")
        ),
        sa.CheckConstraint("age BETWEEN 0 AND 130", name=op.f("ck_victim_age_is_human")),
        sa.CheckConstraint(
            "count_max IS NULL OR count_min IS NOT NULL", name=op.f("ck_victim_count_max_has_min")
        ),
        sa.CheckConstraint(
            "count_min >= 1 AND count_max >= count_min", name=op.f("ck_victim_counts_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["place_found_id"],
            ["place.id"],
            name=op.f("fk_victim_place_found_id_place"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["place_of_death_id"],
            ["place.id"],
            name=op.f("fk_victim_place_of_death_id_place"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["place_of_injury_id"],
            ["place.id"],
            name=op.f("fk_victim_place_of_injury_id_place"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim")),
        sa.UniqueConstraint("public_slug", name=op.f("uq_victim_public_slug")),
        sa.UniqueConstraint("slug", name=op.f("uq_victim_slug")),
    )
    op.create_index(op.f("ix_victim_place_found_id"), "victim", ["place_found_id"], unique=False)
    op.create_index(
        op.f("ix_victim_place_of_death_id"), "victim", ["place_of_death_id"], unique=False
    )
    op.create_index(
        op.f("ix_victim_place_of_injury_id"), "victim", ["place_of_injury_id"], unique=False
    )
    op.create_table(
        "figure_citation",
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
            "paragraph_from >= 1", name=op.f("ck_figure_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_figure_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["figure.id"],
            name=op.f("fk_figure_citation_owner_id_figure"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_figure_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_citation")),
    )
    op.create_index(
        op.f("ix_figure_citation_owner_id"), "figure_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_figure_citation_source_id"), "figure_citation", ["source_id"], unique=False
    )
    op.create_table(
        "incident_claim_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_incident_claim_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_incident_claim_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["incident_claim.id"],
            name=op.f("fk_incident_claim_citation_owner_id_incident_claim"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_incident_claim_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_claim_citation")),
    )
    op.create_index(
        op.f("ix_incident_claim_citation_owner_id"),
        "incident_claim_citation",
        ["owner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_incident_claim_citation_source_id"),
        "incident_claim_citation",
        ["source_id"],
        unique=False,
    )
    op.create_table(
        "toll_citation",
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
            "paragraph_from >= 1", name=op.f("ck_toll_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_toll_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["toll.id"],
            name=op.f("fk_toll_citation_owner_id_toll"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_toll_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toll_citation")),
    )
    op.create_index(op.f("ix_toll_citation_owner_id"), "toll_citation", ["owner_id"], unique=False)
    op.create_index(
        op.f("ix_toll_citation_source_id"), "toll_citation", ["source_id"], unique=False
    )
    op.create_table(
        "victim_claim",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "name",
                "count_min",
                "count_max",
                "age",
                "role",
                "affiliation",
                "date_of_injury",
                "date_of_death",
                "date_found",
                "place_of_injury",
                "place_of_death",
                "place_found",
                "injury",
                "circumstances",
                name=op.f("ck_victim_claim_field"),
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
                name=op.f("ck_victim_claim_basis"),
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
                name=op.f("ck_victim_claim_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT shown OR status IN ('active', 'disputed')",
            name=op.f("ck_victim_claim_shown_is_current"),
        ),
        sa.CheckConstraint(
            "basis = 'stated' OR reasoning IS NOT NULL",
            name=op.f("ck_victim_claim_computed_says_how"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["victim.id"],
            name=op.f("fk_victim_claim_record_id_victim"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_claim")),
        sa.UniqueConstraint("record_id", "key", name=op.f("uq_victim_claim_record_id_key")),
    )
    op.create_index(
        "uq_victim_claim_shown",
        "victim_claim",
        ["record_id", "field"],
        unique=True,
        sqlite_where=sa.text("shown"),
        postgresql_where=sa.text("shown"),
    )
    op.create_table(
        "victim_incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_victim_incident_incident_id_incident"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["victim_id"],
            ["victim.id"],
            name=op.f("fk_victim_incident_victim_id_victim"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_incident")),
        sa.UniqueConstraint(
            "victim_id", "incident_id", name=op.f("uq_victim_incident_victim_id_incident_id")
        ),
    )
    op.create_index(
        op.f("ix_victim_incident_incident_id"), "victim_incident", ["incident_id"], unique=False
    )
    op.create_table(
        "victim_claim_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_victim_claim_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_victim_claim_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["victim_claim.id"],
            name=op.f("fk_victim_claim_citation_owner_id_victim_claim"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_victim_claim_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_victim_claim_citation")),
    )
    op.create_index(
        op.f("ix_victim_claim_citation_owner_id"),
        "victim_claim_citation",
        ["owner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_victim_claim_citation_source_id"),
        "victim_claim_citation",
        ["source_id"],
        unique=False,
    )
