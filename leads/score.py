"""A lead's score and stage: found again from its ledger whenever something changed.

What is kept with the lead (what lists sort by) is right for the moment `scored_at`; `standing_of`
tells what it is at any other. Where the clock was set back, a lead is looked at as of the newest
thing known about it: what happened counts at once, and nothing fades backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.model import CONTACT_SLOTS
from bot.score import LeadDefinition, Score, counts_at, score_at
from leads import handover, ledger, stages
from leads.fit import fit_points
from leads.gaps import almost
from leads.given import FIT, Given, exchange, keep_exchange
from leads.ledger import Line
from leads.stage import falls, stage_of
from leads.verification.states import State, rung_facts, rung_points
from store.leads import AXES
from store.prepared import Prepared
from store.tables import TABLES

_LEADS = TABLES["leads"]

#: Axes that differ by less are the same: points are shown to a tenth.
TINY = 0.005

#: What is kept of a judgement.
KEPT = (
    *(f"axis_{axis}" for axis in AXES),
    "other_axes",
    "score",
    "stage",
    "almost",
    "scored_at",
    "updated_at",
)

_LEAD = Prepared(select(_LEADS).where(_LEADS.c.id == bindparam("lead_id")).with_for_update())
_KEEP = Prepared(
    update(_LEADS)
    .where(_LEADS.c.id == bindparam("lead_id"))
    .values({name: bindparam(name) for name in (*KEPT, "last_seen_at")})
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a lead stands at, and what it stood at before."""

    score: Score
    stage: str | None
    stage_before: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a lead at a moment. `stage` is the one held, where one is held by
    hand; `almost` the one answer it lacks."""

    score: Score
    stage: str | None
    almost: str | None
    facts: frozenset[str]
    moment: datetime


def facts_of(lead: Any) -> frozenset[str]:
    """Contact fields known, and `email_confirmed`."""
    facts = {field for field in CONTACT_SLOTS if getattr(lead, field)}
    if lead.email_confirmed_at is not None:
        facts.add("email_confirmed")
    return frozenset(facts)


def moment_of(lines: Iterable[Line], at: datetime) -> datetime:
    """The moment to look at a lead: `at`, or that of its newest line where the clock stands
    before it."""
    return max([at, *(line.counts_from or line.at for line in lines)])


def judge(
    lead: Any,
    lines: Sequence[Line],
    definition: LeadDefinition,
    rungs: Iterable[str],
    at: datetime,
) -> Judgement:
    """What the rules say of a lead, given the lines that count and the rungs it has passed."""
    moment = moment_of(lines, at)
    score = score_at(lines, definition, moment)
    facts = facts_of(lead).union(rungs)
    held = lead.stage_held_at is not None
    stage = lead.stage if held else stage_of(definition, score, facts)
    return Judgement(score, stage, almost(definition, score, facts, stage), facts, moment)


def standing_of(
    connection: Connection, lead: Any, definition: LeadDefinition, at: datetime
) -> tuple[Judgement, list[Line]]:
    """What a lead stands at now, and the lines that make it; changes nothing."""
    lines = ledger.lines_of_lead(connection, lead.id)
    rungs = rung_facts(connection, lead, definition)
    return judge(lead, lines, definition, rungs, at), lines


def columns_of(judgement: Judgement) -> dict[str, Any]:
    """A judgement as the columns of `leads` that keep it, all but the moments."""
    axes = judgement.score.axes
    others = {axis: points for axis, points in axes.items() if axis not in AXES}
    values: dict[str, Any] = {f"axis_{axis}": axes.get(axis) for axis in AXES}
    values |= {"other_axes": others or None, "score": judgement.score.total}
    return values | {"stage": judgement.stage, "almost": judgement.almost}


def differs(lead: Any, values: Mapping[str, Any]) -> bool:
    """Whether columns say something else than what the lead's row keeps."""
    return any(_differ(getattr(lead, name), value) for name, value in values.items())


def _differ(kept: Any, value: Any) -> bool:
    if isinstance(kept, float | int) and isinstance(value, float | int):
        return abs(kept - value) > TINY
    if isinstance(kept, dict) and isinstance(value, dict):
        return kept.keys() != value.keys() or any(_differ(kept[one], value[one]) for one in kept)
    return bool(kept != value)


# ---------------------------------------------------------------- one lead


def rescore(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    at: datetime,
    *,
    seen: bool = False,
    fit: bool = True,
    cause: str = "turn",
) -> Standing | None:
    """Sum the ledger anew and keep axes, score and stage; None when the lead is gone.

    `seen`: the person themself did something. `fit`: the fit rules may give something else now.
    `cause` is one of `store.stage_changes.CAUSES`, what a change of the stage is put down to.
    """
    lead = _LEAD.first(connection, {"lead_id": lead_id})
    if lead is None or lead.erased_at is not None:
        return None
    rungs = rung_facts(connection, lead, definition)
    before = ledger.lines_of_lead(connection, lead_id)
    lines = _refit(connection, lead, definition, at, rungs, before) if fit else before
    now = judge(lead, lines, definition, rungs, at)
    _keep(connection, lead, now, at, seen, relined=lines != before)
    if now.stage != lead.stage:
        _keep_change(connection, lead, definition, now, at, cause)
    return Standing(now.score, now.stage, lead.stage)


def _refit(
    connection: Connection,
    lead: Row[Any],
    definition: LeadDefinition,
    at: datetime,
    rungs: Mapping[str, State],
    lines: list[Line],
) -> list[Line]:
    """The lines with those that lead.yml gives for contact and rungs brought up to date."""
    worth = fit_points(connection, lead, definition, at.date()) if definition.fit else []
    worth += rung_points(rungs, definition)
    change = exchange(lines, (FIT,), [Given(FIT, at, line) for line in worth])
    if not change.empty:
        keep_exchange(connection, lead.id, change, at, ledger.CONTACT_CHANGED)
    return change.lines


def _keep(
    connection: Connection, lead: Any, now: Judgement, at: datetime, seen: bool, relined: bool
) -> None:
    values = columns_of(now)
    changed = differs(lead, values)
    if not changed and not seen and not relined:
        return
    values["scored_at"] = now.moment
    values["updated_at"] = at if changed else lead.updated_at
    values["last_seen_at"] = at if seen else lead.last_seen_at
    _KEEP.run(connection, {"lead_id": lead.id, **values})


def _keep_change(
    connection: Connection,
    lead: Any,
    definition: LeadDefinition,
    now: Judgement,
    at: datetime,
    cause: str,
) -> None:
    """Keep what time had taken before, and then what the present event changed."""
    before = lead.stage
    if cause != "rules" and lead.scored_at is not None and lead.scored_at < now.moment:
        ever = ledger.lines_ever(connection, lead.id)
        then = [line._replace(void_at=None) for line in ever if counts_at(line, lead.scored_at)]
        fallen = falls(definition, then, now.facts, before, lead.scored_at, now.moment)
        last = stages.record_falls(connection, lead.id, definition, fallen, now.facts)
        before = last.after if last is not None else before
    if before != now.stage:
        stages.record(
            connection,
            lead.id,
            definition,
            before,
            now.stage,
            at=at,
            cause=cause,
            score=now.score,
            facts=now.facts,
        )
    handover.stage_changed(connection, lead, definition, now.stage, at)
