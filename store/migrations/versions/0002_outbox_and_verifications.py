"""The outbox, what was verified of leads, and the codes and links sent to do so."""

import sqlalchemy as sa
from alembic import op

revision = "0002_outbox"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

WAITING = sa.text("done_at IS NULL AND failed_at IS NULL")
FAILED = sa.text("failed_at IS NOT NULL")
CONFIRMED = sa.text("email_confirmed_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("useful_until", MOMENT, nullable=True),
        sa.Column("attempts", KEY, nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("failed_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("lead_id", KEY, nullable=True),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_outbox_lead_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_outbox_conversation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["due_at", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(
        "ix_outbox_failed", "outbox", ["id"], sqlite_where=FAILED, postgresql_where=FAILED
    )
    op.create_index("ix_outbox_done_at", "outbox", ["done_at"])
    op.create_index("ix_outbox_lead_id", "outbox", ["lead_id"])
    op.create_index("ix_outbox_conversation_id", "outbox", ["conversation_id"])
    _verifications()
    _confirmations()
    op.create_index(
        "ix_leads_email_confirmed_at",
        "leads",
        ["email_confirmed_at"],
        sqlite_where=CONFIRMED,
        postgresql_where=CONFIRMED,
    )


def _verifications() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("rung", sa.String(length=30), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.Column("user_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_verifications_lead_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_verifications_conversation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_verifications_user_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
    )
    op.create_index(
        "ix_verifications_lead_id_rung_about",
        "verifications",
        ["lead_id", "rung", "about"],
        unique=True,
    )
    op.create_index("ix_verifications_conversation_id", "verifications", ["conversation_id"])


def _confirmations() -> None:
    op.create_table(
        "confirmations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("tries", KEY, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_confirmations_lead_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_confirmations_conversation_id",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_confirmations"),
    )
    for name, columns in {
        "address_created_at": ["address", "created_at"],
        "secret_hash": ["secret_hash"],
        "lead_id": ["lead_id"],
        "conversation_id": ["conversation_id"],
    }.items():
        op.create_index(f"ix_confirmations_{name}", "confirmations", columns)


def downgrade() -> None:
    op.drop_index("ix_leads_email_confirmed_at", "leads")
    op.drop_table("confirmations")
    op.drop_table("verifications")
    op.drop_table("outbox")
