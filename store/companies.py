"""Companies: the house that several leads belong to, found by their work addresses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, PlainText, now


class Company(Base):
    """One company. `key` is `domain:acme.example`, or `name:acme` where no domain is known.

    `score`, `people` and `decider_id` are figures over its leads, counted by the worker so that
    lists can be sorted; see leads.companies for what they mean.
    """

    __tablename__ = "companies"
    __table_args__ = (
        Index("ix_companies_score", "score", "id"),
        Index("ix_companies_people", "people", "id"),
        Index("ix_companies_name_key", "name_key", "id"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    domain: Mapped[str | None] = mapped_column(String(255))
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(PlainText)  # folded, for sorting
    score: Mapped[float] = mapped_column(default=0.0)
    people: Mapped[int] = mapped_column(default=0)
    decider_id: Mapped[int | None]  # a lead; no foreign key, as leads point at companies
    created_at: Mapped[datetime] = mapped_column(default=now)
    counted_at: Mapped[datetime | None]
