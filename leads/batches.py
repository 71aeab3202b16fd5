"""Leads judged many at a time: for time, for another lead.yml, for a look at what it would do.

Reading and reckoning happen outside of the write lock. What is then written holds only where the
lead was not touched in between; whoever touched it judged it anew by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    bindparam,
    case,
    false,
    or_,
    select,
    update,
)

from bot.formula import Value
from bot.score import LeadDefinition
from leads import handover, ledger, stages
from leads.behaviour import Done, behaviour_points
from leads.fit import answers_of_leads, contact_values, fit_points_of, looks_at_today, names_used
from leads.given import FIT, INTENT, READING, Exchange, Given, exchange, keep_exchange
from leads.ledger import Line
from leads.score import KEPT, TINY, Judgement, columns_of, differs, judge
from leads.stage import falls
from leads.verification.states import rung_facts, rung_points
from store.lead_changes import next_change
from store.leads import AXES
from store.prepared import Prepared
from store.tables import TABLES

_LEADS, _DONE = TABLES["leads"], TABLES["behaviour"]

_KEEP_IF_SAME = Prepared(
    update(_LEADS)
    .where(
        _LEADS.c.id == bindparam("lead_id"),
        _LEADS.c.scored_at.is_not_distinct_from(bindparam("was_scored_at")),
        _LEADS.c.updated_at == bindparam("was_updated_at"),
        _LEADS.c.erased_at.is_(None),
    )
    .values({name: bindparam(name) for name in KEPT})
    .values(
        change_number=case(
            (bindparam("is_news", type_=Boolean()), next_change()), else_=_LEADS.c.change_number
        )
    )
)
_DONE_BY = Prepared(
    select(_DONE.c.lead_id, _DONE.c.kind, _DONE.c.url, _DONE.c.at, _DONE.c.suspicion)
    .where(_DONE.c.lead_id >= bindparam("first"), _DONE.c.lead_id <= bindparam("last"))
    .order_by(_DONE.c.lead_id, _DONE.c.at)
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some leads in the order of their ids, with what judging them needs."""

    leads: Sequence[Any]
    lines: Mapping[int, list[Line]]
    answers: Mapping[int, Mapping[str, Value]]
    done: Mapping[int, list[Done]]

    @property
    def last(self) -> int:
        """The id to go on after."""
        return int(self.leads[-1].id)


@dataclass(frozen=True, slots=True)
class Judged:
    """A lead, what the rules say of it, and what changes of the lines lead.yml gives."""

    lead: Any
    now: Judgement
    change: Exchange


def fading(definition: LeadDefinition) -> tuple[str, ...]:
    """The columns of `leads` that time changes."""
    fade = [name for name, axis in definition.axes.items() if axis.half_life_days is not None]
    columns = [f"axis_{name}" for name in fade if name in AXES]
    return tuple(columns + ["other_axes"] * any(name not in AXES for name in fade))


@lru_cache(maxsize=16)
def _leads_after(columns: tuple[str, ...] | None, statuses: tuple[str, ...]) -> Prepared:
    """Leads after an id; with `columns` those on which one of these holds anything."""
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
    if statuses:
        where.append(or_(*(_LEADS.c.status == status for status in statuses)))
    return Prepared(select(_LEADS).where(*where).order_by(_LEADS.c.id).limit(bindparam("size")))


def read_batch(
    connection: Connection,
    after: int,
    size: int,
    definitions: Iterable[LeadDefinition],
    *,
    columns: tuple[str, ...] | None = None,
    statuses: tuple[str, ...] = (),
) -> Batch | None:
    """The leads after an id, and what the rules of some definitions look at; None at the end."""
    leads = _leads_after(columns, statuses).rows(connection, {"after": after, "size": size})
    if not leads:
        return None
    first, last = leads[0].id, leads[-1].id
    names = frozenset[str]().union(*(names_used(one) for one in definitions))
    return Batch(
        leads,
        ledger.lines_of_leads(connection, first, last),
        answers_of_leads(connection, first, last, names),
        _done_by(connection, first, last),
    )


def _done_by(connection: Connection, first: int, last: int) -> dict[int, list[Done]]:
    found: dict[int, list[Done]] = {}
    for lead_id, kind, url, at, suspicion in _DONE_BY.rows(
        connection, {"first": first, "last": last}
    ):
        found.setdefault(lead_id, []).append(Done(kind, url, at, suspicion))
    return found


def as_it_stands(
    connection: Connection, batch: Batch, definition: LeadDefinition, at: datetime
) -> list[Judged]:
    """Leads by the lines they have; lines are changed only where fit looks at the day."""
    if looks_at_today(definition):
        return given_anew(connection, batch, definition, at, (FIT,))
    judged = []
    for lead in batch.leads:
        lines = batch.lines.get(lead.id, [])
        now = judge(lead, lines, definition, rung_facts(connection, lead, definition), at)
        judged.append(Judged(lead, now, Exchange([], [], lines)))
    return judged


def given_anew(
    connection: Connection,
    batch: Batch,
    definition: LeadDefinition,
    at: datetime,
    origins: tuple[str, ...] = (FIT, READING, INTENT),
) -> list[Judged]:
    """Leads with the lines that a definition gives for fit, rungs and behaviour worked out anew."""
    judged = []
    for lead in batch.leads:
        rungs = rung_facts(connection, lead, definition)
        known = {**contact_values(lead), **batch.answers.get(lead.id, {})}
        worth = fit_points_of(definition, known, at.date()) + rung_points(rungs, definition)
        given = [Given(FIT, at, line) for line in worth]
        if READING in origins:
            given += behaviour_points(batch.done.get(lead.id, ()), definition)
        change = exchange(batch.lines.get(lead.id, ()), origins, given)
        judged.append(Judged(lead, judge(lead, change.lines, definition, rungs, at), change))
    return judged


# ---------------------------------------------------------------- kept


def keep_batch(
    connection: Connection,
    judged: Iterable[Judged],
    definition: LeadDefinition,
    at: datetime,
    *,
    cause: str,
) -> int:
    """Keep what changed; returns how many stages did. In a write transaction."""
    plain: list[dict[str, Any]] = []
    changed = 0
    for one in judged:
        values = columns_of(one.now)
        if one.change.empty and not differs(one.lead, values):
            continue
        row = _row(one, values, at) | {"is_news": _is_news(one, cause)}
        if one.change.empty and one.now.stage == one.lead.stage:
            plain.append(row)
        elif _KEEP_IF_SAME.run(connection, row):
            changed += _keep_more(connection, one, definition, at, cause)
    _KEEP_IF_SAME.run_each(connection, plain)
    return changed


def _row(one: Judged, values: dict[str, Any], at: datetime) -> dict[str, Any]:
    lead = one.lead
    return values | {
        "lead_id": lead.id,
        "was_scored_at": lead.scored_at,
        "was_updated_at": lead.updated_at,
        "scored_at": one.now.moment,
        # Points that fade are no news; another stage is.
        "updated_at": at if one.now.stage != lead.stage else lead.updated_at,
    }


def _is_news(one: Judged, cause: str) -> bool:
    """Whether others are told: points that fade night by night are no news, another stage is."""
    return cause != "time" or not one.change.empty or one.now.stage != one.lead.stage


def _keep_more(
    connection: Connection, one: Judged, definition: LeadDefinition, at: datetime, cause: str
) -> bool:
    lead, now = one.lead, one.now
    reason = "lead.yml changed" if cause == "rules" else ledger.CONTACT_CHANGED
    keep_exchange(connection, lead.id, one.change, at, reason)
    before = lead.stage
    if now.stage == before:
        return False
    if cause == "time":
        since = lead.scored_at or max((line.at for line in one.change.lines), default=at)
        found = falls(definition, one.change.lines, now.facts, before, since, now.moment)
        last = stages.record_falls(connection, lead.id, definition, found, now.facts)
        before = last.after if last is not None else before
    if before != now.stage:
        stages.record(
            connection, lead.id, definition, before, now.stage,
            at=at, cause=cause, score=now.score, facts=now.facts,
        )  # fmt: skip
    handover.stage_changed(connection, lead, definition, now.stage, at, tells=False)
    return True
