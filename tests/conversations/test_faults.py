"""A database that is locked, full or away: a clear refusal, nothing half kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from flask import Flask
from sqlalchemy import func, select, text

from store import writing
from store.conversations import Answer
from store.database import db
from web import conversations
from web.conversations import Visit
from web.conversations.errors import DatabaseBusy, StorageFull


@contextmanager
def taken(site: Flask) -> Iterator[None]:
    """Somebody else holds the write lock."""
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with site.app_context(), writing.write_lock(db.engine):
            held.set()
            let_go.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    yield
    let_go.set()
    holder.join()


def sqlite_only() -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite only")


def test_a_locked_database_is_busy_after_a_bounded_wait(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_only()
    reply = conversations.begin("chat", Visit())
    monkeypatch.setattr(writing, "BUSY_SECONDS", 0.05)
    with taken(site), pytest.raises(DatabaseBusy):
        conversations.answer(reply.token, 1, value="volume")
    assert conversations.current(reply.token).turn == 1
    assert conversations.answer(reply.token, 1, value="volume").turn == 2


def test_another_programs_lock_is_busy_too(site: Flask) -> None:
    sqlite_only()
    reply = conversations.begin("chat", Visit())
    other = db.engine.raw_connection()
    other.cursor().execute("BEGIN IMMEDIATE")
    with writing.read_connection() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(DatabaseBusy):
        conversations.answer(reply.token, 1, value="volume")
    other.cursor().execute("ROLLBACK")
    other.close()
    assert conversations.answer(reply.token, 1, value="volume").turn == 2


def test_a_full_disk_is_told_and_keeps_nothing_of_the_turn(site: Flask) -> None:
    sqlite_only()
    reply = conversations.begin("chat", Visit())
    with writing.read_connection() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFull):
        _go_to_and_fro(reply.token)
    now = conversations.current(reply.token)
    assert now.turn - 1 == db.session.scalar(select(func.count(func.distinct(Answer.turn))))
    with writing.read_connection() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def _go_to_and_fro(token: str) -> None:
    turn = 1
    while turn < 1000:
        conversations.answer(token, turn, value="volume")
        turn = conversations.back(token, turn + 1).turn


def test_a_table_locked_by_somebody_is_busy(site: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    reply = conversations.begin("chat", Visit())
    with db.engine.connect() as other:
        with writing.read_connection() as next_used:
            next_used.execute(text("SET lock_timeout = 50"))
        other.execute(text("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(DatabaseBusy):
            conversations.answer(reply.token, 1, value="volume")
        other.rollback()
    assert conversations.answer(reply.token, 1, value="volume").turn == 2


def test_a_connection_that_breaks_is_replaced_unnoticed(site: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    reply = conversations.begin("chat", Visit())
    _end_all_connections()
    reply = conversations.answer(reply.token, 1, value="volume")
    assert reply.turn == 2
    _end_all_connections()
    assert conversations.current(reply.token).turn == 2


def test_a_connection_that_broke_while_it_rested_is_replaced_unnoticed(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")
    monkeypatch.setattr("store.database.REST_SECONDS", -1.0)
    with db.engine.connect() as connection:
        assert connection.execute(select(1)).scalar() == 1
    _end_all_connections()
    with db.engine.connect() as connection:
        assert connection.execute(select(1)).scalar() == 1


def _end_all_connections() -> None:
    with psycopg.connect(db.engine.url.set(drivername="postgresql").render_as_string(False)) as own:
        own.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
