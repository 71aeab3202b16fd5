"""Looking ahead at other rules, replaying all leads under them, nights, and a flow's other points.

    python -m bench.rules [leads]

The floor is the least that judging leads can be: reading their lines and adding up what is left of
each, in one process. The goal: 100,000 leads in under a minute, for the look and for the replay.
The seconds of one processor are what it takes where nothing else runs; on two cores the other one
goes on serving visitors. They are printed beside those waited.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from bench.house import built, site
from bench.timing import Took, resident, timed, told
from leads import definitions, rule_work, runs
from leads.batch_reading import earlier_talks
from store.database import db
from store.types import now
from store.writing import write_connection
from web.rules import duty, flow_points
from web.serve.collecting import collect_seldom
from web.settings import ROOT

LEADS = 100_000
GOAL_SECONDS = 60.0
FLOW = "plan-finder"


def main() -> None:
    """Measure and print."""
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    count = int(given) if given.isdecimal() else LEADS
    with tempfile.TemporaryDirectory(prefix="lodestone-rules-") as name:
        folder = Path(name)
        app = built(folder, count)
        with app.app_context():
            floor = timed(lambda: add_up(now()))
            told("floor: lines read and added up", count, floor, floor)
            of_rules = [_each(took, count) for took in _rules(app, count, floor)]
            _nights(app, count, floor)
        with site(folder, flows=_other_points(folder)).app_context() as context:
            talks, of_flow = _flow(context.app, floor)
    _verdict("other rules", of_rules)
    _verdict("a flow's other points", [_each(took, count) for took in of_flow])
    if_all = max(_each(took, talks) for took in of_flow)
    print(f"if every lead had played that flow, not {talks:,}: {if_all.waited:.0f} s waited")
    print(f"{resident() / 2**20:.0f} MiB held at the end")


def _each(took: Took, count: int) -> Took:
    """What it would be for as many as the goal speaks of."""
    return Took(*(seconds * LEADS / count for seconds in took))


def _verdict(words: str, found: list[Took]) -> None:
    waited, worked = max(found)
    verdict = "met" if waited < GOAL_SECONDS else "MISSED"
    print(
        f"goal: {words} for {LEADS:,} leads under {GOAL_SECONDS:g} s: {waited:.0f} s waited, "
        f"{verdict}; {worked:.0f} s of a processor"
    )


# ---------------------------------------------------------------- what is measured


def add_up(moment: datetime, last: int = 2**62) -> dict[int, float]:
    """What is left of the lines of each lead up to the one numbered `last`, by the driver alone."""
    axes = definitions.compiled(_source()).axes
    halves = {name: axis.half_life_days for name, axis in axes.items()}
    sums: dict[int, float] = {}
    with db.engine.connect().execution_options(stream_results=True) as connection:
        lines = connection.exec_driver_sql(
            "SELECT lead_id, axis, points, at FROM ledger WHERE void_at IS NULL "
            f"AND lead_id <= {last} ORDER BY lead_id"
        )
        for lead_id, axis, points, at in lines.yield_per(1000):
            half = halves.get(axis)
            given = datetime.fromisoformat(f"{at}+00:00") if isinstance(at, str) else at
            days = (moment - given.astimezone(UTC)).total_seconds() / 86_400
            share = 0.5 ** (days / half) if half else 1.0
            sums[lead_id] = sums.get(lead_id, 0.0) + points * share
    return sums


def _rules(app: Flask, count: int, floor: Took) -> tuple[Took, Took]:
    """Another lead.yml: the look at it, and the replay under it."""
    new = _source().replace("score: 40", "score: 35").replace("give: 5", "give: 9")
    with write_connection() as connection:
        present = definitions.active(connection, definitions.compiled(""))
        look = rule_work.begin_preview(connection, new, present, now())
    ahead = timed(lambda: run(app, look))
    told("look ahead at other rules", count, floor, ahead)
    with write_connection() as connection:
        definition = definitions.add_version(connection, new, "studio", now())
        replay = runs.begin(connection, runs.REPLAY, now(), version=definition.version)
    replayed = timed(lambda: run(app, replay))
    told("replay under them", count, floor, replayed)
    return ahead, replayed


def _nights(app: Flask, count: int, floor: Took) -> None:
    for words, days in (("a night, a replay just done", 1), ("a night, a month was missed", 31)):
        at = now() + timedelta(days=days)
        with write_connection() as connection:
            night = runs.begin(connection, runs.NIGHTLY, at)
        told(words, count, floor, timed(lambda: run(app, night, at)))  # noqa: B023 (called now)
        print(f"{'':34} {changed(night)}")


def _flow(app: Flask, floor: Took) -> tuple[int, list[Took]]:
    """Other points of a flow: how many conversations there are, and what the look at them and
    counting them anew took."""
    talks, found = 0, []
    published = app.extensions["lodestone"].library.flow(FLOW)
    for words, kind in (("look at other points", runs.PREVIEW), ("count them anew", runs.REPLAY)):
        with write_connection() as connection:
            one = flow_points.begin(connection, kind, published.flow, now(), None)
            talks = earlier_talks(connection, FLOW, published.flow.version)
        took = timed(lambda: run(app, one))  # noqa: B023 (called now)
        told(f"{words}, {talks:,} talks", talks, floor, took)
        found.append(took)
    return talks, found


def changed(run_id: int) -> str:
    """What a run came to, in words."""
    with db.engine.connect() as connection:
        found = runs.read(connection, run_id)
    figures = found.figures or {} if found else {}
    return f"{figures.get('leads', 0):,} leads judged, {figures.get('changed', 0):,} stages changed"


# ---------------------------------------------------------------- how


def run(app: Flask, run_id: int, at: datetime | None = None, last: int = 2**62) -> None:
    """Do a run as the worker does, to its end or the lead numbered `last`; `at`: as if it were
    then."""
    own: Any = app.extensions["lodestone"]
    collect_seldom()
    while True:
        with db.engine.connect() as connection:
            found = runs.read(connection, run_id)
        if found is None or found.finished_at is not None or found.position >= last:
            return
        if at is None:
            duty.step(db.engine, own, found)
        else:
            rule_work.step(db.engine, found, definitions.compiled(_source()), at)


def _source() -> str:
    return (ROOT / "flows" / "lead.yml").read_text("utf-8")


def _other_points(folder: Path) -> Path:
    """The shipped flows, one of them with other points."""
    flows = Path(shutil.copytree(ROOT / "flows", folder / "flows"))
    changed = flows / f"{FLOW}.yml"
    source = changed.read_text("utf-8").replace("points: 20", "points: 18")
    changed.write_text(source.partition("\ntests:")[0], "utf-8")  # they say the points of before
    return flows


if __name__ == "__main__":
    main()
