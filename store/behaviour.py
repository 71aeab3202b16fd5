"""What people did that is no answer: pages looked at, files taken, mails read, links followed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import Key, now


class Behaviour(Base):
    """One thing done. `lead_id` is null until a conversation of the same visitor says who it is.

    `suspicion` says why it may be a program's, comma separated: such rows are kept and are worth
    nothing.
    """

    __tablename__ = "behaviour"
    __table_args__ = (
        Index("ix_behaviour_lead_id", "lead_id", "at"),
        Index("ix_behaviour_visitor", "visitor", "at"),
        partial_index("ix_behaviour_stray", "at", where="lead_id IS NULL"),
    )

    id: Mapped[Key]
    visitor: Mapped[str | None] = mapped_column(String(64))  # digest of the browser's own token
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    url: Mapped[str | None]
    flow: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=now)
    suspicion: Mapped[str | None]
    detail: Mapped[dict[str, Any] | None]
