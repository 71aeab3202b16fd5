"""The runs of lead.yml, a batch at a time: what time took, a replay, a look at what would be."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, select

from bot.score import LeadDefinition
from leads import definitions, ledger, runs
from leads.batch_reading import fading, read_batch
from leads.batches import Judged, as_it_stands, given_anew, keep_batch
from leads.fit import looks_at_today
from leads.ranking import Tally, score_then
from store.prepared import Prepared, insertion
from store.tables import TABLES
from store.writing import write_connection

#: Leads judged and written in one go; what a visitor may wait for is the writing of that many.
BATCH = 200
#: Leads looked at in one go: little is written of them.
LOOKED = 1_000

#: The hour (UTC) from which on a day's nightly run is due.
NIGHT_HOUR = 2

RULES_CHANGED = "lead.yml changed"

_MOVE = insertion(
    TABLES["rule_moves"],
    "run_id",
    "lead_id",
    "from_stage",
    "to_stage",
    "score_before",
    "score_after",
)


_MOVES, _RUNS = TABLES["rule_moves"], TABLES["rule_runs"]
_ALL = 2**62
_FORGET = Prepared(
    delete(_MOVES).where(
        _MOVES.c.run_id.in_(
            select(_RUNS.c.id).where(
                _RUNS.c.kind == runs.PREVIEW,
                _RUNS.c.subject == bindparam("of_subject"),
                _RUNS.c.id < bindparam("of_run"),
            )
        ),
        _MOVES.c.lead_id <= bindparam("last"),
    )
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
        if nightly:
            only = None if looks_at_today(definition) else fading(definition)
            batch = read_batch(connection, run.position, BATCH, standing=definition, columns=only)
        else:
            batch = read_batch(connection, run.position, BATCH, anew=definition)
    judged: list[Judged] = []
    if batch is not None:
        judge_all = as_it_stands if nightly else given_anew
        judged = judge_all(batch, definition, at)
    figures = dict(run.figures or {"leads": 0, "changed": 0})
    with write_connection(engine) as connection:
        if batch is None:
            runs.finish(connection, run, at, figures)
            return True
        cause = "time" if nightly else "rules"
        figures["leads"] += len(batch.leads)
        reason = ledger.CONTACT_CHANGED if nightly else RULES_CHANGED
        kept = keep_batch(connection, judged, definition, at, cause=cause, reason=reason)
        figures["changed"] += kept.changed
        runs.move_on(connection, run, batch.last, figures)
    return False


# ---------------------------------------------------------------- what would be


def begin_preview(connection: Connection, source: str, base: LeadDefinition, at: datetime) -> int:
    """Begin to work out what a lead.yml would do.

    Raises `bot.errors.AuthorError` for one that is broken.
    """
    proposed = definitions.compiled(source)
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
        batch = read_batch(connection, run.position, LOOKED, standing=present, anew=proposed)
    figures = dict(run.figures or nothing_counted())
    moves: list[dict[str, Any]] = []
    tally = Tally(figures.pop("tally", None))
    gone: Counter[str] = Counter(figures.get("axes_gone") or _axes_gone(present, proposed))
    if batch is None:
        figures["ranking"] = tally.ranking().figures()
    else:
        before = as_it_stands(batch, present, run.asked_at)
        after = given_anew(batch, proposed, run.asked_at)
        figures, moves = counted(figures, before, after)
        _rank(tally, before, after, present, proposed)
        gone.update(line.axis for line in batch.all_lines() if line.axis in gone)
        figures["tally"] = tally.kept()
    figures["axes_gone"] = dict(gone)
    with write_connection(engine) as connection:
        keep_moves(connection, run, moves, None if batch is None else batch.last)
        if batch is None:
            runs.finish(connection, run, at, figures)
            return True
        runs.move_on(connection, run, batch.last, figures)
    return False


def keep_moves(
    connection: Connection, run: Any, moves: list[dict[str, Any]], last: int | None
) -> None:
    """Keep who would move, in the transaction of their batch, and drop what earlier looks said of
    leads up to the `last` of it; of all that are left where it is None."""
    older = {"of_subject": run.subject, "of_run": run.id, "last": _ALL if last is None else last}
    _FORGET.run(connection, older)
    _MOVE.run_each(connection, [move | {"run_id": run.id} for move in moves])


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


def _rank(
    tally: Tally,
    before: list[Judged],
    after: list[Judged],
    present: LeadDefinition,
    proposed: LeadDefinition,
) -> None:
    """Count the won and lost leads of a batch, each as it stood when last seen."""
    for old, new in zip(before, after, strict=True):
        if old.lead.status in ("won", "lost"):
            then = old.lead.last_seen_at
            tally.count(
                old.lead.status,
                score_then(old.change.lines, present, then),
                score_then(new.change.lines, proposed, then),
            )


def _axes_gone(present: LeadDefinition, proposed: LeadDefinition) -> dict[str, int]:
    """Axes whose points would count no more; how many lines are on them is yet to be counted."""
    return {axis: 0 for axis in present.axes if axis not in proposed.axes}
