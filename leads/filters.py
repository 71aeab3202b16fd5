"""Which leads are asked for, as conditions that use what is indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, true

from leads.gaps import CONTACT, unknown_contact
from leads.identity import search_words
from store.conversations import Conversation
from store.handovers import LeadFault
from store.leads import AXES, Lead, LeadWord

#: Stands for "below the first stage".
NO_STAGE = "none"

#: Stands for "whatever it is".
ANY = "any"

#: Stands for "has no owner"; no user has this number.
NOBODY = 0

#: Matches up to here are looked up and sorted; more are met while walking the sorted index.
FEW = 5_000


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Empty fields do not filter. `axes` hold "known", "unknown" or the least points, by axis.

    `search` finds words of name, e-mail and company by how they begin. Days are UTC and inclusive.
    Suspected bots are left out unless `suspected`; erased leads always.
    """

    search: str = ""
    stage: str = ""  # NO_STAGE: below the first
    status: str = ""
    flow: str = ""  # played, first or later
    source: str = ""
    since: date | None = None
    until: date | None = None
    axes: Mapping[str, str | float] = field(default_factory=dict)
    suspected: bool = False
    confirmed: bool | None = None  # the e-mail address, by its owner
    missing: str = ""  # one of leads.gaps.QUESTIONS that is unknown
    almost: str = ""  # ANY, or the one answer that is short of the highest stage
    owner: int | None = None  # user; NOBODY: has no owner
    fault: str = ""  # ANY, or a kind of bad data


def conditions(connection: Connection, asked: LeadFilter, sorted_by: str = "") -> list[Any]:
    """The filter as conditions on `leads`, for a list sorted by a column."""
    return _conditions(asked, sorted_by, _Places(connection))


def conditions_to_count(connection: Connection, asked: LeadFilter) -> list[Any]:
    """The filter as conditions on `leads` in no order: every index may serve."""
    return _conditions(asked, "", _Places(connection, in_order=False))


def _conditions(asked: LeadFilter, sorted_by: str, places: _Places) -> list[Any]:
    return [
        Lead.erased_at.is_(None),
        *_on_lead(places, asked, sorted_by),
        *_on_sales(places, asked),
        *_on_others(places, asked),
    ]


def _on_lead(places: _Places, asked: LeadFilter, sorted_by: str) -> Iterator[Any]:
    if not asked.suspected:
        yield Lead.suspected.is_(False)
    if asked.stage == NO_STAGE:
        yield places.matching(Lead.stage, lambda column: column.is_(None))
    elif asked.stage:
        yield places.matching(Lead.stage, lambda column: column == asked.stage)
    if asked.source:
        yield places.matching(Lead.source, lambda column: column == asked.source)
    if asked.status:
        yield places.matching(Lead.status, lambda column: column == asked.status)
    if asked.since or asked.until:
        within = _within(asked.since, asked.until)
        if sorted_by == "created_at":
            yield within(Lead.created_at)
        else:
            yield places.matching(Lead.created_at, within)
    if asked.confirmed is not None:
        known = "known" if asked.confirmed else "unknown"
        yield places.matching(Lead.email_confirmed_at, _axis(known))
    for axis, wanted in asked.axes.items():
        if axis in AXES:
            yield places.matching(getattr(Lead, f"axis_{axis}"), _axis(wanted))
        else:
            yield _axis(wanted)(Lead.other_axes[axis].as_float())


def _on_sales(places: _Places, asked: LeadFilter) -> Iterator[Any]:
    """What sales ask: whose lead it is, and what is still to find out."""
    if asked.owner == NOBODY:
        yield places.matching(Lead.owner_id, lambda column: column.is_(None))
    elif asked.owner is not None:
        yield places.matching(Lead.owner_id, lambda column: column == asked.owner)
    if asked.missing == CONTACT:
        yield unknown_contact()
    elif asked.missing:
        yield places.matching(getattr(Lead, f"axis_{asked.missing}"), _axis("unknown"))
    if asked.almost == ANY:
        yield places.matching(Lead.almost, lambda column: column.is_not(None))
    elif asked.almost:
        yield places.matching(Lead.almost, lambda column: column == asked.almost)


def _within(since: date | None, until: date | None) -> Callable[[Any], Any]:
    first = datetime.combine(since or date.min, time(), UTC)
    last = min(until or date.max, date.max - timedelta(days=1))
    end = datetime.combine(last + timedelta(days=1), time(), UTC)
    return lambda column: and_(column >= first, column < end)


def _axis(wanted: str | float) -> Callable[[Any], Any]:
    if wanted == "known":
        return lambda column: column.is_not(None)
    if wanted == "unknown":
        return lambda column: column.is_(None)
    return lambda column: column >= float(wanted)


def _on_others(places: _Places, asked: LeadFilter) -> Iterator[Any]:
    for word in search_words(asked.search):
        begins = and_(LeadWord.word >= word, LeadWord.word < word + "\U0010ffff")
        yield places.named(LeadWord.lead_id, begins)
    if asked.fault:
        wrong = LeadFault.settled_at.is_(None)
        kind = true() if asked.fault == ANY else LeadFault.kind == asked.fault
        yield places.named(LeadFault.lead_id, and_(wrong, kind))
    if asked.flow:
        played = and_(Conversation.flow == asked.flow, Conversation.lead_id.is_not(None))
        yield places.named(Conversation.lead_id, played)


@dataclass(frozen=True, slots=True)
class _Places:
    """How the rows that match are come by; `in_order`: met while walking a sort's index."""

    connection: Connection
    in_order: bool = True

    def matching(self, column: Any, condition: Callable[[Any], Any]) -> Any:
        """A condition on an indexed column: looked up when few match, met on the way when many do.

        `coalesce(x, x)` is x without its index: a planner that does not know how many match would
        else gather them all and sort them, rather than walk the sort's index until the page is
        full. Where nothing is sorted, the planner may choose.
        """
        if not self.in_order:
            return condition(column)
        found = select(Lead.id).where(condition(column))
        if self._are_few(found):
            return Lead.id.in_(found)
        return condition(func.coalesce(column, column, type_=column.type))

    def named(self, lead_id: Any, condition: Any) -> Any:
        """Leads named by rows of another table, likewise."""
        found = select(lead_id).where(condition)
        if self._are_few(found):
            return Lead.id.in_(found)
        return found.where(lead_id == Lead.id).correlate(Lead).exists()

    def _are_few(self, found: Select[Any]) -> bool:
        some = found.limit(FEW + 1).subquery()
        return (
            self.connection.execute(select(func.count()).select_from(some)).scalar() or 0
        ) <= FEW
