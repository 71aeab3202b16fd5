"""Writes over the API that carried an Idempotency-Key, and what was answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now


class ApiWrite(Base):
    """One write and its answer, kept for a day: sent again, it is answered the same."""

    __tablename__ = "api_writes"
    __table_args__ = (Index("ix_api_writes_api_key_id_key", "api_key_id", "key", unique=True),)

    id: Mapped[Key]
    api_key_id: Mapped[int] = mapped_column(ForeignKey("api_keys.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    request: Mapped[str] = mapped_column(String(64))  # digest of method, address and body
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    lead_id: Mapped[int | None] = mapped_column(
        ForeignKey("leads.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=now, index=True)
