"""Counted links of mails, and what was done by them."""

import sqlalchemy as sa
from alembic import op

revision = "0012_mail_links"
down_revision = "0011_filters"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "mail_links",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("outbox_id", KEY, nullable=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        _key("mail_links", "lead_id", "leads"),
        _key("mail_links", "outbox_id", "outbox"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_links"),
        sa.UniqueConstraint("token", name="uq_mail_links_token"),
    )
    op.create_index("ix_mail_links_lead_id", "mail_links", ["lead_id"])
    op.create_index("ix_mail_links_place", "mail_links", ["outbox_id", "place"], unique=True)
    op.create_table(
        "mail_presses",
        sa.Column("behaviour_id", KEY, autoincrement=False, nullable=False),
        sa.Column("mail_link_id", KEY, nullable=False),
        _key("mail_presses", "behaviour_id", "behaviour"),
        _key("mail_presses", "mail_link_id", "mail_links"),
        sa.PrimaryKeyConstraint("behaviour_id", name="pk_mail_presses"),
    )
    op.create_index("ix_mail_presses_mail_link_id", "mail_presses", ["mail_link_id"])


def downgrade() -> None:
    op.drop_table("mail_presses")
    op.drop_table("mail_links")
