"""Tables of foundation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Search: an external-content index over `entry.words`, kept by triggers; on PostgreSQL an
# expression index. Both hold words folded by `app.kit.text`.
SEARCH_SQLITE = (
    """
    CREATE VIRTUAL TABLE entry_search
    USING fts5(words, content='entry', content_rowid='number', tokenize='ascii')
    """,
    """
    CREATE TRIGGER entry_search_insert AFTER INSERT ON entry BEGIN
      INSERT INTO entry_search (rowid, words) VALUES (new.number, new.words);
    END
    """,
    """
    CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN
      INSERT INTO entry_search (entry_search, rowid, words)
      VALUES ('delete', old.number, old.words);
    END
    """,
    """
    CREATE TRIGGER entry_search_update AFTER UPDATE ON entry BEGIN
      INSERT INTO entry_search (entry_search, rowid, words)
      VALUES ('delete', old.number, old.words);
      INSERT INTO entry_search (rowid, words) VALUES (new.number, new.words);
    END
    """,
)
SEARCH_POSTGRESQL = "CREATE INDEX ix_entry_search ON entry USING gin (to_tsvector('simple', words))"


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("method", sa.JSON(), nullable=False),
        sa.Column("bias_notice", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=True),
        sa.Column("data_controller", sa.JSON(), nullable=False),
        sa.Column("publisher_notice", sa.JSON(), nullable=False),
        sa.Column("licence", sa.String(length=100), nullable=False),
        sa.Column("licence_url", sa.String(length=500), nullable=True),
        sa.Column(
            "default_language",
            sa.Enum(
                "es",
                "fr",
                "en",
                name=op.f("ck_campaign_default_language"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("default_timezone", sa.String(length=60), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_campaign_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "change",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "appeared",
                "changed",
                "merged",
                "withdrawn",
                name=op.f("ck_change_action"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_at"), "change", ["at"], unique=False)
    op.create_index("ix_change_subject", "change", ["kind", "record_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
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
                name=op.f("ck_entry_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("lang", sa.String(length=3), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_lang", sa.String(length=3), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("date", sa.String(length=30), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entry")),
        sa.UniqueConstraint("kind", "record_id", "lang", name=op.f("uq_entry_kind_record_id_lang")),
    )
    op.create_table(
        "former_slug",
        sa.Column(
            "kind",
            sa.Enum(
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
                name=op.f("ck_former_slug_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_former_slug")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "done",
                "dead",
                name=op.f("ck_job_status"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_job_attempts_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_due", "job", ["status", "due_at"], unique=False)
    op.create_table(
        "journal_entry",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "seed",
                "coordinator",
                "organiser",
                "memorial_editor",
                "translator",
                "operator",
                name=op.f("ck_journal_entry_role"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal_entry")),
    )
    op.create_index(op.f("ix_journal_entry_at"), "journal_entry", ["at"], unique=False)
    op.create_index(
        "ix_journal_entry_subject", "journal_entry", ["kind", "record_id"], unique=False
    )
    op.create_table(
        "public_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_public_version_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_version")),
    )
    op.create_table(
        "reference",
        sa.Column(
            "from_kind",
            sa.Enum(
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
                name=op.f("ck_reference_from_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_id", sa.String(length=32), nullable=False),
        sa.Column(
            "to_kind",
            sa.Enum(
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
                name=op.f("ck_reference_to_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("to_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.PrimaryKeyConstraint(
            "from_kind", "from_id", "to_kind", "to_id", "role", name=op.f("pk_reference")
        ),
    )
    op.create_index("ix_reference_to", "reference", ["to_kind", "to_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "seed",
                "coordinator",
                "organiser",
                "memorial_editor",
                "translator",
                "operator",
                name=op.f("ck_revision_role"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("is_correction", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "number", name=op.f("pk_revision")),
    )
    op.create_table(
        "seed_value",
        sa.Column("pack", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("pack", "kind", "key", "field", name=op.f("pk_seed_value")),
    )
    op.create_table(
        "short_code",
        sa.Column(
            "kind",
            sa.Enum(
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
                name=op.f("ck_short_code_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_short_code")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_short_code_kind_record_id")),
    )

    op.execute("INSERT INTO public_version (id, number, shape) VALUES (1, 0, '')")
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH_SQLITE:
            op.execute(statement)
    else:
        op.execute(SEARCH_POSTGRESQL)
