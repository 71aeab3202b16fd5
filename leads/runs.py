"""Runs over all leads: begun once, done a batch at a time, gone on with after a kill.

A batch and the note of how far the run is are one transaction, so no lead is done twice by one run,
and two processes at the same run do not get in each other's way.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from store.leads import Lead
from store.prepared import Prepared
from store.tables import TABLES

NIGHTLY, REPLAY, PREVIEW = "nightly", "replay", "preview"
LEAD_FILE = "lead.yml"

_RUNS = TABLES["rule_runs"]

_OLDEST = Prepared(select(_RUNS).where(_RUNS.c.finished_at.is_(None)).order_by(_RUNS.c.id).limit(1))


class DoneByOther(Exception):
    """Another process has done this batch: read the run again."""


def begin(
    connection: Connection,
    kind: str,
    at: datetime,
    *,
    subject: str = LEAD_FILE,
    version: str = "",
    base: str = "",
    source: str | None = None,
    user_id: int | None = None,
    total: int | None = None,
) -> int:
    """Begin a run; one of the same kind and subject that is not done yet gives way to it."""
    connection.execute(
        update(_RUNS)
        .where(_RUNS.c.kind == kind, _RUNS.c.subject == subject, _RUNS.c.finished_at.is_(None))
        .values(finished_at=at, figures={"given_up": True})
    )
    row = {
        "kind": kind,
        "subject": subject,
        "version": version,
        "base": base,
        "source": source,
        "asked_at": at,
        "asked_by": user_id,
        "position": 0,
        "total": lead_total(connection) if total is None else total,
    }
    made = connection.execute(insert(_RUNS).values(row)).inserted_primary_key
    assert made is not None
    return int(made[0])


def lead_total(connection: Connection) -> int:
    """How many leads there are."""
    there = select(func.count()).select_from(Lead).where(Lead.erased_at.is_(None))
    return int(connection.execute(there).scalar_one())


def read(connection: Connection, run_id: int) -> Row[Any] | None:
    """A run as it is now."""
    return connection.execute(select(_RUNS).where(_RUNS.c.id == run_id)).first()


def unfinished(connection: Connection) -> Any:
    """The run to go on with, the oldest first; None when all are done."""
    return _OLDEST.first(connection, {})


def latest(connection: Connection, kind: str, subject: str = LEAD_FILE) -> Row[Any] | None:
    """The newest run of a kind."""
    return connection.execute(
        select(_RUNS)
        .where(_RUNS.c.kind == kind, _RUNS.c.subject == subject)
        .order_by(_RUNS.c.id.desc())
        .limit(1)
    ).first()


def move_on(connection: Connection, run: Any, position: int, figures: dict[str, Any]) -> None:
    """Note how far a run is, in the transaction of its batch. Raises `DoneByOther`."""
    _change(connection, run, position=position, figures=figures)


def finish(
    connection: Connection, run: Any, at: datetime, figures: dict[str, Any] | None = None
) -> None:
    """Note that a run is done. Raises `DoneByOther`."""
    _change(connection, run, finished_at=at, figures=figures or run.figures)


def _change(connection: Connection, run: Any, **values: Any) -> None:
    moved = connection.execute(
        update(_RUNS)
        .where(
            _RUNS.c.id == run.id,
            _RUNS.c.position == run.position,
            _RUNS.c.finished_at.is_(None),
        )
        .values(**values)
    )
    if moved.rowcount != 1:
        raise DoneByOther
