"""The outbox: what is to leave the house, kept with what caused it, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import Key, now

#: Rows that still have to leave.
WAITING = "done_at IS NULL AND failed_at IS NULL"
#: Rows that were given up.
FAILED = "failed_at IS NOT NULL"


class OutboxRow(Base):
    """One thing to deliver, at least once. `key` makes it one however often it is asked for.

    A row waits until `due_at`, is worked on until `leased_until`, and ends with `done_at` or
    `failed_at`. After `useful_until` it is not worth sending. What a delivered row said is gone
    from its payload.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        partial_index("ix_outbox_waiting", "due_at", "id", where=WAITING),
        partial_index("ix_outbox_failed", "id", where=FAILED),
        Index("ix_outbox_done_at", "done_at"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON(none_as_null=True))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    useful_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    lead_id: Mapped[int | None] = mapped_column(
        ForeignKey("leads.id", ondelete="CASCADE"), index=True
    )
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
