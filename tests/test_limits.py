"""Rate limits hold for a site as a whole, however many processes it has."""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.live import LiveSite
from web import limit_counts
from web.limit_counts import BUCKETS, PATIENCE, WIDTH, SharedCounts

FLOW = (
    "format: 1\nkind: form\ntitle: Hello\nlanguage: en\nsteps: [{ask: a, type: text, text: A?}]\n"
)


@pytest.fixture
def counts() -> SharedCounts:
    return SharedCounts()


def _in_children(number: int, work: Callable[[], None]) -> None:
    """Do the same in that many processes at once."""
    children = []
    for _ in range(number):
        child = os.fork()
        if child == 0:
            try:
                work()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def test_a_window_begins_with_the_first_and_ends(
    counts: SharedCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 1_000_000.0
    monkeypatch.setattr(limit_counts, "time", lambda: moment)
    assert [counts.incr("ada", 60) for _ in range(3)] == [1, 2, 3]
    assert (counts.get("ada"), counts.get_expiry("ada")) == (3, moment + 60)
    moment += 59
    assert counts.incr("ada", 60) == 4
    moment += 1
    assert counts.get("ada") == 0
    assert counts.incr("ada", 60, amount=5) == 5
    assert counts.get_expiry("ada") == moment + 60


def test_everybody_has_a_count_of_their_own(counts: SharedCounts) -> None:
    for number in range(2000):
        assert counts.incr(f"somebody {number}", 60) == 1
    counts.clear("somebody 7")
    assert (counts.get("somebody 7"), counts.get("somebody 8")) == (0, 1)
    counts.reset()
    assert counts.get("somebody 8") == 0


def test_processes_count_together_and_lose_nothing(counts: SharedCounts) -> None:
    def count() -> None:
        for _ in range(2000):
            counts.incr("one address", 60)

    _in_children(3, count)
    assert counts.get("one address") == 6000


def test_a_process_that_dies_while_it_counts_stops_nobody(counts: SharedCounts) -> None:
    def die() -> None:
        counts._lock.__enter__()
        os._exit(1)

    _in_children(1, die)
    began = time.monotonic()
    assert [counts.incr("ada", 60) for _ in range(5)] == [1, 2, 3, 4, 5]
    assert time.monotonic() - began < 3 * PATIENCE  # one waits, the others need not


def test_a_flood_of_addresses_takes_no_memory_and_spares_who_is_near_the_limit(
    counts: SharedCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit_counts, "_name", lambda key: int(key) * BUCKETS + 1)
    size = len(counts._table)
    counts.incr("7", 60, amount=200)
    for address in range(8, 8 + 20 * WIDTH):  # all in the bucket of the first
        assert counts.incr(str(address), 60) == 1
    assert counts.get("7") == 200
    assert len(counts._table) == size


def test_two_web_processes_let_no_more_through_than_one(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "hello.yml").write_text(FLOW, "utf-8")
    site = LiveSite(tmp_path / "data", tmp_path / "flows", WORKERS="2", RATE_LIMIT="on")
    site.start()
    try:
        answers = Counter(_status(f"{site.url}/api/v1/conversations/nobody") for _ in range(300))
        assert answers == {404: 240, 429: 60}
    finally:
        site.stop()


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
