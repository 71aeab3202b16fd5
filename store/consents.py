"""Consents: what was agreed to or refused, in the exact words shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now


class Consent(Base):
    """One yes or no to one purpose; the latest of a purpose counts.

    `origin`: flow (answered there), withdrawal (on the person's own page), one_click (the mail
    program's button, RFC 8058), staff, api. `proof` says how it was confirmed that the yes came
    from who owns the address, and `confirmed_at` when.
    """

    __tablename__ = "consents"

    id: Mapped[Key]
    purpose: Mapped[str]
    given: Mapped[bool]
    words: Mapped[str]
    language: Mapped[str] = mapped_column(String(35))
    page: Mapped[str | None]
    flow: Mapped[str]
    slot: Mapped[str]
    flow_version_id: Mapped[int | None] = mapped_column(ForeignKey("flow_versions.id"))
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    lead_id: Mapped[int | None] = mapped_column(
        ForeignKey("leads.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=now)
    origin: Mapped[str] = mapped_column(String(12), server_default="flow")
    confirmed_at: Mapped[datetime | None]
    proof: Mapped[str | None]
