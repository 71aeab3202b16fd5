"""Two records of one person: pairs that look like it, and merges that can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import Key, now

#: What somebody decided about a pair.
DECISIONS = ("merged", "different")

_OPEN = "decision IS NULL"


class Duplicate(Base):
    """Two leads that may be one person; the lower id is the first. `likeness` is 0 to 100.

    A pair that was decided is not proposed again.
    """

    __tablename__ = "duplicates"
    __table_args__ = (
        Index("ix_duplicates_pair", "first_lead_id", "second_lead_id", unique=True),
        partial_index("ix_duplicates_open", "likeness", "id", where=_OPEN),
    )

    id: Mapped[Key]
    first_lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    second_lead_id: Mapped[int] = mapped_column(
        ForeignKey("leads.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str] = mapped_column(String(20))  # see leads.duplicates
    likeness: Mapped[float]
    found_at: Mapped[datetime] = mapped_column(default=now)
    decision: Mapped[str | None] = mapped_column(String(12))
    decided_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class Merge(Base):
    """One lead taken into another. `record` says what changed, so that it can be undone exactly."""

    __tablename__ = "merges"

    id: Mapped[Key]
    into_lead_id: Mapped[int] = mapped_column(
        ForeignKey("leads.id", ondelete="CASCADE"), index=True
    )
    from_lead_id: Mapped[int] = mapped_column(
        ForeignKey("leads.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str | None]  # a program that did it, such as "API key CRM"
    record: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
