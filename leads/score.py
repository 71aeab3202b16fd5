"""A lead's score and stage: found again from its ledger whenever something changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.model import CONTACT_SLOTS
from bot.score import LeadDefinition, PointLine, Score, sum_points
from leads import handover, ledger
from leads.fit import fit_points
from leads.gaps import almost
from leads.stage import stage_of
from leads.verification.states import State, rung_facts, rung_points
from store.leads import AXES
from store.prepared import Prepared
from store.tables import TABLES

_LEADS = TABLES["leads"]
_LINES = TABLES["ledger"]

_LEAD = Prepared(select(_LEADS).where(_LEADS.c.id == bindparam("lead_id")).with_for_update())
_POINTS = Prepared(
    select(_LINES.c.axis, _LINES.c.points).where(
        _LINES.c.lead_id == bindparam("lead_id"), _LINES.c.void_at.is_(None)
    )
)
_KEEP = Prepared(
    update(_LEADS)
    .where(_LEADS.c.id == bindparam("lead_id"))
    .values(
        {
            name: bindparam(name)
            for name in (
                *(f"axis_{axis}" for axis in AXES),
                "other_axes",
                "score",
                "stage",
                "almost",
                "updated_at",
                "last_seen_at",
            )
        }
    )
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a lead stands at, and what it stood at before."""

    score: Score
    stage: str | None
    stage_before: str | None


def facts_of(lead: Row[Any]) -> frozenset[str]:
    """Contact fields known, and `email_confirmed`."""
    facts = {field for field in CONTACT_SLOTS if getattr(lead, field)}
    if lead.email_confirmed_at is not None:
        facts.add("email_confirmed")
    return frozenset(facts)


def rescore(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    at: datetime,
    *,
    seen: bool = False,
    fit: bool = True,
) -> Standing | None:
    """Sum the ledger anew and keep axes, score and stage; None when the lead is gone.

    `seen`: the person themself did something. `fit`: the fit rules may give something else now.
    """
    lead = _LEAD.first(connection, {"lead_id": lead_id})
    if lead is None or lead.erased_at is not None:
        return None
    rungs = rung_facts(connection, lead, definition)
    if fit:
        _refit(connection, lead, definition, at, rungs)
    points = _POINTS.rows(connection, {"lead_id": lead_id})
    score = sum_points((PointLine(axis, value, "", "") for axis, value in points), definition)
    facts = facts_of(lead).union(rungs)
    stage = stage_of(definition, score, facts)
    short = almost(definition, score, facts, stage)
    _keep(connection, lead, score, stage, short, at, seen)
    if stage != lead.stage:
        handover.stage_changed(connection, lead, definition, stage, at)
    return Standing(score, stage, lead.stage)


def _refit(
    connection: Connection,
    lead: Row[Any],
    definition: LeadDefinition,
    at: datetime,
    rungs: Mapping[str, State],
) -> None:
    before = ledger.fit_lines(connection, lead.id)
    lines = fit_points(connection, lead, definition, at.date()) if definition.fit else []
    lines += rung_points(rungs, definition)
    place = ledger.Place(None, lead.id, None, None, None, at, origin="fit")
    ledger.replace_lines(connection, place, before, lines, ledger.CONTACT_CHANGED)


def _keep(
    connection: Connection,
    lead: Row[Any],
    score: Score,
    stage: str | None,
    short: str | None,
    at: datetime,
    seen: bool,
) -> None:
    others = {axis: points for axis, points in score.axes.items() if axis not in AXES}
    values: dict[str, Any] = {f"axis_{axis}": score.axes.get(axis) for axis in AXES}
    values |= {"other_axes": others or None, "score": score.total, "stage": stage}
    values["almost"] = short
    changed = any(getattr(lead, name) != value for name, value in values.items())
    if not changed and not seen:
        return
    values["updated_at"] = at if changed else lead.updated_at
    values["last_seen_at"] = at if seen else lead.last_seen_at
    _KEEP.run(connection, {"lead_id": lead.id, **values})


def rescore_all(
    connection: Connection, definition: LeadDefinition, at: datetime, ids: Collection[int]
) -> None:
    """Score leads anew, after lead.yml changed; callers pass ids in batches to keep locks short."""
    for lead_id in ids:
        rescore(connection, lead_id, definition, at)
