"""The names that are a record's own; they are written when everything is published anew."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entry", sa.Column("names", sa.JSON(), server_default="[]", nullable=False))
