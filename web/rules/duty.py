"""The worker's share: nightly runs, previews and replays, in slices so that nothing else waits."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from leads import behaving, definitions, rule_work, runs
from store.database import db
from store.types import now
from store.writing import write_connection
from web.rules import flow_points
from web.rules.applying import keep_up
from web.rules.present import file_definition
from web.site import Site

#: Seconds of work before other duties have their turn.
SLICE = 4.0

#: A replay waits that long, so that no process judges leads by the rules before it any more.
SETTLES = timedelta(seconds=2 * definitions.LOOK_AGAIN)


def mind_rules(site: Site) -> None:
    """A slice of what the rules ask for (the worker, every second)."""
    at = now()
    keep_up(db.engine, site, at)
    _begin_night(db.engine, at)
    go_on(db.engine, site, SLICE)


def _begin_night(engine: Engine, at: datetime) -> None:
    with engine.connect() as connection:
        due = rule_work.nightly_due(connection, at)
    if due:
        with write_connection(engine) as connection:
            runs.begin(connection, runs.NIGHTLY, at)
            behaving.forget_strangers(connection, at)


def go_on(engine: Engine, site: Site, seconds: float) -> bool:
    """Go on with the oldest run for some time; True when there is nothing left to do now."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        with engine.connect() as connection:
            run = runs.unfinished(connection)
        if run is None or _too_early(run):
            return True
        step(engine, site, run)
    return False


def _too_early(run: Any) -> bool:
    waits = run.kind == runs.REPLAY and run.position == 0
    return bool(waits and timedelta(0) <= now() - run.asked_at < SETTLES)


def step(engine: Engine, site: Site, run: Any) -> bool:
    """The next batch of a run; True when the run is done. Another process may be at it as well."""
    fallback = file_definition(site.library)
    try:
        if run.subject != runs.LEAD_FILE:
            return flow_points.step(engine, site, run, fallback, now())
        return rule_work.step(engine, run, fallback, now())
    except runs.DoneByOther:
        return False
