"""A lead as it stands this moment, over the API: score and axes of now, lines that have faded."""

from __future__ import annotations

import math
from typing import Any

from sqlalchemy import Row, select

from bot.score import LeadDefinition, points_left
from leads import stages
from leads.given import INTENT
from leads.score import standing_of
from store.database import db
from store.flow_versions import FlowVersion
from store.ledger import LedgerLine
from store.types import now
from web.rules.present import active_definition


def parts_of_now(row: Row[Any]) -> dict[str, Any]:
    """Score, axes, intent and ledger of this moment, and every change of the stage.

    The stage itself is the one kept: where points faded since, the next night writes it down.
    """
    definition = active_definition()
    found, _ = standing_of(db.session.connection(), row, definition, now())
    known = found.score.axes
    lines = _ledger(row.id, definition, found.moment)
    return {
        "score": found.score.total,
        "axes": {axis: known.get(axis) for axis in definition.axes},
        "intent": math.fsum(line["now"] for line in lines if line["origin"] == INTENT),
        "stage_held": row.stage_held_reason if row.stage_held_at else None,
        "ledger": lines,
        "stage_changes": _changes(row.id),
    }


def _ledger(lead_id: int, definition: LeadDefinition, moment: Any) -> list[dict[str, Any]]:
    lines = db.session.execute(
        select(LedgerLine, FlowVersion.version)
        .join(FlowVersion, FlowVersion.id == LedgerLine.flow_version_id, isouter=True)
        .where(LedgerLine.lead_id == lead_id, LedgerLine.void_at.is_(None))
        .order_by(LedgerLine.id)
    )
    return [
        {
            "axis": line.axis,
            "points": line.points,
            "now": points_left(line, definition, moment) if line.axis in definition.axes else 0.0,
            "origin": line.origin,
            "rule": line.rule,
            "evidence": line.evidence,
            "slot": line.slot,
            "flow": line.flow,
            "version": version,
            "at": line.at.isoformat(),
        }
        for line, version in lines
    ]


def _changes(lead_id: int) -> list[dict[str, Any]]:
    return [
        {
            "from": change.from_stage,
            "to": change.to_stage,
            "at": change.at.isoformat(),
            "cause": change.cause,
            "reason": change.reason,
            "rule": change.rule,
            "version": change.version,
        }
        for change in stages.history(db.session.connection(), lead_id)
    ]
