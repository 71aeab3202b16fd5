"""Leads read many at a time, in the order of their ids, with what judging them needs.

A night over a million leads reads each of their lines: only what is looked at is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, false, func, null, or_, select

from bot.formula import Value
from bot.score import LeadDefinition
from leads.behaviour import Done
from leads.fit import answers_of_leads, looks_at_today, names_used
from leads.ledger import Line
from leads.score import TINY
from leads.verification.states import State, passed_rungs_of, stages_ask_for_rungs
from store.leads import AXES
from store.prepared import Prepared
from store.tables import TABLES

_LEADS, _LINES, _DONE = TABLES["leads"], TABLES["ledger"], TABLES["behaviour"]
_TALKS, _VERSIONS = TABLES["conversations"], TABLES["flow_versions"]

#: Rows of lines that count have the fields of `leads.ledger.Line`, and one for the lead.
_COUNTING = (
    select(
        _LINES.c.lead_id,
        *(_LINES.c[name] if name != "void_at" else null().label(name) for name in Line._fields),
    )
    .where(_LINES.c.void_at.is_(None))
    .order_by(_LINES.c.lead_id, _LINES.c.id)
)
_LINES_OF = Prepared(
    _COUNTING.where(_LINES.c.lead_id >= bindparam("first"), _LINES.c.lead_id <= bindparam("last"))
)
_DONE_BY = Prepared(
    select(_DONE.c.lead_id, _DONE.c.kind, _DONE.c.url, _DONE.c.at, _DONE.c.suspicion)
    .where(_DONE.c.lead_id >= bindparam("first"), _DONE.c.lead_id <= bindparam("last"))
    .order_by(_DONE.c.lead_id, _DONE.c.at)
)

#: Who played a flow, among some leads.
_PLAYERS = select(_TALKS.c.lead_id).where(
    _TALKS.c.flow == bindparam("flow"),
    _TALKS.c.lead_id >= bindparam("first"),
    _TALKS.c.lead_id <= bindparam("last"),
)
_LEADS_OF_PLAYERS = Prepared(
    select(_LEADS)
    .where(_LEADS.c.id.in_(_PLAYERS), _LEADS.c.erased_at.is_(None))
    .order_by(_LEADS.c.id)
)
_LINES_OF_PLAYERS = Prepared(_COUNTING.where(_LINES.c.lead_id.in_(_PLAYERS)))

#: Of each lead the conversation of a flow whose points count: the newest that is no bot's.
_COUNTED = (
    select(func.max(_TALKS.c.id).label("id"))
    .where(
        _TALKS.c.flow == bindparam("flow"),
        _TALKS.c.lead_id > bindparam("after"),
        _TALKS.c.suspicion.is_(None),
    )
    .group_by(_TALKS.c.lead_id)
)
_NEWEST = _COUNTED.order_by(_TALKS.c.lead_id).limit(bindparam("size")).subquery()
_NEWEST_TALKS = Prepared(
    select(
        *(_TALKS.c[name] for name in ("id", "lead_id", "state", "turn", "updated_at", "preview")),
        _VERSIONS.c.version,
    )
    .join(_NEWEST, _NEWEST.c.id == _TALKS.c.id)
    .join(_VERSIONS, _VERSIONS.c.id == _TALKS.c.flow_version_id)
    .order_by(_TALKS.c.lead_id)
)
_EARLIER = Prepared(
    select(func.count())
    .select_from(_TALKS)
    .join(_LEADS, _LEADS.c.id == _TALKS.c.lead_id)
    .join(_VERSIONS, _VERSIONS.c.id == _TALKS.c.flow_version_id)
    .where(
        _TALKS.c.id.in_(_COUNTED),
        _TALKS.c.preview.is_(False),
        _LEADS.c.erased_at.is_(None),
        _VERSIONS.c.version != bindparam("version"),
    )
)
_TURNS = Prepared(
    select(_TALKS.c.id, _TALKS.c.turn).where(
        _TALKS.c.flow == bindparam("flow"),
        _TALKS.c.lead_id >= bindparam("first"),
        _TALKS.c.lead_id <= bindparam("last"),
    )
)


class Talk(NamedTuple):
    """A conversation of a lead, as far as it stands; `version` is the flow's that it goes by."""

    id: int
    lead_id: int
    state: str
    turn: int
    updated_at: datetime
    preview: bool
    version: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some leads in the order of their ids. `answers` and `done` are there where lines are worked
    out anew, `rungs` where a definition asks for them."""

    leads: Sequence[Any]
    lines: Mapping[int, list[Line]]
    answers: Mapping[int, Mapping[str, Value]]
    done: Mapping[int, list[Done]]
    rungs: Mapping[int, Mapping[str, State]]

    @property
    def last(self) -> int:
        """The id to go on after."""
        return int(self.leads[-1].id)

    def all_lines(self) -> Iterator[Line]:
        """The lines of all of them that count."""
        return chain.from_iterable(self.lines.values())


def fading(definition: LeadDefinition) -> tuple[str, ...]:
    """The columns of `leads` that time changes."""
    fade = [name for name, axis in definition.axes.items() if axis.half_life_days is not None]
    columns = [f"axis_{name}" for name in fade if name in AXES]
    return tuple(columns + ["other_axes"] * any(name not in AXES for name in fade))


def read_batch(
    connection: Connection,
    after: int,
    size: int,
    *,
    standing: LeadDefinition | None = None,
    anew: LeadDefinition | None = None,
    columns: tuple[str, ...] | None = None,
) -> Batch | None:
    """The leads after an id, to be judged as they stand by one definition, or anew by another, or
    both; None at the end. With `columns` only those on which one of these holds anything."""
    leads = _leads_after(columns).rows(connection, {"after": after, "size": size})
    if not leads:
        return None
    first, last = leads[0].id, leads[-1].id
    given = [one for one in (standing,) if one is not None and looks_at_today(one)]
    given += [anew] if anew is not None else []
    names = frozenset[str]().union(*map(names_used, given))
    asked = standing is not None and stages_ask_for_rungs(standing)
    return Batch(
        leads,
        _lines_of(connection, first, last),
        answers_of_leads(connection, first, last, names),
        _done_by(connection, first, last) if anew is not None and anew.behaviour else {},
        passed_rungs_of(connection, leads) if asked or any(map(asks_for_rungs, given)) else {},
    )


def newest_talks(connection: Connection, flow: str, after: int, size: int) -> list[Talk]:
    """Of each lead after an id that played a flow, the newest conversation that is no bot's, in the
    order of the leads."""
    wanted = {"flow": flow, "after": after, "size": size}
    return [Talk(*row) for row in _NEWEST_TALKS.rows(connection, wanted)]


def earlier_talks(connection: Connection, flow: str, version: str) -> int:
    """How many leads played an earlier version of a flow than the one of now."""
    wanted = {"flow": flow, "after": 0, "version": version}
    return int(_EARLIER.first(connection, wanted)[0])


def turns_now(connection: Connection, flow: str, first: int, last: int) -> dict[int, int]:
    """How far the conversations of a flow with some leads are now, by the conversation's id."""
    among = {"flow": flow, "first": first, "last": last}
    return dict(_TURNS.rows(connection, among))


def read_players(
    connection: Connection, flow: str, first: int, last: int, definition: LeadDefinition
) -> Batch:
    """The leads that played a flow, from one id to another, to be judged as they stand."""
    among = {"flow": flow, "first": first, "last": last}
    leads = _LEADS_OF_PLAYERS.rows(connection, among)
    asked = bool(leads) and stages_ask_for_rungs(definition)
    return Batch(
        leads,
        _by_lead(_LINES_OF_PLAYERS.rows(connection, among)),
        {},
        {},
        passed_rungs_of(connection, leads) if asked else {},
    )


def asks_for_rungs(definition: LeadDefinition) -> bool:
    """Whether rungs are needed to work out anew what a definition gives."""
    return bool(definition.verification) or stages_ask_for_rungs(definition)


@lru_cache(maxsize=16)
def _leads_after(columns: tuple[str, ...] | None) -> Prepared:
    where: list[ColumnElement[bool]] = [
        _LEADS.c.id > bindparam("after"),
        _LEADS.c.erased_at.is_(None),
    ]
    if columns is not None:
        holds = [
            _LEADS.c[name].is_not(None) if name == "other_axes" else _LEADS.c[name] > TINY
            for name in columns
        ]
        where.append(or_(false(), *holds))
    return Prepared(select(_LEADS).where(*where).order_by(_LEADS.c.id).limit(bindparam("size")))


def _lines_of(connection: Connection, first: int, last: int) -> dict[int, list[Line]]:
    return _by_lead(_LINES_OF.rows(connection, {"first": first, "last": last}))


def _by_lead(lines: Iterable[Any]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.lead_id, []).append(line)
    return found


def _done_by(connection: Connection, first: int, last: int) -> dict[int, list[Done]]:
    found: dict[int, list[Done]] = {}
    ends = {"first": first, "last": last}
    for lead_id, *done in _DONE_BY.rows(connection, ends):
        found.setdefault(lead_id, []).append(Done(*done))
    return found
