"""Tables of events."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_event",
        sa.Column(
            "kind",
            sa.Enum(
                "demonstration",
                "march",
                "vigil",
                "meeting",
                "strike",
                "caravan",
                "roadblock",
                "occupation",
                "online_meeting",
                name=op.f("ck_published_event_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "draft",
                "proposed",
                "published",
                "cancelled",
                "postponed",
                "held",
                name=op.f("ck_published_event_standing"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.String(length=4), nullable=False),
        sa.Column(
            "date_key",
            sa.String(length=220).with_variant(sa.String(length=220, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "first_day",
            sa.String(length=220).with_variant(sa.String(length=220, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "last_day",
            sa.String(length=220).with_variant(sa.String(length=220, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "over_key",
            sa.String(length=220).with_variant(sa.String(length=220, collation="C"), "postgresql"),
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
        sa.PrimaryKeyConstraint("id", "lang", name=op.f("pk_published_event")),
    )
    op.create_index(
        "ix_published_event_date", "published_event", ["lang", "date_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_event_days",
        "published_event",
        ["lang", "last_day", "first_day"],
        unique=False,
    )
    op.create_index(
        "ix_published_event_kind",
        "published_event",
        ["lang", "kind", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_event_over", "published_event", ["lang", "over_key"], unique=False
    )
    op.create_index(
        "ix_published_event_place",
        "published_event",
        ["lang", "place_id", "date_key", "id"],
        unique=False,
    )
    op.create_index("ix_published_event_slug", "published_event", ["lang", "slug"], unique=False)
    op.create_index(
        "ix_published_event_standing",
        "published_event",
        ["lang", "standing", "date_key", "id"],
        unique=False,
    )
    op.create_index(
        "ix_published_event_title", "published_event", ["lang", "sort_key", "id"], unique=False
    )
    op.create_index(
        "ix_published_event_updated", "published_event", ["lang", "updated_at", "id"], unique=False
    )
    op.create_index(
        "ix_published_event_year",
        "published_event",
        ["lang", "year", "date_key", "id"],
        unique=False,
    )
    op.create_table(
        "event",
        sa.Column(
            "kind",
            sa.Enum(
                "demonstration",
                "march",
                "vigil",
                "meeting",
                "strike",
                "caravan",
                "roadblock",
                "occupation",
                "online_meeting",
                name=op.f("ck_event_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "draft",
                "proposed",
                "published",
                "cancelled",
                "postponed",
                "held",
                name=op.f("ck_event_standing"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_wall", sa.String(length=19), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_wall", sa.String(length=19), nullable=True),
        sa.Column("date", sa.String(length=21), nullable=True),
        sa.Column("place_id", sa.String(length=32), nullable=True),
        sa.Column("online_url", sa.Text(), nullable=True),
        sa.Column("step_free_route", sa.JSON(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=True),
        sa.Column("legal_aid", sa.Text(), nullable=True),
        sa.Column("first_aid", sa.Text(), nullable=True),
        sa.Column("stewards_sign", sa.JSON(), nullable=True),
        sa.Column("bring", sa.JSON(), nullable=True),
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
                name=op.f("ck_event_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "online_url IS NULL OR substr(online_url, 1, 4) = 'http'",
            name=op.f("ck_event_online_url_is_http"),
        ),
        sa.CheckConstraint(
            "(ends_at IS NULL) = (ends_wall IS NULL)", name=op.f("ck_event_end_has_wall_time")
        ),
        sa.CheckConstraint(
            "(starts_at IS NULL) = (starts_wall IS NULL)", name=op.f("ck_event_start_has_wall_time")
        ),
        sa.CheckConstraint(
            "ends_at IS NULL OR (starts_at IS NOT NULL AND ends_at >= starts_at)",
            name=op.f("ck_event_ends_after_it_starts"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_event_place_id_place"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
    )
    op.create_index(op.f("ix_event_place_id"), "event", ["place_id"], unique=False)
    op.create_table(
        "event_citation",
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_event_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_event_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["event.id"],
            name=op.f("fk_event_citation_owner_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_event_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_citation")),
    )
    op.create_index(
        op.f("ix_event_citation_owner_id"), "event_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_event_citation_source_id"), "event_citation", ["source_id"], unique=False
    )
    op.create_table(
        "event_claim",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "name",
                "date",
                "time",
                "place",
                "turnout",
                "called_by",
                "what_happened",
                name=op.f("ck_event_claim_field"),
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
                name=op.f("ck_event_claim_basis"),
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
                name=op.f("ck_event_claim_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT shown OR status IN ('active', 'disputed')",
            name=op.f("ck_event_claim_shown_is_current"),
        ),
        sa.CheckConstraint(
            "basis = 'stated' OR reasoning IS NOT NULL",
            name=op.f("ck_event_claim_computed_says_how"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["event.id"],
            name=op.f("fk_event_claim_record_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_claim")),
        sa.UniqueConstraint("record_id", "key", name=op.f("uq_event_claim_record_id_key")),
    )
    op.create_index(
        "uq_event_claim_shown",
        "event_claim",
        ["record_id", "field"],
        unique=True,
        sqlite_where=sa.text("shown"),
        postgresql_where=sa.text("shown"),
    )
    op.create_table(
        "event_demand",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("demand_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"],
            ["demand.id"],
            name=op.f("fk_event_demand_demand_id_demand"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_demand_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "demand_id", name=op.f("pk_event_demand")),
    )
    op.create_index(op.f("ix_event_demand_demand_id"), "event_demand", ["demand_id"], unique=False)
    op.create_table(
        "event_host",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "host",
                "calls",
                "supports",
                name=op.f("ck_event_host_role"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_host_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_event_host_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_host")),
        sa.UniqueConstraint(
            "event_id",
            "organisation_id",
            "role",
            name=op.f("uq_event_host_event_id_organisation_id_role"),
        ),
    )
    op.create_index(
        op.f("ix_event_host_organisation_id"), "event_host", ["organisation_id"], unique=False
    )
    op.create_table(
        "event_incident",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_incident_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_event_incident_incident_id_incident"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "incident_id", name=op.f("pk_event_incident")),
    )
    op.create_index(
        op.f("ix_event_incident_incident_id"), "event_incident", ["incident_id"], unique=False
    )
    op.create_table(
        "event_remembrance",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("victim_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_remembrance_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["victim_id"],
            ["victim.id"],
            name=op.f("fk_event_remembrance_victim_id_victim"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "victim_id", name=op.f("pk_event_remembrance")),
    )
    op.create_index(
        op.f("ix_event_remembrance_victim_id"), "event_remembrance", ["victim_id"], unique=False
    )
    op.create_table(
        "event_slogan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("translations", sa.JSON(), nullable=True),
        sa.Column("accuses_living_person", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_slogan_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_slogan")),
    )
    op.create_index(op.f("ix_event_slogan_event_id"), "event_slogan", ["event_id"], unique=False)
    op.create_table(
        "event_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "assembly",
                "waypoint",
                "end",
                name=op.f("ck_event_stop_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("place_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("note", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_stop_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_event_stop_place_id_place"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_stop")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_event_stop_event_id_position")),
    )
    op.create_index(op.f("ix_event_stop_event_id"), "event_stop", ["event_id"], unique=False)
    op.create_index(op.f("ix_event_stop_place_id"), "event_stop", ["place_id"], unique=False)
    op.create_table(
        "event_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "moved",
                "delayed",
                "cancelled",
                "other",
                name=op.f("ck_event_update_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_update_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_update")),
    )
    op.create_index(op.f("ix_event_update_event_id"), "event_update", ["event_id"], unique=False)
    op.create_table(
        "event_claim_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_event_claim_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_event_claim_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["event_claim.id"],
            name=op.f("fk_event_claim_citation_owner_id_event_claim"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_event_claim_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_claim_citation")),
    )
    op.create_index(
        op.f("ix_event_claim_citation_owner_id"), "event_claim_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_event_claim_citation_source_id"),
        "event_claim_citation",
        ["source_id"],
        unique=False,
    )
    op.create_table(
        "event_host_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_event_host_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_event_host_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["event_host.id"],
            name=op.f("fk_event_host_citation_owner_id_event_host"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_event_host_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_host_citation")),
    )
    op.create_index(
        op.f("ix_event_host_citation_owner_id"), "event_host_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_event_host_citation_source_id"), "event_host_citation", ["source_id"], unique=False
    )
    op.create_table(
        "event_slogan_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_event_slogan_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_event_slogan_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["event_slogan.id"],
            name=op.f("fk_event_slogan_citation_owner_id_event_slogan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_event_slogan_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_slogan_citation")),
    )
    op.create_index(
        op.f("ix_event_slogan_citation_owner_id"),
        "event_slogan_citation",
        ["owner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_event_slogan_citation_source_id"),
        "event_slogan_citation",
        ["source_id"],
        unique=False,
    )
    op.create_table(
        "event_stop_citation",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_from", sa.Integer(), nullable=False),
        sa.Column("paragraph_to", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=200), nullable=False),
        sa.Column("attributed_to", sa.JSON(), nullable=True),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "paragraph_from >= 1", name=op.f("ck_event_stop_citation_paragraph_counts_from_one")
        ),
        sa.CheckConstraint(
            "paragraph_to IS NULL OR paragraph_to > paragraph_from",
            name=op.f("ck_event_stop_citation_paragraphs_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["event_stop.id"],
            name=op.f("fk_event_stop_citation_owner_id_event_stop"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_event_stop_citation_source_id_source"),
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_stop_citation")),
    )
    op.create_index(
        op.f("ix_event_stop_citation_owner_id"), "event_stop_citation", ["owner_id"], unique=False
    )
    op.create_index(
        op.f("ix_event_stop_citation_source_id"), "event_stop_citation", ["source_id"], unique=False
    )
