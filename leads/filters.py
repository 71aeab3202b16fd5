"""Which leads are asked for, as conditions that use what is indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Boolean, Connection, Select, and_, func, select, true

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
#: Up to here they are counted, to gather by what fewest match.
MANY = 200_000


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

    @property
    def narrows(self) -> bool:
        """Whether it leaves out any but suspected bots."""
        return self != LeadFilter(suspected=self.suspected)


def conditions(connection: Connection, asked: LeadFilter, sorted_by: str = "") -> list[Any]:
    """The filter as conditions on `leads`, for a list that walks the index of a column until its
    page is full."""
    return _conditions(asked, sorted_by, _Places(connection))


def conditions_to_gather(connection: Connection, asked: LeadFilter) -> list[Any]:
    """The filter as conditions on `leads` in no order: all that match are gathered by what fewest
    match, and nothing else is looked up."""
    places = _Places(connection, Use.GATHER)
    found = _conditions(asked, "", places)
    if not places.ways:
        return found
    way = min(places.ways, key=lambda one: one.matches)
    return [way.looked_up if one is way.met else one for one in found]


def conditions_to_count(connection: Connection, asked: LeadFilter) -> list[Any]:
    """The filter as conditions on `leads` in no order, to be counted up to a limit: every index
    may serve."""
    return _conditions(asked, "", _Places(connection, Use.COUNT))


def _conditions(asked: LeadFilter, sorted_by: str, places: _Places) -> list[Any]:
    return [
        Lead.erased_at.is_(None),
        *_on_lead(places, asked, sorted_by),
        *_on_sales(places, asked, sorted_by),
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


def _on_sales(places: _Places, asked: LeadFilter, sorted_by: str) -> Iterator[Any]:
    """What sales ask: whose lead it is, and what is still to find out."""
    if asked.owner == NOBODY:
        yield places.matching(Lead.owner_id, lambda column: column.is_(None))
    elif asked.owner is not None:
        yield places.matching(Lead.owner_id, lambda column: column == asked.owner)
    if asked.missing == CONTACT:
        yield places.unreachable()
    elif asked.missing:
        yield places.matching(getattr(Lead, f"axis_{asked.missing}"), _axis("unknown"))
    if asked.almost == ANY and sorted_by == "score":
        yield Lead.almost.is_not(None)  # its index stands in that order
    elif asked.almost == ANY:
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
class _Way:
    """A condition: how many match, how it is met on the way, and how it is looked up."""

    matches: int
    met: Any
    looked_up: Any


class Use(Enum):
    """What conditions are for."""

    WALK = "met while walking the index of a sort"
    GATHER = "all that match are gathered by what fewest match"
    COUNT = "counted up to a limit"


@dataclass(frozen=True, slots=True)
class _Places:
    """How the rows that match are come by; `ways` are those by which they could be gathered."""

    connection: Connection
    use: Use = Use.WALK
    ways: list[_Way] = field(default_factory=list)

    def matching(self, column: Any, condition: Callable[[Any], Any]) -> Any:
        """A condition on an indexed column: looked up when few match, met on the way when many do.

        `coalesce(x, x)` is x without its index: a planner that does not know how many match would
        else gather them all and sort them, rather than walk the sort's index until the page is
        full. Where nothing is sorted, the planner may choose.
        """
        plain = condition(column)
        if self.use is Use.COUNT:
            return plain
        met = condition(func.coalesce(column, column, type_=column.type))
        return self._chosen(select(Lead.id).where(plain), met, plain)

    def named(self, lead_id: Any, condition: Any) -> Any:
        """Leads named by rows of another table, likewise."""
        found = select(lead_id).where(condition)
        met = found.where(lead_id == Lead.id).correlate(Lead).exists()
        return self._chosen(found, met, Lead.id.in_(found))

    def unreachable(self) -> Any:
        """Leads whose contact is unknown."""
        plain = unknown_contact()
        if self.use is Use.COUNT:
            return plain
        met = func.coalesce(plain, plain, type_=Boolean())
        return self._chosen(select(Lead.id).where(plain), met, plain)

    def _chosen(self, found: Select[Any], met: Any, plain: Any) -> Any:
        matches = self._count(found, FEW)
        if matches <= FEW:
            met = plain = Lead.id.in_(found)
        elif self.use is Use.GATHER:
            matches = self._count(found, MANY)
        if self.use is Use.GATHER:
            self.ways.append(_Way(matches, met, plain))
        return met

    def _count(self, found: Select[Any], limit: int) -> int:
        some = found.limit(limit + 1).subquery()
        return self.connection.execute(select(func.count()).select_from(some)).scalar() or 0
