"""The order in which leads change, for systems that ask what is new.

Leads that are there keep the number 0 and are told in the order they were made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_lead_changes"
down_revision = "0009_staff_mail"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GONE = sa.text("erased_at IS NOT NULL")


def upgrade() -> None:
    op.add_column(
        "leads", sa.Column("change_number", KEY, nullable=False, server_default=sa.text("0"))
    )
    op.create_index("ix_leads_change_number", "leads", ["change_number", "id"])
    op.create_index(
        "ix_leads_gone",
        "leads",
        ["change_number", "id"],
        sqlite_where=GONE,
        postgresql_where=GONE,
    )
    op.create_table(
        "lead_tombstones",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("into_lead_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change_number", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lead_tombstones"),
    )
    op.create_index("ix_lead_tombstones_change_number", "lead_tombstones", ["change_number", "lead_id"])
    op.create_table(
        "change_bases",
        sa.Column("id", KEY, nullable=False),
        sa.Column("base", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change_bases"),
    )


def downgrade() -> None:
    op.drop_table("change_bases")
    op.drop_table("lead_tombstones")
    op.drop_index("ix_leads_gone", "leads")
    op.drop_index("ix_leads_change_number", "leads")
    op.drop_column("leads", "change_number")
