"""The date that each sign-up was shown, and names that wait for a rescue sheet.

Columns are added in place, and without a foreign key: on SQLite that would make the table anew,
and its sign-ups would go with the old one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE sign_up_form ADD COLUMN names_wanted_by VARCHAR(32)"
        " CONSTRAINT ck_sign_up_form_names_wait"
        " CHECK (names_wanted_by IS NULL OR mode = 'head_count')"
    )
    op.create_index(op.f("ix_sign_up_form_names_wanted_by"), "sign_up_form", ["names_wanted_by"])
    op.add_column("sign_up", sa.Column("purge_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE sign_up SET purge_on = (SELECT sign_up_form.purge_on FROM sign_up_form"
        " WHERE sign_up_form.event_id = sign_up.event_id) WHERE status <> 'cancelled'"
    )
