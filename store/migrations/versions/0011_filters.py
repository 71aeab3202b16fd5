"""Leads of whom something is unknown, found by an index: as many or as few as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0011_filters"
down_revision = "0010_lead_changes"
branch_labels = None
depends_on = None

AXES = ("need", "budget", "authority", "timing", "interest", "fit")
KNOWN_ONLY = {
    **{f"ix_leads_axis_{axis}": (f"axis_{axis}", "id") for axis in AXES},
    "ix_leads_owner_id": ("owner_id", "id"),
    "ix_leads_email_confirmed_at": ("email_confirmed_at",),
}


def upgrade() -> None:
    for name, columns in KNOWN_ONLY.items():
        op.drop_index(name, "leads")
        op.create_index(name, "leads", list(columns))


def downgrade() -> None:
    for name, columns in KNOWN_ONLY.items():
        known = sa.text(f"{columns[0]} IS NOT NULL")
        op.drop_index(name, "leads")
        op.create_index(name, "leads", list(columns), sqlite_where=known, postgresql_where=known)
