"""The runs of lead.yml, a batch at a time: what time took, a replay, a look at what would be."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, select

from bot.score import LeadDefinition
from leads import definitions, runs
from leads.batches import (
    Judged,
    as_it_stands,
    fading,
    given_anew,
    keep_batch,
    read_batch,
)
from leads.fit import looks_at_today
from leads.ranking import Ranking, score_then, share_above
from store.lead_definitions import RuleMove
from store.ledger import LedgerLine
from store.prepared import insertion
from store.tables import TABLES
from store.writing import write_connection

#: Leads judged and written in one go; what a visitor may wait for is the writing of that many.
BATCH = 200

#: The hour (UTC) from which on a day's nightly run is due.
NIGHT_HOUR = 2

_MOVE = insertion(
    TABLES["rule_moves"],
    "run_id",
    "lead_id",
    "from_stage",
    "to_stage",
    "score_before",
    "score_after",
)


def nightly_due(connection: Connection, at: datetime) -> bool:
    """Whether the run of last night is missing; also where the clock was set back a day or more."""
    last = runs.latest(connection, runs.NIGHTLY)
    if last is None:
        return True
    night = datetime.combine(at.date(), time(NIGHT_HOUR), at.tzinfo)
    night = night if night <= at else night - timedelta(days=1)
    return bool(last.asked_at < night or last.asked_at > at + timedelta(days=1))


def step(engine: Engine, run: Any, fallback: LeadDefinition, at: datetime) -> bool:
    """Do the next batch of a run over leads; True when the run is done.

    `fallback` is the file's definition, for sites that never applied one. Raises
    `leads.runs.DoneByOther` when another process was there first.
    """
    if run.kind == runs.PREVIEW:
        return _preview(engine, run, fallback, at)
    return _judge_anew(engine, run, fallback, at)


# ---------------------------------------------------------------- time, and a replay


def _judge_anew(engine: Engine, run: Any, fallback: LeadDefinition, at: datetime) -> bool:
    nightly = run.kind == runs.NIGHTLY
    with engine.connect() as connection:
        definition = definitions.active(connection, fallback)
        only = fading(definition) if nightly and not looks_at_today(definition) else None
        batch = read_batch(connection, run.position, BATCH, [definition], columns=only)
        if batch is None:
            judged = []
        elif nightly:
            judged = as_it_stands(connection, batch, definition, at)
        else:
            judged = given_anew(connection, batch, definition, at)
    figures = dict(run.figures or {"leads": 0, "changed": 0})
    with write_connection(engine) as connection:
        if batch is None:
            runs.finish(connection, run, at, figures)
            return True
        cause = "time" if nightly else "rules"
        figures["leads"] += len(batch.leads)
        figures["changed"] += keep_batch(connection, judged, definition, at, cause=cause)
        runs.move_on(connection, run, batch.last, figures)
    return False


# ---------------------------------------------------------------- what would be


def begin_preview(connection: Connection, source: str, base: LeadDefinition, at: datetime) -> int:
    """Begin to work out what a lead.yml would do; looks at the one before it are dropped.

    Raises `bot.errors.AuthorError` for one that is broken.
    """
    proposed = definitions.compiled(source)
    before = runs.latest(connection, runs.PREVIEW)
    if before is not None:
        connection.execute(delete(RuleMove).where(RuleMove.run_id == before.id))
    return runs.begin(
        connection,
        runs.PREVIEW,
        at,
        version=proposed.version,
        base=base.version,
        source=source,
    )


def _preview(engine: Engine, run: Any, fallback: LeadDefinition, at: datetime) -> bool:
    with engine.connect() as connection:
        present = definitions.active(connection, fallback)
        proposed = definitions.compiled(run.source or "")
        batch = read_batch(connection, run.position, BATCH, [proposed])
        if batch is None:
            figures = dict(run.figures or nothing_counted())
            figures["ranking"] = _ranking(connection, present, proposed, at).figures()
            figures["axes_gone"] = _axes_gone(connection, present, proposed)
        else:
            before = as_it_stands(connection, batch, present, run.asked_at)
            after = given_anew(connection, batch, proposed, run.asked_at)
            figures, moves = counted(run.figures or nothing_counted(), before, after)
    with write_connection(engine) as connection:
        if batch is None:
            runs.finish(connection, run, at, figures)
            return True
        keep_moves(connection, run.id, moves)
        runs.move_on(connection, run, batch.last, figures)
    return False


def keep_moves(connection: Connection, run_id: int, moves: list[dict[str, Any]]) -> None:
    """Keep who would move, in the transaction of their batch."""
    _MOVE.run_each(connection, [move | {"run_id": run_id} for move in moves])


def nothing_counted() -> dict[str, Any]:
    """The figures of a look ahead that has not begun."""
    return {"leads": 0, "held": 0, "moved": 0, "suspected": 0, "rescored": 0, "matrix": {}}


def counted(
    figures: dict[str, Any], before: list[Judged], after: list[Judged]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The figures with a batch counted in, and the rows of those who would move."""
    moves: list[dict[str, Any]] = []
    matrix: Counter[str] = Counter(figures["matrix"])
    figures = dict(figures)
    for old, new in zip(before, after, strict=True):
        if old.lead.suspected:
            figures["suspected"] += 1
            continue
        figures["leads"] += 1
        figures["held"] += old.lead.stage_held_at is not None
        figures["rescored"] += abs(new.now.score.total - old.now.score.total) >= 0.05
        matrix[f"{old.now.stage or ''}|{new.now.stage or ''}"] += 1
        if old.now.stage != new.now.stage:
            moves.append(
                {
                    "lead_id": old.lead.id,
                    "from_stage": old.now.stage,
                    "to_stage": new.now.stage,
                    "score_before": old.now.score.total,
                    "score_after": new.now.score.total,
                }
            )
    figures["moved"] += len(moves)
    figures["matrix"] = dict(matrix)
    return figures, moves


def _ranking(
    connection: Connection, present: LeadDefinition, proposed: LeadDefinition, at: datetime
) -> Ranking:
    scores: dict[str, tuple[list[float], list[float]]] = {"won": ([], []), "lost": ([], [])}
    after = 0
    while batch := read_batch(connection, after, BATCH, [proposed], statuses=("won", "lost")):
        old = as_it_stands(connection, batch, present, at)
        new = given_anew(connection, batch, proposed, at)
        for one, other in zip(old, new, strict=True):
            then = one.lead.last_seen_at
            olds, news = scores[one.lead.status]
            olds.append(score_then(one.change.lines, present, then))
            news.append(score_then(other.change.lines, proposed, then))
        after = batch.last
    (won, won_after), (lost, lost_after) = scores["won"], scores["lost"]
    return Ranking(len(won), len(lost), share_above(won, lost), share_above(won_after, lost_after))


def _axes_gone(
    connection: Connection, present: LeadDefinition, proposed: LeadDefinition
) -> dict[str, int]:
    """Axes whose points would count no more, with how many lines are on them."""
    gone = [axis for axis in present.axes if axis not in proposed.axes]
    rows = connection.execute(
        select(LedgerLine.axis, func.count().label("lines"))
        .where(LedgerLine.axis.in_(gone), LedgerLine.void_at.is_(None))
        .group_by(LedgerLine.axis)
    )
    return dict.fromkeys(gone, 0) | {row.axis: int(row.lines) for row in rows}
