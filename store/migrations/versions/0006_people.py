"""Talks with a person: who is waited for, and what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0006_people"
down_revision = "0005_rules"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("done_at IS NULL")


def _conversation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["conversation_id"],
        ["conversations.id"],
        name=f"fk_{table}_conversation_id",
        ondelete="CASCADE",
    )


def _user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=f"fk_{table}_user_id", ondelete="SET NULL"
    )


def upgrade() -> None:
    op.add_column("conversations", sa.Column("person", sa.String(length=8), nullable=True))
    op.create_table(
        "person_talks",
        sa.Column("conversation_id", KEY, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("wanted_at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("messages", KEY, nullable=False),
        _conversation("person_talks"),
        _user("person_talks"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_person_talks"),
    )
    op.create_index(
        "ix_person_talks_open",
        "person_talks",
        ["wanted_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_person_talks_done_at", "person_talks", ["done_at"])
    op.create_table(
        "messages",
        sa.Column("id", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("author", sa.String(length=8), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("after_line", KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        _conversation("messages"),
        _user("messages"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_place", "messages", ["conversation_id", "number"], unique=True)


def downgrade() -> None:
    op.drop_table("messages")
    op.drop_table("person_talks")
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("person")
