"""Hand-overs to sales, their steps, whose turn it is, bad data; the one answer a lead lacks."""

import sqlalchemy as sa
from alembic import op

revision = "0003_handovers"
down_revision = "0002_outbox"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("closed_at IS NULL")
UNSETTLED = sa.text("settled_at IS NULL")
ALMOST = sa.text("almost IS NOT NULL")
OWNED = sa.text("owner_id IS NOT NULL")


def _lead(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["lead_id"], ["leads.id"], name=f"fk_{table}_lead_id", ondelete="CASCADE"
    )


def _user(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column}", ondelete="SET NULL"
    )


def upgrade() -> None:
    op.add_column("leads", sa.Column("almost", sa.Text(), nullable=True))
    op.create_index(
        "ix_leads_almost", "leads", ["score", "id"], sqlite_where=ALMOST, postgresql_where=ALMOST
    )
    op.create_index(
        "ix_leads_owner_id", "leads", ["owner_id", "id"], sqlite_where=OWNED, postgresql_where=OWNED
    )
    op.create_table(
        "handovers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("flow", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("first_contact_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        _lead("handovers"),
        _user("handovers", "owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
    )
    op.create_index(
        "ix_handovers_open_lead_id",
        "handovers",
        ["lead_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "ix_handovers_open_owner_id",
        "handovers",
        ["owner_id", "since"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_handovers_lead_id", "handovers", ["lead_id", "id"])
    op.create_index("ix_handovers_opened_at", "handovers", ["opened_at"])
    op.create_table(
        "sales_steps",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        _lead("sales_steps"),
        _user("sales_steps", "user_id"),
        _user("sales_steps", "owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sales_steps"),
    )
    op.create_index("ix_sales_steps_lead_id", "sales_steps", ["lead_id", "id"])
    op.create_table(
        "owner_pools",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_user_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_owner_pools"),
    )
    op.create_table(
        "lead_faults",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        _lead("lead_faults"),
        sa.PrimaryKeyConstraint("id", name="pk_lead_faults"),
    )
    op.create_index(
        "ix_lead_faults_lead_id_kind", "lead_faults", ["lead_id", "kind", "subject"], unique=True
    )
    op.create_index(
        "ix_lead_faults_open",
        "lead_faults",
        ["kind", "lead_id"],
        sqlite_where=UNSETTLED,
        postgresql_where=UNSETTLED,
    )


def downgrade() -> None:
    op.drop_table("lead_faults")
    op.drop_table("owner_pools")
    op.drop_table("sales_steps")
    op.drop_table("handovers")
    op.drop_index("ix_leads_owner_id", "leads")
    op.drop_index("ix_leads_almost", "leads")
    with op.batch_alter_table("leads") as leads:
        leads.drop_column("almost")
