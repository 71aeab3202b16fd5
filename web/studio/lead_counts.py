"""Counts of leads that do not scan: they stop at a limit and then say "more than"."""

from __future__ import annotations

from dataclasses import dataclass

from leads.filters import LeadFilter
from leads.lists import lead_count
from store.database import db
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
