"""What organisers' forms need of events: versions, pictures, series, secret links to drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("series", sa.String(length=32), nullable=True))
    op.add_column("event", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.create_index(op.f("ix_event_series"), "event", ["series"], unique=False)
    op.add_column("published_event", sa.Column("series", sa.String(length=32), nullable=True))
    op.create_index(
        "ix_published_event_series", "published_event", ["lang", "series", "date_key"], unique=False
    )
    op.create_table(
        "event_picture",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_picture_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_picture")),
    )
    op.create_index(op.f("ix_event_picture_name"), "event_picture", ["name"], unique=False)
    op.create_table(
        "event_preview",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_preview_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_preview")),
        sa.UniqueConstraint("lookup", name=op.f("uq_event_preview_lookup")),
    )
