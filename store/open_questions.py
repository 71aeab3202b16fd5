"""Questions that no answer was known to, left by visitors for a person to answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import BigKey, Key, now

_OPEN = "answered_at IS NULL"


class OpenQuestion(Base):
    """A question; whose it is says its conversation, which may find its lead later."""

    __tablename__ = "open_questions"
    __table_args__ = (
        partial_index("ix_open_questions_open", "asked_at", where=_OPEN),
        Index("ix_open_questions_conversation", "conversation_id"),
    )

    id: Mapped[Key]
    conversation_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("conversations.id", ondelete="CASCADE")
    )
    text: Mapped[str]
    flow: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(35))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
