"""Hand-overs to sales: who has a lead since when, each step taken with it, what is bad about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.statements import partial_index
from store.types import Key, now

#: What sales can do with a lead, as kept in `sales_steps`.
STEPS = ("owner", "taken", "reached", "won", "lost", "not_a_lead", "reopened")

#: Kinds of bad data.
FAULTS = ("bounced", "phone", "contradiction")

_OPEN = "closed_at IS NULL"
_UNSETTLED = "settled_at IS NULL"


class Handover(Base):
    """A lead handed to sales, until it is won, lost or no lead; a lead has one open at most.

    `since` is when the clock began: when the lead reached the stage that sales wait for.
    """

    __tablename__ = "handovers"
    __table_args__ = (
        partial_index("ix_handovers_open_lead_id", "lead_id", unique=True, where=_OPEN),
        partial_index("ix_handovers_open_owner_id", "owner_id", "since", where=_OPEN),
        Index("ix_handovers_lead_id", "lead_id", "id"),
        Index("ix_handovers_opened_at", "opened_at"),
    )

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    flow: Mapped[str | None]  # where the lead first came from
    stage: Mapped[str | None]  # that it was handed over at, or has reached since
    opened_at: Mapped[datetime] = mapped_column(default=now)
    since: Mapped[datetime] = mapped_column(default=now)
    taken_at: Mapped[datetime | None]
    first_contact_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class SalesStep(Base):
    """Something sales did with a lead; never changed afterwards. `kind` is one of `STEPS`.

    `user_id` did it; `actor` names a program that did, such as "API key CRM". `value` is that of a
    deal won, `owner_id` the new owner, `rule` the line of lead.yml that chose the owner.
    """

    __tablename__ = "sales_steps"
    __table_args__ = (Index("ix_sales_steps_lead_id", "lead_id", "id"),)

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=now)
    kind: Mapped[str] = mapped_column(String(12))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    rule: Mapped[str | None]
    value: Mapped[float | None]
    reason: Mapped[str | None]


class OwnerPool(Base):
    """Whose turn it is among people who share leads: `last_user_id` got the last one."""

    __tablename__ = "owner_pools"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_user_id: Mapped[int | None]


class LeadFault(Base):
    """Bad data about a lead: `kind` is one of `FAULTS`, `subject` the slot or address it is about.

    Settled by a person who looked, or by the data mending itself.
    """

    __tablename__ = "lead_faults"
    __table_args__ = (
        Index("ix_lead_faults_lead_id_kind", "lead_id", "kind", "subject", unique=True),
        partial_index("ix_lead_faults_open", "kind", "lead_id", where=_UNSETTLED),
    )

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str]
    detail: Mapped[str]
    found_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
