"""Tables of sign-ups."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_up_form",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "head_count",
                "names",
                name=op.f("ck_sign_up_form_mode"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("has_waiting_list", sa.Boolean(), nullable=False),
        sa.Column("largest_party", sa.Integer(), nullable=False),
        sa.Column("purge_days", sa.Integer(), nullable=False),
        sa.Column("shows_counts", sa.Boolean(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("coming", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("next_in_line", sa.Integer(), nullable=False),
        sa.Column("purge_on", sa.Date(), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_people", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT is_open OR purged_at IS NULL", name=op.f("ck_sign_up_form_purged_is_closed")
        ),
        sa.CheckConstraint(
            "forgotten_at IS NULL OR purged_at IS NOT NULL",
            name=op.f("ck_sign_up_form_purged_before_forgotten"),
        ),
        sa.CheckConstraint(
            "capacity IS NOT NULL OR NOT has_waiting_list",
            name=op.f("ck_sign_up_form_waits_for_a_seat"),
        ),
        sa.CheckConstraint(
            "capacity IS NULL OR capacity >= 1",
            name=op.f("ck_sign_up_form_capacity_is_one_or_more"),
        ),
        sa.CheckConstraint(
            "capacity IS NULL OR taken <= capacity",
            name=op.f("ck_sign_up_form_never_over_capacity"),
        ),
        sa.CheckConstraint("coming >= 0", name=op.f("ck_sign_up_form_coming_not_negative")),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_sign_up_form_counted_not_negative")),
        sa.CheckConstraint(
            "largest_party BETWEEN 1 AND 20", name=op.f("ck_sign_up_form_party_is_small")
        ),
        sa.CheckConstraint(
            "purge_days BETWEEN 1 AND 30", name=op.f("ck_sign_up_form_kept_for_days")
        ),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_sign_up_form_taken_not_negative")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_sign_up_form_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_sign_up_form")),
    )
    op.create_table(
        "event_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("made_for", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["sign_up_form.event_id"],
            name=op.f("fk_event_key_event_id_sign_up_form"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_key")),
        sa.UniqueConstraint(
            "event_id", "generation", name=op.f("uq_event_key_event_id_generation")
        ),
    )
    op.create_table(
        "event_key_lock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_key_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reader",
                "rescue",
                name=op.f("ck_event_key_lock_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("sealed_to", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_event_key_lock_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_key_id"],
            ["event_key.id"],
            name=op.f("fk_event_key_lock_event_key_id_event_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_key_lock")),
        sa.UniqueConstraint(
            "event_key_id",
            "kind",
            "account_id",
            name=op.f("uq_event_key_lock_event_key_id_kind_account_id"),
        ),
    )
    op.create_index(
        op.f("ix_event_key_lock_account_id"), "event_key_lock", ["account_id"], unique=False
    )
    op.create_table(
        "rescue_sheet",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_rescue_sheet_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_rescue_sheet")),
    )
    op.create_table(
        "sign_up",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "confirmed",
                "waiting",
                "cancelled",
                "attended",
                name=op.f("ck_sign_up_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lang", sa.String(length=3), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("event_key_id", sa.Integer(), nullable=True),
        sa.Column("view", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("address_index", sa.LargeBinary(), nullable=True),
        sa.Column("is_informed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'pending') = (until IS NOT NULL)",
            name=op.f("ck_sign_up_pending_for_a_while"),
        ),
        sa.CheckConstraint(
            "(status = 'waiting') = (place IS NOT NULL)",
            name=op.f("ck_sign_up_place_while_waiting"),
        ),
        sa.CheckConstraint(
            "status <> 'cancelled' OR"
            " (body IS NULL AND view IS NULL AND address IS NULL AND address_index IS NULL)",
            name=op.f("ck_sign_up_cancelled_is_empty"),
        ),
        sa.CheckConstraint(
            "status = 'pending'"
            " OR (seats = party AND status IN ('confirmed', 'attended'))"
            " OR (seats = 0 AND status IN ('waiting', 'cancelled'))",
            name=op.f("ck_sign_up_seats_as_the_status_says"),
        ),
        sa.CheckConstraint("party BETWEEN 1 AND 20", name=op.f("ck_sign_up_party_is_small")),
        sa.CheckConstraint(
            "seats = 0 OR seats = party", name=op.f("ck_sign_up_seats_of_the_whole_party")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["sign_up_form.event_id"],
            name=op.f("fk_sign_up_event_id_sign_up_form"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_key_id"],
            ["event_key.id"],
            name=op.f("fk_sign_up_event_key_id_event_key"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("lookup", name=op.f("uq_sign_up_lookup")),
    )
    op.create_index("ix_sign_up_event", "sign_up", ["event_id", "status", "place"], unique=False)
    op.create_index(op.f("ix_sign_up_event_key_id"), "sign_up", ["event_key_id"], unique=False)
    op.create_index("ix_sign_up_until", "sign_up", ["until"], unique=False)
    op.create_index(
        "uq_sign_up_address",
        "sign_up",
        ["event_id", "address_index"],
        unique=True,
        sqlite_where=sa.text("status IN ('confirmed', 'waiting', 'attended')"),
        postgresql_where=sa.text("status IN ('confirmed', 'waiting', 'attended')"),
    )
