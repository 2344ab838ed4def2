"""Names that other records may not tell, and the records that were kept from telling them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KINDS = (
    "victim",
    "incident",
    "toll",
    "figure",
    "event",
    "organisation",
    "demand",
    "statement",
    "source",
    "place",
)


def kind(table: str, column: str) -> sa.Column[str]:
    return sa.Column(
        column,
        sa.Enum(
            *KINDS,
            name=op.f(f"ck_{table}_{column}"),
            native_enum=False,
            create_constraint=True,
            length=40,
        ),
        nullable=False,
    )


def upgrade() -> None:
    op.create_table(
        "concealed_names",
        kind("concealed_names", "kind"),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("near", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", name=op.f("pk_concealed_names")),
    )
    op.create_table(
        "concealed_in",
        kind("concealed_in", "kind"),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        kind("concealed_in", "in_kind"),
        sa.Column("in_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind", "record_id"],
            ["concealed_names.kind", "concealed_names.record_id"],
            name=op.f("fk_concealed_in_kind_record_id_concealed_names"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "kind", "record_id", "in_kind", "in_id", name=op.f("pk_concealed_in")
        ),
    )
    op.create_index("ix_concealed_in_record", "concealed_in", ["in_kind", "in_id"], unique=False)
