"""Versions of lead.yml that were applied, and the runs over all leads that they need."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import BigKey, Key, now


class LeadDefinitionVersion(Base):
    """One application of a lead.yml. The newest row is the definition that counts; a version
    applied again is a row of its own. `source` is empty for the definition that is built in."""

    __tablename__ = "lead_definitions"

    id: Mapped[Key]
    version: Mapped[str] = mapped_column(String(64))  # sha256 of the source
    source: Mapped[str] = mapped_column(Text)
    applied_at: Mapped[datetime] = mapped_column(default=now)
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    how: Mapped[str] = mapped_column(String(12))  # first, studio, command, automatic


class RuleRun(Base):
    """Work over many leads, done in batches and gone on with after a kill.

    `kind`: `nightly` (what time took), `replay` (the ledger under an applied lead.yml, or
    conversations under a flow's points) or `preview` of a replay. `subject` is `lead.yml` or a
    flow's name, `version` what it is replayed under, `base` what holds now. `position` is the last
    row done; `figures` grow with it.
    """

    __tablename__ = "rule_runs"
    __table_args__ = (Index("ix_rule_runs_kind_subject", "kind", "subject", "id"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(default="lead.yml")
    version: Mapped[str] = mapped_column(String(64), default="")
    base: Mapped[str] = mapped_column(String(64), default="")
    source: Mapped[str | None] = mapped_column(Text)  # a proposal's text
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    figures: Mapped[dict[str, Any] | None]
    finished_at: Mapped[datetime | None]


class RuleMove(Base):
    """A lead that a preview would move from a stage to another."""

    __tablename__ = "rule_moves"
    __table_args__ = ({"sqlite_with_rowid": False},)

    run_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("rule_runs.id", ondelete="CASCADE"), primary_key=True
    )
    lead_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    from_stage: Mapped[str | None]
    to_stage: Mapped[str | None]
    score_before: Mapped[float]
    score_after: Mapped[float]
