"""The first tables: flow versions, conversations, leads, the ledger, people of the studio."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
PLAIN_TEXT = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "flow_versions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_flow_versions"),
    )
    op.create_index(
        "ix_flow_versions_name_version", "flow_versions", ["name", "version"], unique=True
    )

    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_token", sa.String(length=64), nullable=True),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_conversation_token", "uploads", ["conversation_token"])

    op.create_table(
        "users",
        sa.Column("id", KEY, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_api_keys_user_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("key_hash", name="uq_api_keys_key_hash"),
    )
    op.create_table(
        "leads",
        sa.Column("id", KEY, nullable=False),
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("last_name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("job_title", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("phone_key", sa.Text(), nullable=True),
        sa.Column("name_key", PLAIN_TEXT, nullable=True),
        sa.Column("company_key", PLAIN_TEXT, nullable=True),
        sa.Column("email_confirmed_at", MOMENT, nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("first_flow", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("axis_need", sa.Double(), nullable=True),
        sa.Column("axis_budget", sa.Double(), nullable=True),
        sa.Column("axis_authority", sa.Double(), nullable=True),
        sa.Column("axis_timing", sa.Double(), nullable=True),
        sa.Column("axis_interest", sa.Double(), nullable=True),
        sa.Column("axis_fit", sa.Double(), nullable=True),
        sa.Column("other_axes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("won_value", sa.Double(), nullable=True),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("suspected", sa.Boolean(), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_leads_owner_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_leads"),
        sa.UniqueConstraint("email_key", name="uq_leads_email_key"),
        sa.UniqueConstraint("phone_key", name="uq_leads_phone_key"),
    )
    op.create_index("ix_leads_company_key", "leads", ["company_key", "id"])
    for axis in ("need", "budget", "authority", "timing", "interest", "fit"):
        op.create_index(
            f"ix_leads_axis_{axis}",
            "leads",
            [f"axis_{axis}", "id"],
            sqlite_where=sa.text(f"axis_{axis} IS NOT NULL"),
            postgresql_where=sa.text(f"axis_{axis} IS NOT NULL"),
        )
    op.create_index("ix_leads_created_at", "leads", ["created_at", "id"])
    op.create_index("ix_leads_status", "leads", ["status"])
    op.create_index("ix_leads_last_seen_at", "leads", ["last_seen_at", "id"])
    op.create_index("ix_leads_name_key", "leads", ["name_key", "id"])
    op.create_index("ix_leads_phone", "leads", ["phone"])
    op.create_index("ix_leads_score", "leads", ["score", "id"])
    op.create_index("ix_leads_source", "leads", ["source"])
    op.create_index("ix_leads_stage", "leads", ["stage"])

    op.create_table(
        "sign_in_links",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sign_in_links_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_links"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_links_token_hash"),
    )
    op.create_index("ix_sign_in_links_user_id", "sign_in_links", ["user_id"])

    op.create_table(
        "sign_ins",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sign_ins_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        sa.UniqueConstraint("token_hash", name="uq_sign_ins_token_hash"),
    )
    op.create_index("ix_sign_ins_user_id", "sign_ins", ["user_id"])

    op.create_table(
        "conversations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("flow_version_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("turn", KEY, nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("last_request", sa.String(length=64), nullable=True),
        sa.Column("awaiting", sa.Text(), nullable=True),
        sa.Column("awaiting_since", MOMENT, nullable=True),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("lead_id", KEY, nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("referrer", sa.Text(), nullable=True),
        sa.Column("utm_source", sa.Text(), nullable=True),
        sa.Column("utm_medium", sa.Text(), nullable=True),
        sa.Column("utm_campaign", sa.Text(), nullable=True),
        sa.Column("utm_content", sa.Text(), nullable=True),
        sa.Column("utm_term", sa.Text(), nullable=True),
        sa.Column("click_ids", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("device", sa.String(length=20), nullable=True),
        sa.Column("visitor", sa.String(length=64), nullable=True),
        sa.Column("suspicion", sa.Text(), nullable=True),
        sa.Column("preview", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["flow_version_id"], ["flow_versions.id"], name="fk_conversations_flow_version_id"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_conversations_lead_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("token", name="uq_conversations_token"),
    )
    op.create_index(
        "ix_conversations_counted",
        "conversations",
        ["flow", "finished_at"],
        sqlite_where=sa.text("finished_at IS NOT NULL AND suspicion IS NULL AND NOT preview"),
        postgresql_where=sa.text("finished_at IS NOT NULL AND suspicion IS NULL AND NOT preview"),
    )
    op.create_index("ix_conversations_flow_started_at", "conversations", ["flow", "started_at"])
    op.create_index("ix_conversations_lead_id", "conversations", ["lead_id"])
    op.create_index(
        "ix_conversations_preview",
        "conversations",
        ["updated_at"],
        sqlite_where=sa.text("preview"),
        postgresql_where=sa.text("preview"),
    )
    op.create_index(
        "ix_conversations_flow_lead_id",
        "conversations",
        ["flow", "lead_id"],
        sqlite_where=sa.text("lead_id IS NOT NULL"),
        postgresql_where=sa.text("lead_id IS NOT NULL"),
    )
    op.create_index(
        "ix_conversations_visitor",
        "conversations",
        ["visitor", "flow"],
        sqlite_where=sa.text("visitor IS NOT NULL"),
        postgresql_where=sa.text("visitor IS NOT NULL"),
    )

    op.create_table(
        "lead_words",
        sa.Column("word", PLAIN_TEXT, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_lead_words_lead_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "lead_id", name="pk_lead_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lead_words_lead_id", "lead_words", ["lead_id"])

    op.create_table(
        "notes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_notes_lead_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_notes_user_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_lead_id", "notes", ["lead_id"])

    op.create_table(
        "answers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("flow_version_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("unparsed", sa.Boolean(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("turn", KEY, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_answers_conversation_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["flow_version_id"], ["flow_versions.id"], name="fk_answers_flow_version_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_conversation_id_slot", "answers", ["conversation_id", "slot", "id"])

    op.create_table(
        "consents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("flow_version_id", KEY, nullable=True),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.Column("lead_id", KEY, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_consents_conversation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["flow_version_id"], ["flow_versions.id"], name="fk_consents_flow_version_id"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_consents_lead_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_conversation_id", "consents", ["conversation_id"])
    op.create_index("ix_consents_lead_id", "consents", ["lead_id"])

    op.create_table(
        "incidents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=True),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_incidents_conversation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_conversation_id", "incidents", ["conversation_id"])
    op.create_index("ix_incidents_seen_at_at", "incidents", ["seen_at", "at"])

    op.create_table(
        "lead_links",
        sa.Column("id", KEY, nullable=False),
        sa.Column("from_lead_id", KEY, nullable=False),
        sa.Column("to_lead_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_lead_links_conversation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["from_lead_id"], ["leads.id"], name="fk_lead_links_from_lead_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_lead_id"], ["leads.id"], name="fk_lead_links_to_lead_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lead_links"),
    )
    op.create_index("ix_lead_links_conversation_id", "lead_links", ["conversation_id"])
    op.create_index(
        "ix_lead_links_pair", "lead_links", ["from_lead_id", "to_lead_id", "kind"], unique=True
    )
    op.create_index("ix_lead_links_to_lead_id", "lead_links", ["to_lead_id"])

    op.create_table(
        "ledger",
        sa.Column("id", KEY, nullable=False),
        sa.Column("lead_id", KEY, nullable=True),
        sa.Column("conversation_id", KEY, nullable=True),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("flow", sa.Text(), nullable=True),
        sa.Column("flow_version_id", KEY, nullable=True),
        sa.Column("turn", KEY, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("void_at", MOMENT, nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_ledger_conversation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["flow_version_id"], ["flow_versions.id"], name="fk_ledger_flow_version_id"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_ledger_lead_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
    )
    op.create_index("ix_ledger_conversation_id", "ledger", ["conversation_id", "id"])
    op.create_index("ix_ledger_lead_id", "ledger", ["lead_id", "id"])


def downgrade() -> None:
    op.drop_table("ledger")
    op.drop_table("lead_links")
    op.drop_table("incidents")
    op.drop_table("consents")
    op.drop_table("answers")
    op.drop_table("notes")
    op.drop_table("lead_words")
    op.drop_table("conversations")
    op.drop_table("sign_ins")
    op.drop_table("sign_in_links")
    op.drop_table("leads")
    op.drop_table("api_keys")
    op.drop_table("users")
    op.drop_table("uploads")
    op.drop_table("flow_versions")
