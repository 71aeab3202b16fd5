"""Counts of leads that do not scan: they stop at a limit and then say "more than"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from leads.filters import LeadFilter
from leads.lists import lead_count
from store.database import db
from store.leads import Lead
from web.studio.wording import number, plural


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `more` says that counting stopped there."""

    number: int
    more: bool = False

    def words(self, one: str = "") -> str:
        """ "12" or "1,000+"; with a noun "12 leads" or "more than 1,000 leads"."""
        if not one:
            return number(self.number) + ("+" if self.more else "")
        return ("more than " if self.more else "") + plural(self.number, one)


def counted(asked: LeadFilter) -> Count:
    """How many leads are asked for, up to the limit that a person cares about."""
    return Count(*lead_count(db.session.connection(), asked))


def came_since(moment: datetime, limit: int = 1000) -> Count:
    """How many leads came since `moment`: the newest end of one index, whatever else there is."""
    newest = (
        select(Lead.id)
        .where(Lead.created_at >= moment, Lead.erased_at.is_(None), Lead.suspected.is_(False))
        .order_by(Lead.created_at.desc())
        .limit(limit + 1)
        .subquery()
    )
    found = int(db.session.scalar(select(func.count()).select_from(newest)) or 0)
    return Count(min(found, limit), found > limit)
