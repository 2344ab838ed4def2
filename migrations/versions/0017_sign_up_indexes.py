"""Who lapsed, and who signed up from an address, found without looking at everybody of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_sign_up_until", table_name="sign_up")
    _create("ix_sign_up_until", "until")
    _create("ix_sign_up_address", "address_index")


def _create(name: str, column: str) -> None:
    where = sa.text(f"{column} IS NOT NULL")
    op.create_index(
        name,
        "sign_up",
        ["event_id", column],
        unique=False,
        sqlite_where=where,
        postgresql_where=where,
    )
