"""A lead's way through the stages: every change kept with its reason, hand-set stages held.

A stage set by hand stays until it is released, whatever its points do: axes and score go on being
counted beneath it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.score import LeadDefinition, Score
from leads import handover
from leads.stage import Fall, explained, rank_of, rule_of
from store.leads import Lead
from store.prepared import Prepared, insertion
from store.tables import TABLES

_CHANGES, _LEADS = TABLES["stage_changes"], TABLES["leads"]

_ADD = insertion(
    _CHANGES,
    "lead_id",
    "from_stage",
    "to_stage",
    "at",
    "cause",
    "reason",
    "rule",
    "version",
    "score",
    "user_id",
)
_OF_LEAD = Prepared(
    select(_CHANGES)
    .where(_CHANGES.c.lead_id == bindparam("lead_id"))
    .order_by(_CHANGES.c.at, _CHANGES.c.id)
)

#: What begins the reason of a change, by its cause; others need no beginning.
_BEGINNINGS = {
    "time": "Points faded. ",
    "rules": "lead.yml was changed. ",
    "merge": "Two leads were made one. ",
}


class StageRefused(Exception):
    """A stage cannot be set or released so; the message says why."""


def history(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """Every change of a lead's stage, oldest first; columns as of `store.stage_changes`."""
    rows: list[Row[Any]] = _OF_LEAD.rows(connection, {"lead_id": lead_id})
    return rows


def record(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    before: str | None,
    after: str | None,
    *,
    at: datetime,
    cause: str,
    score: Score,
    facts: Collection[str],
) -> None:
    """Keep a change that the rules made; `facts` are those of after it."""
    reason, rule = explained(definition, before, after, score, facts)
    _add(
        connection,
        lead_id=lead_id,
        from_stage=before,
        to_stage=after,
        at=at,
        cause=cause,
        reason=_BEGINNINGS.get(cause, "") + reason,
        rule=rule,
        version=definition.version,
        score=score.total,
    )


def record_falls(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    found: Iterable[Fall],
    facts: Collection[str],
) -> Fall | None:
    """Keep what time took, each at its moment; returns the last."""
    last = None
    for last in found:
        record(
            connection,
            lead_id,
            definition,
            last.before,
            last.after,
            at=last.at,
            cause="time",
            score=last.score,
            facts=facts,
        )
    return last


def _add(connection: Connection, **change: Any) -> None:
    _ADD.run(connection, {"user_id": None, "rule": None, "version": None, "score": None} | change)


# ---------------------------------------------------------------- by hand


def hold(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    stage: str | None,
    reason: str,
    *,
    at: datetime,
    user_id: int | None,
) -> None:
    """Set a stage by hand and hold it there. None is below the first stage.

    Raises `StageRefused` for a stage that lead.yml does not know, without a reason, and where the
    lead is gone.
    """
    if stage is not None and rule_of(definition, stage) is None:
        names = ", ".join(rule.name for rule in definition.stages) or "none"
        raise StageRefused(f"lead.yml knows no stage “{stage}”. It has: {names}.")
    if not reason.strip():
        raise StageRefused("Say why: others see the stage and not your reasons.")
    before = _current(connection, lead_id)
    connection.execute(
        update(Lead)
        .where(Lead.id == lead_id)
        .values(stage=stage, stage_held_at=at, stage_held_reason=reason.strip(), updated_at=at)
    )
    handover.stage_changed(connection, before, definition, stage, at)
    rises = rank_of(definition, stage) > rank_of(definition, before.stage)
    _add(
        connection,
        lead_id=lead_id,
        from_stage=before.stage,
        to_stage=stage,
        at=at,
        cause="hand",
        reason=f"{'Raised' if rises else 'Set'} by hand: {reason.strip()}",
        version=definition.version,
        score=before.score,
        user_id=user_id,
    )


def release(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    *,
    at: datetime,
    user_id: int | None,
) -> None:
    """Let the rules decide again; the caller scores the lead anew. Raises `StageRefused` where
    nothing was held."""
    before = _current(connection, lead_id)
    if before.stage_held_at is None:
        raise StageRefused("This stage was not set by hand: the rules decide already.")
    connection.execute(
        update(Lead)
        .where(Lead.id == lead_id)
        .values(stage_held_at=None, stage_held_reason=None, updated_at=at)
    )
    _add(
        connection,
        lead_id=lead_id,
        from_stage=before.stage,
        to_stage=before.stage,
        at=at,
        cause="hand",
        reason="Released: the rules decide again",
        version=definition.version,
        score=before.score,
        user_id=user_id,
    )


def _current(connection: Connection, lead_id: int) -> Row[Any]:
    row = connection.execute(
        select(_LEADS).where(_LEADS.c.id == lead_id, _LEADS.c.erased_at.is_(None)).with_for_update()
    ).first()
    if row is None:
        raise StageRefused("There is no such lead; it may have been erased.")
    return row
