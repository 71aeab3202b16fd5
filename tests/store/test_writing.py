"""Writers wait for each other, and none loses what another wrote."""

from __future__ import annotations

import threading
import time

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


def test_whoever_gives_way_rests_for_as_long_as_it_held_the_lock(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL needs no lock of ours")
    rests: list[float] = []
    free: list[bool] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        other = threading.Thread(target=_take_lock, args=(app, free))
        give_way(0.0)
        other.start()
        other.join()

    give_way(2.0)
    monkeypatch.setattr(writing_module.time, "sleep", rest)
    held = time.perf_counter()
    with write_connection() as connection:
        connection.execute(text("SELECT 1"))
    held = time.perf_counter() - held
    assert free == [True]
    assert 0 < rests[0] < 2 * held


def _take_lock(app: Flask, free: list[bool]) -> None:
    with app.app_context(), write_lock(db.engine):
        free.append(True)
