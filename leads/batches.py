"""Leads judged many at a time: for time, for another lead.yml, for a look at what it would do.

Reading and reckoning happen outside of the write lock. What is then written holds only where the
lead was not touched in between; whoever touched it judged it anew by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Connection,
    bindparam,
    case,
    update,
)

from bot.score import LeadDefinition
from leads import handover, ledger, stages
from leads.batch_reading import Batch, asks_for_rungs
from leads.behaviour import behaviour_points
from leads.fit import contact_values, fit_points_of, looks_at_today
from leads.given import FIT, INTENT, READING, Exchange, Given, exchange, keep_exchange
from leads.ledger import Line
from leads.score import KEPT, Judgement, columns_of, differs, judge
from leads.stage import falls
from leads.verification.states import rung_points, stages_ask_for_rungs
from store.lead_changes import next_change
from store.prepared import Prepared
from store.tables import TABLES

_LEADS = TABLES["leads"]

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


@dataclass(frozen=True, slots=True)
class Judged:
    """A lead, what the rules say of it, and what changes of the lines lead.yml gives."""

    lead: Any
    now: Judgement
    change: Exchange


class Kept(NamedTuple):
    """How many stages changed, and whose new lines or stage were not kept, as somebody touched the
    lead in between."""

    changed: int
    missed: list[Judged]


def as_it_stands(batch: Batch, definition: LeadDefinition, at: datetime) -> list[Judged]:
    """Leads by the lines they have; lines are changed only where fit looks at the day."""
    if looks_at_today(definition):
        return given_anew(batch, definition, at, (FIT,))
    asks, judged = stages_ask_for_rungs(definition), []
    for lead in batch.leads:
        lines = batch.lines.get(lead.id, [])
        rungs = batch.rungs.get(lead.id, {}) if asks else {}
        judged.append(Judged(lead, judge(lead, lines, definition, rungs, at), unchanged(lines)))
    return judged


def given_anew(
    batch: Batch,
    definition: LeadDefinition,
    at: datetime,
    origins: tuple[str, ...] = (FIT, READING, INTENT),
) -> list[Judged]:
    """Leads with the lines that a definition gives for fit, rungs and behaviour worked out anew."""
    asks, judged = asks_for_rungs(definition), []
    for lead in batch.leads:
        rungs = batch.rungs.get(lead.id, {}) if asks else {}
        known = {**contact_values(lead), **batch.answers.get(lead.id, {})}
        worth = fit_points_of(definition, known, at.date()) + rung_points(rungs, definition)
        given = [Given(FIT, at, line) for line in worth]
        if READING in origins:
            given += behaviour_points(batch.done.get(lead.id, ()), definition)
        change = exchange(batch.lines.get(lead.id, ()), origins, given)
        judged.append(Judged(lead, judge(lead, change.lines, definition, rungs, at), change))
    return judged


def unchanged(lines: list[Line]) -> Exchange:
    """Nothing to void and nothing to add."""
    return Exchange([], [], lines)


# ---------------------------------------------------------------- kept


def keep_batch(
    connection: Connection,
    judged: Iterable[Judged],
    definition: LeadDefinition,
    at: datetime,
    *,
    cause: str,
    reason: str = ledger.CONTACT_CHANGED,
) -> Kept:
    """Keep what changed, in a write transaction. Lines that go say `reason`."""
    plain: list[dict[str, Any]] = []
    missed: list[Judged] = []
    changed = 0
    for one in judged:
        values = columns_of(one.now)
        if one.change.empty and not differs(one.lead, values):
            continue
        row = _row(one, values, at) | {"is_news": _is_news(one, cause)}
        if one.change.empty and one.now.stage == one.lead.stage:
            plain.append(row)
        elif _KEEP_IF_SAME.run(connection, row):
            changed += _keep_more(connection, one, definition, at, cause, reason)
        else:
            missed.append(one)
    _KEEP_IF_SAME.run_each(connection, plain)
    return Kept(changed, missed)


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
    connection: Connection,
    one: Judged,
    definition: LeadDefinition,
    at: datetime,
    cause: str,
    reason: str,
) -> bool:
    lead, now = one.lead, one.now
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
