"""Further addresses of a lead: what it was merged from brought along, and what it confirmed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now

#: What an identity can be.
KINDS = ("email", "phone")


class Identity(Base):
    """One address or number that leads to a lead, besides `leads.email` and `leads.phone`.

    An address is one person's. A number is one only once it is confirmed: offices share them, and
    an unconfirmed one never leads anywhere.
    """

    __tablename__ = "identities"
    __table_args__ = (Index("ix_identities_kind_key", "kind", "key", unique=True),)

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    key: Mapped[str]  # see leads.identity
    value: Mapped[str]  # as written
    confirmed_at: Mapped[datetime | None]
    added_at: Mapped[datetime] = mapped_column(default=now)
