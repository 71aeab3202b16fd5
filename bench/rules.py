"""Looking ahead at other rules, replaying all leads under them, and a night's decay.

    python -m bench.rules [leads]

The floor is reading the same leads and lines from the database and doing nothing with them. The
goal: 100,000 leads under other rules in under a minute. One process does it, so that the seconds
of one processor are what it takes where nothing else runs; they are printed beside those waited.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import text

from leads import definitions, rule_work, runs
from store.database import db
from store.tables import TABLES
from store.types import now
from store.upgrade import upgrade
from store.writing import write_connection
from web.app import create_app
from web.settings import load_settings

LEADS = 100_000
GOAL_SECONDS = 60.0

OLD = """\
axes:
  need: {cap: 25, half_life_days: 180}
  budget: {cap: 25}
  authority: {cap: 15}
  timing: {cap: 20, half_life_days: 45}
  interest: {cap: 15, half_life_days: 30}
  fit: {cap: 20}
fit:
  - {if: 'CONTAINS(LOWER(job_title), "head")', give: 5}
  - {if: KNOWN(website), give: 3}
stages:
  IQL: {needs: [email]}
  MQL: {score: 40}
  SQL: {score: 65, known: [need, budget, authority, timing]}
"""
NEW = OLD.replace("score: 40", "score: 35").replace("give: 5", "give: 9")

_NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
)
_PEOPLE = f"""{_NUMBERS}
INSERT INTO leads (id, first_name, email, email_key, job_title, website, score, status,
  axis_need, axis_timing, axis_interest, created_at, updated_at, last_seen_at, suspected)
SELECT n, 'Ada', 'p' || n || '@mail.example', 'p' || n || '@mail.example',
  CASE n % 3 WHEN 0 THEN 'Head of sales' ELSE 'Engineer' END,
  CASE n % 2 WHEN 0 THEN 'https://acme.example' END, 0,
  CASE n % 20 WHEN 0 THEN 'won' WHEN 1 THEN 'lost' ELSE 'open' END, 1, 1, 1,
  {{came}}, {{came}}, {{came}}, 0 FROM numbers
"""
_LINES = """
INSERT INTO ledger (lead_id, origin, axis, points, rule, evidence, at)
SELECT id, 'conversation', :axis, (id * :odd >> 8) % 25, 'bench/' || :axis, 'said', created_at
FROM leads
"""


def main() -> None:
    """Measure and print."""
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    count = int(given) if given.isdecimal() else LEADS
    with tempfile.TemporaryDirectory(prefix="lodestone-rules-") as folder:
        app = create_app(load_settings(data_dir=Path(folder), synchronous="NORMAL"))
        upgrade(app)
        with app.app_context():
            _measure(app, count)


def _measure(app: Flask, count: int) -> None:
    _make(count)
    floor = _timed(_read_all)
    _told("floor: reading leads and lines", count, floor, floor)
    with write_connection() as connection:
        definition = definitions.add_version(connection, OLD, "first", now())
        replay = runs.begin(connection, runs.REPLAY, now(), version=definition.version)
    _told("first scoring of all", count, floor, _timed(lambda: _run(replay)))
    with write_connection() as connection:
        look = rule_work.begin_preview(connection, NEW, definition, now())
    ahead = _told("look ahead at other rules", count, floor, _timed(lambda: _run(look)))
    with write_connection() as connection:
        definition = definitions.add_version(connection, NEW, "studio", now())
        replay = runs.begin(connection, runs.REPLAY, now(), version=definition.version)
    replayed = _told("replay under them", count, floor, _timed(lambda: _run(replay)))
    with write_connection() as connection:
        night = runs.begin(connection, runs.NIGHTLY, now())
    later = now() + timedelta(days=1)
    _told("a night's decay, all fading", count, floor, _timed(lambda: _run(night, later)))
    scale = LEADS / count
    waited = max(ahead.waited, replayed.waited) * scale
    worked = max(ahead.worked, replayed.worked) * scale
    verdict = "met" if waited < GOAL_SECONDS else "MISSED"
    print(
        f"goal: {LEADS:,} leads under {GOAL_SECONDS:g} s: {waited:.0f} s waited, {verdict}; "
        f"{worked:.0f} s of a processor"
    )


def _make(count: int) -> None:
    """Six lines a lead, over the last three months."""
    came = "datetime('now', '-' || (n % 90) || ' days') || '.000000'"
    with write_connection() as connection:
        connection.execute(text(_PEOPLE.format(came=came)), {"count": count})
        for place, axis in enumerate(("need", "budget", "authority", "timing", "interest", "need")):
            connection.execute(text(_LINES), {"axis": axis, "odd": 2654435769 + 2 * place})
        connection.execute(text("ANALYZE"))


def _read_all() -> None:
    with db.engine.connect() as connection:
        for name in ("leads", "ledger"):
            for _ in connection.execute(TABLES[name].select()).yield_per(1000):
                pass


def _run(run_id: int, at: Any = None) -> None:
    fallback = definitions.compiled(OLD)
    while True:
        with db.engine.connect() as connection:
            run = runs.read(connection, run_id)
        if run is None or run.finished_at is not None:
            return
        rule_work.step(db.engine, run, fallback, at or now())


class Took(NamedTuple):
    """Seconds waited, and seconds of one processor."""

    waited: float
    worked: float


def _timed(work: Callable[[], None]) -> Took:
    began, worked = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - began, time.process_time() - worked)


def _told(name: str, count: int, floor: Took, took: Took) -> Took:
    print(
        f"{name:<30} {took.waited:7.1f} s, {took.worked:6.1f} s of a processor, "
        f"{took.worked / floor.worked:5.1f} times the floor, {count / took.worked:7,.0f} leads/s"
    )
    return took


if __name__ == "__main__":
    main()
