"""Writers wait for each other, and none loses what another wrote."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import insert, text

from store import writing as writing_module
from store.database import db
from store.incidents import Incident
from store.types import now
from store.writing import WriteLockBusy, give_way, write_connection, write_lock, writing


def test_counting_up_in_threads_loses_nothing(app: Flask) -> None:
    with writing() as session:
        session.add(Incident(id=1, kind="count", place="0", message=""))

    def count() -> None:
        with app.app_context():
            for _ in range(10):
                with writing() as session:
                    row = session.get_one(Incident, 1, with_for_update=True)
                    row.place = str(int(row.place) + 1)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.get_one(Incident, 1).place == "40"


def test_a_core_transaction_is_all_or_nothing(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        _insert_and_fail()
    with write_connection() as connection:
        assert connection.execute(text("SELECT count(*) FROM incidents")).scalar() == 0


def _insert_and_fail() -> None:
    values = {"at": now(), "kind": "a", "place": "b", "message": "c"}
    with write_connection() as connection:
        connection.execute(insert(Incident), values)
        raise ZeroDivisionError


def test_waiting_for_the_lock_ends(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no lock file")
    monkeypatch.setattr(writing_module, "BUSY_SECONDS", 0.05)
    engine, held, done = db.engine, threading.Event(), threading.Event()

    def hold() -> None:
        with write_lock(engine):
            held.set()
            done.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    with pytest.raises(WriteLockBusy), write_lock(engine):
        pass
    done.set()
    holder.join()
    with write_lock(engine):
        pass


@pytest.fixture
def polite(app: Flask) -> Iterator[None]:
    """A process that no visitor waits for."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL needs no lock of ours")
    give_way(2.0)
    yield
    give_way(0.0)


def test_whoever_gives_way_rests_after_a_write_for_which_it_had_to_wait(
    app: Flask, polite: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, free = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), write_lock(db.engine):
            taken.set()
            free.wait(5)

    other = threading.Thread(target=hold)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        free.set()
        other.join()

    other.start()
    taken.wait(5)
    monkeypatch.setattr(writing_module.time, "sleep", sleep)
    busy_until = time.thread_time() + 0.02
    while time.thread_time() < busy_until:
        pass
    with write_connection() as connection:
        connection.execute(text("SELECT 1"))
    looked_again, rested = slept
    assert looked_again == writing_module._LOOK_AGAIN
    assert 2.0 * 0.02 <= rested <= writing_module._LONGEST_REST  # its work before counts too


def test_it_does_not_rest_where_nobody_else_writes(
    app: Flask, polite: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(writing_module.time, "sleep", slept.append)
    with write_connection() as connection:
        connection.execute(text("SELECT 1"))
    assert slept == []
