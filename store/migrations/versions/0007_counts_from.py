"""Ledger lines given later than what they are for happened."""

import sqlalchemy as sa
from alembic import op

revision = "0007_counts_from"
down_revision = "0006_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ledger", sa.Column("counts_from", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("ledger") as ledger:
        ledger.drop_column("counts_from")
