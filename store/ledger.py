"""The ledger: every point with its reason. Lines are voided, never deleted while the lead lives."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now


class LedgerLine(Base):
    """Points on one axis. `lead_id` is null until the visitor gives a contact.

    `origin`: `conversation` (given by a flow), `fit` (a rule of lead.yml over contact fields),
    `behaviour` and `intent` (a rule of lead.yml over what was done, reading or wanting to buy),
    `hand` (somebody of sales). It fades from `at` and counts from `counts_from`, else `at`. A
    lead's score is the sum of its lines with `void_at` null.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        Index("ix_ledger_lead_id", "lead_id", "id"),
        Index("ix_ledger_conversation_id", "conversation_id", "id"),
    )

    id: Mapped[Key]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL")
    )
    origin: Mapped[str] = mapped_column(String(12), default="conversation")
    axis: Mapped[str]
    points: Mapped[float]
    rule: Mapped[str]
    evidence: Mapped[str]
    slot: Mapped[str | None]
    flow: Mapped[str | None]
    flow_version_id: Mapped[int | None] = mapped_column(ForeignKey("flow_versions.id"))
    turn: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)
    counts_from: Mapped[datetime | None]  # where it was given later than what it is for happened
    void_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
