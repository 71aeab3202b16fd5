"""What was found out about an address or number, and the codes and links sent to find it out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now

#: What a rung of the ladder can be; one without a row was not reached yet.
STATES = ("passed", "failed", "not_checked")


class Verification(Base):
    """One rung for one address or number of a lead; checked again, the row changes.

    `about` is the key of what was checked (see leads.identity): rows about an address that the
    lead had before say nothing about its address now.
    """

    __tablename__ = "verifications"
    __table_args__ = (
        Index("ix_verifications_lead_id_rung_about", "lead_id", "rung", "about", unique=True),
    )

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    rung: Mapped[str] = mapped_column(String(30))
    about: Mapped[str]
    state: Mapped[str] = mapped_column(String(12))
    detail: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=now)
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class Confirmation(Base):
    """A code or link that was sent. `kind`: code, link; only a digest of its secret is kept.

    `address` is the key it was sent to, by which sending is limited.
    """

    __tablename__ = "confirmations"
    __table_args__ = (Index("ix_confirmations_address_created_at", "address", "created_at"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(8))  # email or phone
    address: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(String(64), index=True)
    language: Mapped[str] = mapped_column(String(35))
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
