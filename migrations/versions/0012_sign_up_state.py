"""What the public is told of sign-ups; submissions that leave no other row."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_sign_up",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column(
            "places",
            sa.Enum(
                "open",
                "few",
                "full",
                name=op.f("ck_event_sign_up_places"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.CheckConstraint("count % 10 = 0", name=op.f("ck_event_sign_up_count_in_tens")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_sign_up_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_sign_up")),
    )
    op.create_table(
        "submission",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_until"), "submission", ["until"], unique=False)
