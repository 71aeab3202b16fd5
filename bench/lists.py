"""The lead list and its CSV in a large house: time against the page without leads, memory held.

    python -m bench.lists [leads]

The floor is the same page of the same site with no lead in it. The goal: the first page of leads
under 5 times the floor, and the CSV in constant memory. `bench.life` measures it at a million.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask.testing import FlaskClient

from bench.house import built, signed_in, site
from bench.timing import best, resident
from store.types import now

LEADS = 100_000
GOAL = 5.0

_DAY = now().date()

#: What a salesperson looks at: the first page, then ways to sort, filter and search.
PAGES = {
    "first page": "",
    "by score": "sort=score",
    "by score, lowest first": "sort=score&reverse=1",
    "by name": "sort=name",
    "last seen": "sort=seen",
    "stage SQL": "stage=SQL",
    "no stage": "stage=none",
    "SQL, budget unknown, by score": "stage=SQL&axis.budget=unknown&sort=score",
    "status lost": "status=lost",
    "not a lead, by name": "status=not_a_lead&sort=name",
    "since a week": f"since={_DAY - timedelta(days=7)}",
    "a day three months ago, by score": (
        f"since={_DAY - timedelta(days=90)}&until={_DAY - timedelta(days=90)}&sort=score"
    ),
    "budget at least 20": "axis.budget=20",
    "timing at least 19, by name": "axis.timing=19&sort=name",
    "budget missing": "missing=budget",
    "contact missing": "missing=contact",
    "one answer short": "almost=any&sort=score",
    "e-mail confirmed": "confirmed=yes",
    "e-mail not confirmed, by score": "confirmed=no&sort=score",
    "source fair": "source=fair",
    "played a flow": "flow=request-demo",
    "nobody's": "owner=nobody&sort=seen",
    "bad data": "fault=any",
    "suspected ones too": "suspected=1",
    "search of one address": "q=p7@acme1-77.example",
    "search of a name": "q=ayşe",
    "search of what all have": "q=example",
    "two words, SQL, by name": "q=ayşe+acme2&stage=SQL&sort=name",
    "search of nothing there": "q=zzzz",
}  # fmt: skip


def main() -> None:
    """Measure and print."""
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    count = int(given) if given.isdecimal() else LEADS
    with tempfile.TemporaryDirectory(prefix="lodestone-lists-") as folder:
        full, empty = built(Path(folder) / "full", count), site(Path(folder) / "empty")
        measure(signed_in(empty), signed_in(full), count)


def measure(empty: FlaskClient, full: FlaskClient, count: int) -> None:
    """Measure the list of a site with so many leads against one of a site with none, and print."""
    floor = best(partial(page, empty, "/studio/leads"))
    print(f"{'floor: the page without leads':<34} {floor * 1e3:8.1f} ms")
    first = slowest = 0.0
    for name, query in PAGES.items():
        seconds = best(partial(page, full, f"/studio/leads?{query}"), 7)
        first, slowest = first or seconds / floor, max(slowest, seconds / floor)
        show(name, seconds, floor)
    _deep(full, floor)
    verdict = "met" if first < GOAL else "MISSED"
    print(
        f"goal: the first page under {GOAL:g} times the floor: {first:.1f}, {verdict}; "
        f"the slowest of all pages: {slowest:.1f}"
    )
    _csv(full, count)


def show(name: str, seconds: float, floor: float) -> None:
    """Print how long a page took, and how many times its floor that is."""
    print(
        f"{name:<34} {seconds * 1e3:8.1f} ms   {seconds / floor:5.1f} times the floor", flush=True
    )


def _deep(client: FlaskClient, floor: float) -> None:
    """The hundredth page of some sorts, reached as a reader would: by its key."""
    for words, query in (("", ""), (" by score", "?sort=score"), (" by name", "?sort=name")):
        path = f"/studio/leads{query}"
        for _ in range(99):
            found = page(client, path).split('rel="next" href="')
            if len(found) == 1:
                break
            path = found[1].split('"')[0].replace("&amp;", "&")
        show(f"hundredth page{words}", best(partial(page, client, path), 7), floor)


def _csv(client: FlaskClient, count: int) -> None:
    before, began = resident(), time.perf_counter()
    size = lines = 0
    most = before
    answer = client.get("/studio/leads.csv?suspected=1", buffered=False)
    for number, piece in enumerate(answer.response):
        size += len(piece)
        lines += piece.count(b"\n") if isinstance(piece, bytes) else piece.count("\n")
        if number % 50 == 0:
            most = max(most, resident())
    answer.close()
    if lines != count + 1:
        raise RuntimeError(f"the CSV has {lines - 1:,} leads of {count:,}")
    seconds = time.perf_counter() - began
    print(
        f"CSV of all: {size / 1e6:.0f} MB in {seconds:.1f} s, {count / seconds:,.0f} leads/s, "
        f"memory held {before / 2**20:.0f} MiB before, {(most - before) / 2**20:+.1f} MiB at most"
    )


def page(client: FlaskClient, path: str) -> str:
    """A page; raises `RuntimeError` where there is none."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer.text


if __name__ == "__main__":
    main()
