"""One person: further addresses, duplicates and merges, companies; the audit log, API writes."""

import sqlalchemy as sa
from alembic import op

revision = "0004_one_person"
down_revision = "0003_handovers"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
PLAIN_TEXT = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")

OPEN = sa.text("decision IS NULL")
#: Partial indexes on leads: name, columns, condition.
ON_LEADS = (
    ("ix_leads_company_id", ["company_id", "id"], sa.text("company_id IS NOT NULL")),
    ("ix_leads_merged_into_id", ["merged_into_id"], sa.text("merged_into_id IS NOT NULL")),
    ("ix_leads_unsettled", ["id"], sa.text("unsettled")),
)


def _lead(table: str, column: str = "lead_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["leads.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def _user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=f"fk_{table}_user_id", ondelete="SET NULL"
    )


def upgrade() -> None:
    _create_companies()
    _create_identities()
    _create_duplicates_and_merges()
    _create_audit()
    _create_api_writes()
    _widen_leads()
    op.add_column(
        "consents",
        sa.Column("origin", sa.String(length=12), server_default="flow", nullable=False),
    )
    op.add_column("consents", sa.Column("confirmed_at", MOMENT, nullable=True))
    op.add_column("consents", sa.Column("proof", sa.Text(), nullable=True))


def _create_companies() -> None:
    op.create_table(
        "companies",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", PLAIN_TEXT, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("people", KEY, nullable=False),
        sa.Column("decider_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("counted_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_companies"),
        sa.UniqueConstraint("key", name="uq_companies_key"),
    )
    for column in ("score", "people", "name_key"):
        op.create_index(f"ix_companies_{column}", "companies", [column, "id"])


def _create_identities() -> None:
    op.create_table(
        "identities",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        _lead("identities"),
        sa.PrimaryKeyConstraint("id", name="pk_identities"),
    )
    op.create_index("ix_identities_kind_key", "identities", ["kind", "key"], unique=True)
    op.create_index("ix_identities_lead_id", "identities", ["lead_id"])


def _create_duplicates_and_merges() -> None:
    op.create_table(
        "duplicates",
        sa.Column("id", KEY, nullable=False),
        sa.Column("first_lead_id", KEY, nullable=False),
        sa.Column("second_lead_id", KEY, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("user_id", KEY, nullable=True),
        _lead("duplicates", "first_lead_id"),
        _lead("duplicates", "second_lead_id"),
        _user("duplicates"),
        sa.PrimaryKeyConstraint("id", name="pk_duplicates"),
    )
    pair = ["first_lead_id", "second_lead_id"]
    op.create_index("ix_duplicates_pair", "duplicates", pair, unique=True)
    op.create_index("ix_duplicates_second_lead_id", "duplicates", ["second_lead_id"])
    op.create_index(
        "ix_duplicates_open",
        "duplicates",
        ["likeness", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "merges",
        sa.Column("id", KEY, nullable=False),
        sa.Column("into_lead_id", KEY, nullable=False),
        sa.Column("from_lead_id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        _lead("merges", "into_lead_id"),
        _lead("merges", "from_lead_id"),
        _user("merges"),
        sa.PrimaryKeyConstraint("id", name="pk_merges"),
    )
    op.create_index("ix_merges_into_lead_id", "merges", ["into_lead_id"])
    op.create_index("ix_merges_from_lead_id", "merges", ["from_lead_id"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_kind", sa.String(length=8), nullable=False),
        sa.Column("actor_id", KEY, nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("object_kind", sa.String(length=20), nullable=True),
        sa.Column("object_id", KEY, nullable=True),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint("previous", name="uq_audit_previous"),
    )
    op.create_index("ix_audit_object", "audit", ["object_kind", "object_id", "id"])


def _create_api_writes() -> None:
    op.create_table(
        "api_writes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("api_key_id", KEY, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("lead_id", KEY, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["api_key_id"], ["api_keys.id"], name="fk_api_writes_api_key_id", ondelete="CASCADE"
        ),
        _lead("api_writes"),
        sa.PrimaryKeyConstraint("id", name="pk_api_writes"),
    )
    key = ["api_key_id", "key"]
    op.create_index("ix_api_writes_api_key_id_key", "api_writes", key, unique=True)
    op.create_index("ix_api_writes_lead_id", "api_writes", ["lead_id"])
    op.create_index("ix_api_writes_at", "api_writes", ["at"])


def _widen_leads() -> None:
    """Adding columns in place: rebuilding a table of a million leads would hold visitors up."""
    for column in ("company_id", "merged_into_id"):
        op.add_column("leads", sa.Column(column, KEY, nullable=True))
    op.add_column(
        "leads", sa.Column("unsettled", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    for name, columns, where in ON_LEADS:
        op.create_index(name, "leads", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    with op.batch_alter_table("consents") as consents:
        for column in ("origin", "confirmed_at", "proof"):
            consents.drop_column(column)
    for name, _columns, _where in ON_LEADS:
        op.drop_index(name, "leads")
    with op.batch_alter_table("leads") as leads:
        for column in ("company_id", "merged_into_id", "unsettled"):
            leads.drop_column(column)
    for table in ("api_writes", "audit", "merges", "duplicates", "identities", "companies"):
        op.drop_table(table)
