"""Leads: who they are, what their ledger adds up to, how it ended; notes and links between them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text, true
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.lead_changes import next_change
from store.statements import partial_index
from store.types import BigKey, Key, PlainText, now

#: What sales made of a lead.
STATUSES = ("open", "won", "lost", "not_a_lead")

#: Axes with a column of their own; others of lead.yml stand in `other_axes`.
AXES = ("need", "budget", "authority", "timing", "interest", "fit")


class Lead(Base):
    """A person who gave an e-mail address or a phone number. An axis without points is null."""

    __tablename__ = "leads"
    __table_args__ = (
        # With those of whom it is unknown: where all are known, a filter must not look through all.
        *(Index(f"ix_leads_axis_{axis}", f"axis_{axis}", "id") for axis in AXES),
        Index("ix_leads_owner_id", "owner_id", "id"),
        Index("ix_leads_email_confirmed_at", "email_confirmed_at"),
        Index("ix_leads_created_at", "created_at", "id"),
        Index("ix_leads_last_seen_at", "last_seen_at", "id"),
        Index("ix_leads_score", "score", "id"),
        Index("ix_leads_name_key", "name_key", "id"),
        Index("ix_leads_company_key", "company_key", "id"),
        partial_index("ix_leads_almost", "score", "id", where="almost IS NOT NULL"),
        partial_index("ix_leads_company_id", "company_id", "id", where="company_id IS NOT NULL"),
        partial_index(
            "ix_leads_merged_into_id", "merged_into_id", where="merged_into_id IS NOT NULL"
        ),
        partial_index("ix_leads_unsettled", "id", where="unsettled"),
        Index("ix_leads_change_number", "change_number", "id"),
        partial_index("ix_leads_gone", "change_number", "id", where="erased_at IS NOT NULL"),
    )

    id: Mapped[Key]
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(index=True)  # E.164
    company: Mapped[str | None]
    job_title: Mapped[str | None]
    website: Mapped[str | None]
    address: Mapped[str | None]
    country: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2

    email_key: Mapped[str | None] = mapped_column(unique=True)  # see leads.identity
    phone_key: Mapped[str | None] = mapped_column(unique=True)  # only while no e-mail is known
    name_key: Mapped[str | None] = mapped_column(PlainText)  # folded "last first", for sorting
    company_key: Mapped[str | None] = mapped_column(PlainText)  # folded, for sorting
    email_confirmed_at: Mapped[datetime | None]
    # No foreign key: SQLite adds one by building the table anew, and dropping the old one deletes
    # every row that hangs on a lead, as foreign keys cannot be switched off in a transaction.
    company_id: Mapped[int | None]
    # True until the worker has looked for its company and for duplicates, and again when who it is
    # has changed; the database's own default, so that the turn's path need not name it.
    unsettled: Mapped[bool] = mapped_column(server_default=true())

    language: Mapped[str | None] = mapped_column(String(35))
    source: Mapped[str | None] = mapped_column(
        index=True
    )  # utm_source, else the referrer's host, else "direct"
    first_flow: Mapped[str | None]

    stage: Mapped[str | None] = mapped_column(index=True)  # null below the first stage
    score: Mapped[float] = mapped_column(default=0.0)
    axis_need: Mapped[float | None]
    axis_budget: Mapped[float | None]
    axis_authority: Mapped[float | None]
    axis_timing: Mapped[float | None]
    axis_interest: Mapped[float | None]
    axis_fit: Mapped[float | None]
    other_axes: Mapped[dict[str, Any] | None]
    almost: Mapped[str | None]  # the one answer short of the highest stage; see leads.gaps

    status: Mapped[str] = mapped_column(String(12), default="open", index=True)
    status_reason: Mapped[str | None]
    won_value: Mapped[float | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    suspected: Mapped[bool] = mapped_column(default=False)
    scored_at: Mapped[datetime | None]  # the moment that score, axes and stage are right for
    stage_held_at: Mapped[datetime | None]  # set by hand, and stays until released
    stage_held_reason: Mapped[str | None]
    # No lead of its own any more: erased for good, or taken into another one (`merged_into_id`).
    erased_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None]
    # Moves on with every write that does not name it; see store.lead_changes.
    change_number: Mapped[int] = mapped_column(
        default=next_change(), onupdate=next_change(), server_default=text("0")
    )

    @property
    def name(self) -> str:
        """First and last name as written; empty when neither is known."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    @property
    def axes(self) -> dict[str, float]:
        """Known axes with their points."""
        found = {axis: getattr(self, f"axis_{axis}") for axis in AXES}
        known = {axis: points for axis, points in found.items() if points is not None}
        return known | {axis: float(points) for axis, points in (self.other_axes or {}).items()}


class LeadWord(Base):
    """Words a lead is found by (name, e-mail, company), folded; looked up by how they begin."""

    __tablename__ = "lead_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(PlainText, primary_key=True)
    lead_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class LeadLink(Base):
    """One lead led to another. `kind`: `referred` (named as the decision maker)."""

    __tablename__ = "lead_links"
    __table_args__ = (
        Index("ix_lead_links_pair", "from_lead_id", "to_lead_id", "kind", unique=True),
    )

    id: Mapped[Key]
    from_lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    to_lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)


class Note(Base):
    """What a person of sales or marketing wrote down about a lead."""

    __tablename__ = "notes"

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
