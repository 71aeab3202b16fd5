"""Incidents: what went wrong behind a visitor's back and somebody should look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now


class Incident(Base):
    """One failure. `kind`: `action` and others to come; `place` names the flow, action or file."""

    __tablename__ = "incidents"
    __table_args__ = (Index("ix_incidents_seen_at_at", "seen_at", "at"),)

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(default=now)
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str]
    message: Mapped[str]
    flow: Mapped[str | None]
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    seen_at: Mapped[datetime | None]
