"""Of each public document the part that lists read; what is there is written at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KINDS = (
    "demand",
    "event",
    "figure",
    "incident",
    "organisation",
    "place",
    "source",
    "statement",
    "toll",
    "victim",
)


def upgrade() -> None:
    for kind in KINDS:
        op.add_column(
            f"published_{kind}", sa.Column("line", sa.Text(), server_default="", nullable=False)
        )
