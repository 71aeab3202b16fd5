"""The life of a million leads: lists, filters and CSV, a lead's page, a night's decay.

    python -m bench.life [leads] [folder]

Every page is a ratio: lists to the page of an empty site, a lead's page to that of a site with a
thousand leads. The night's floor is reading the lines of the same leads and adding up what is left
of each. While it runs, a visitor writes again and again: what that visitor waits for is what the
night costs others. A house made in a folder that is named is kept, and used again.
"""

from __future__ import annotations

import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from bench import lists, rules
from bench.house import built, signed_in, site
from bench.timing import best, resident, timed, told
from leads import runs
from store.database import configure, db
from store.leads import Lead
from store.types import now
from store.writing import give_way, write_connection
from web.serve.worker import GIVES_WAY

LEADS, FEW = 1_000_000, 1_000
PAGE_GOAL = 2.0
#: Leads whose pages are looked at, and seconds between two writes of a visitor.
LOOKED_AT, BETWEEN = 60, 0.02
#: Leads of a night that are waited for.
JUDGED = 100_000

#: Other rooms of the studio that look at all leads.
ROOMS = {
    "overview": "/studio/",
    "everybody's inbox": "/studio/inbox?whose=all",
    "companies": "/studio/companies",
    "companies by people": "/studio/companies?sort=people",
    "duplicates": "/studio/duplicates",
    "rules": "/studio/rules",
    "speed of sales": "/studio/speed",
    "flows": "/studio/flows",
}


def main() -> None:
    """Measure and print."""
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    count = int(given) if given.isdecimal() else LEADS
    with tempfile.TemporaryDirectory(prefix="lodestone-life-") as name:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name) / "full"
        full = site(folder) if folder.exists() else built(folder, count)
        empty, few = site(Path(name) / "empty"), built(Path(name) / "few", FEW)
        browsers = {app: signed_in(app) for app in (empty, few, full)}
        lists.measure(browsers[empty], browsers[full], count)
        _rooms(browsers[empty], browsers[full])
        _leads_pages(few, full, browsers)
        with full.app_context():
            _night(full, count)


def _rooms(empty: FlaskClient, full: FlaskClient) -> None:
    print("other rooms, against the same room without leads")
    for name, path in ROOMS.items():
        floor = best(partial(lists.page, empty, path), 5)
        lists.show(name, best(partial(lists.page, full, path), 3), floor)


# ---------------------------------------------------------------- a lead's page


def _leads_pages(few: Flask, full: Flask, browsers: dict[Flask, FlaskClient]) -> None:
    """Pages of leads taken by lot, turn about, so that both sites meet the same machine."""
    took: dict[Flask, list[float]] = {few: [], full: []}
    chosen = {app: _by_lot(app) for app in took}
    for round_ in range(LOOKED_AT):
        for app in took:
            path = f"/studio/leads/{chosen[app][round_]}"
            took[app].append(timed(partial(lists.page, browsers[app], path)).worked)
    small, large = (statistics.median(took[app][3:]) for app in (few, full))
    verdict = "met" if large <= PAGE_GOAL * small else "MISSED"
    print(
        f"a lead's page {large * 1e3:.1f} ms, of {FEW:,} leads {small * 1e3:.1f} ms: "
        f"{large / small:.2f} times; goal: at most {PAGE_GOAL:g} times, {verdict}",
        flush=True,
    )


def _by_lot(app: Flask) -> list[int]:
    chance = random.Random(9)
    with app.app_context(), db.engine.connect() as connection:
        last = int(connection.execute(select(func.max(Lead.id))).scalar_one())
    return [chance.randrange(1, last + 1) for _ in range(LOOKED_AT)]


# ---------------------------------------------------------------- a night


def _night(app: Flask, count: int) -> None:
    """A night, stopped when so many of the leads are judged: the others take as long."""
    some = min(count, JUDGED)
    floor = timed(lambda: rules.add_up(now(), some))
    told("floor: lines read and added up", some, floor, floor)
    at = now() + timedelta(days=1)
    with write_connection() as connection:
        night = runs.begin(connection, runs.NIGHTLY, at)
    before = resident()
    give_way(GIVES_WAY)
    with _visitor() as waits:
        took = timed(lambda: rules.run(app, night, at, some))
    told("a night's decay", some, floor, took)
    print(
        f"{rules.changed(night)}; {count:,} leads are {took.worked * count / some:,.0f} s of a "
        f"processor; memory {(resident() - before) / 2**20:+.0f} MiB"
    )
    ordered = sorted(waits)
    within = (ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100], ordered[-1])
    print(
        f"a visitor's {len(ordered):,} writes meanwhile: "
        "median {:.1f} ms, 99 of 100 within {:.1f} ms, longest {:.0f} ms".format(*within)
    )


@contextmanager
def _visitor() -> Iterator[list[float]]:
    """Somebody who writes a little again and again; the milliseconds that each write took."""
    waits: list[float] = []
    context = multiprocessing.get_context("spawn")
    stop, queue = context.Event(), context.SimpleQueue()
    url = db.engine.url.render_as_string(hide_password=False)
    visitor = context.Process(target=_write, args=(url, stop, queue), daemon=True)
    visitor.start()
    queue.get()  # it has begun
    yield waits
    stop.set()
    waits += queue.get()
    visitor.join()


def _write(url: str, stop: Event, queue: Any) -> None:
    app = Flask("visitor")
    configure(app, url, "FULL")
    db.init_app(app)
    waits: list[float] = []
    with app.app_context():
        queue.put(None)
        while not stop.is_set():
            began = time.perf_counter()
            with write_connection() as connection:
                connection.execute(text("UPDATE users SET name = name WHERE id = 1"))
            waits.append((time.perf_counter() - began) * 1e3)
            time.sleep(BETWEEN)
    queue.put(waits)


if __name__ == "__main__":
    main()
