"""Every change of a lead's stage: from what to what, when, by which rule and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import BigKey, Key, now

#: What can change a stage: an answer, time, another lead.yml, somebody's hand, a confirmed address
#: or number, two leads made one, something done on the site or with a mail.
CAUSES = ("turn", "time", "rules", "hand", "verification", "merge", "behaviour")


class StageChange(Base):
    """One change; stages are null below the first. `rule` are the conditions of the stage that
    came to hold or held no more; `version` is the hash of the lead.yml that said so."""

    __tablename__ = "stage_changes"
    __table_args__ = (Index("ix_stage_changes_lead_id", "lead_id", "at", "id"),)

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(BigKey, ForeignKey("leads.id", ondelete="CASCADE"))
    from_stage: Mapped[str | None]
    to_stage: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=now)
    cause: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str]
    rule: Mapped[str | None]
    version: Mapped[str | None] = mapped_column(String(64))
    score: Mapped[float | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
