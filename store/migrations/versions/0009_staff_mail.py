"""What people of the studio are told by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0009_staff_mail"
down_revision = "0008_questions"
branch_labels = None
depends_on = None

COLUMNS = ("mail_talks", "mail_questions", "mail_leads")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column(
            "users", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true())
        )


def downgrade() -> None:
    with op.batch_alter_table("users") as users:
        for name in COLUMNS:
            users.drop_column(name)
