"""Stage changes, versions of lead.yml with their runs, behaviour; when a lead was last scored."""

import sqlalchemy as sa
from alembic import op

revision = "0005_rules"
down_revision = "0004_one_person"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STRAY = sa.text("lead_id IS NULL")


def _lead(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["lead_id"], ["leads.id"], name=f"fk_{table}_lead_id", ondelete="CASCADE"
    )


def _user(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column}", ondelete="SET NULL"
    )


def upgrade() -> None:
    op.add_column("leads", sa.Column("scored_at", MOMENT, nullable=True))
    op.add_column("leads", sa.Column("stage_held_at", MOMENT, nullable=True))
    op.add_column("leads", sa.Column("stage_held_reason", sa.Text(), nullable=True))
    op.create_table(
        "stage_changes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("from_stage", sa.Text(), nullable=True),
        sa.Column("to_stage", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("version", sa.String(length=64), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("user_id", KEY, nullable=True),
        _lead("stage_changes"),
        _user("stage_changes", "user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stage_changes"),
    )
    op.create_index("ix_stage_changes_lead_id", "stage_changes", ["lead_id", "at", "id"])
    _definitions()
    op.create_table(
        "behaviour",
        sa.Column("id", KEY, nullable=False),
        sa.Column("visitor", sa.String(length=64), nullable=True),
        sa.Column("lead_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("flow", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("suspicion", sa.Text(), nullable=True),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=True),
        _lead("behaviour"),
        sa.PrimaryKeyConstraint("id", name="pk_behaviour"),
    )
    op.create_index("ix_behaviour_lead_id", "behaviour", ["lead_id", "at"])
    op.create_index("ix_behaviour_visitor", "behaviour", ["visitor", "at"])
    op.create_index(
        "ix_behaviour_stray", "behaviour", ["at"], sqlite_where=STRAY, postgresql_where=STRAY
    )


def _definitions() -> None:
    op.create_table(
        "lead_definitions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("applied_at", MOMENT, nullable=False),
        sa.Column("applied_by", KEY, nullable=True),
        sa.Column("how", sa.String(length=12), nullable=False),
        _user("lead_definitions", "applied_by"),
        sa.PrimaryKeyConstraint("id", name="pk_lead_definitions"),
    )
    op.create_table(
        "rule_runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", KEY, nullable=True),
        sa.Column("position", KEY, nullable=False),
        sa.Column("total", KEY, nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        _user("rule_runs", "asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_runs"),
    )
    op.create_index("ix_rule_runs_kind_subject", "rule_runs", ["kind", "subject", "id"])
    op.create_table(
        "rule_moves",
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("from_stage", sa.Text(), nullable=True),
        sa.Column("to_stage", sa.Text(), nullable=True),
        sa.Column("score_before", sa.Double(), nullable=False),
        sa.Column("score_after", sa.Double(), nullable=False),
        _lead("rule_moves"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["rule_runs.id"], name="fk_rule_moves_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "lead_id", name="pk_rule_moves"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rule_moves_lead_id", "rule_moves", ["lead_id"])


def downgrade() -> None:
    for table in ("behaviour", "rule_moves", "rule_runs", "lead_definitions", "stage_changes"):
        op.drop_table(table)
    with op.batch_alter_table("leads") as leads:
        for column in ("stage_held_reason", "stage_held_at", "scored_at"):
            leads.drop_column(column)
