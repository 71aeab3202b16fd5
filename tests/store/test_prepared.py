"""Prepared statements convert, refuse and roll back as Core does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from store.database import db
from store.prepared import Prepared, insertion
from store.tables import TABLES
from store.writing import read_connection, write_connection

LEADS = TABLES["leads"]
AT = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)

INSERT = insertion(
    LEADS,
    "email_key",
    "score",
    "status",
    "suspected",
    "other_axes",
    "created_at",
    "updated_at",
    "last_seen_at",
)
READ = Prepared(select(LEADS).where(LEADS.c.email_key == bindparam("key")))
COUNT = Prepared(select(func.count()).select_from(LEADS))


def row(key: str) -> dict[str, object]:
    moments = {"created_at": AT, "updated_at": AT, "last_seen_at": AT}
    axes = {"risk": 1.5, "naïve": [1, None]}
    return moments | {
        "email_key": key,
        "score": 2.5,
        "status": "open",
        "suspected": False,
        "other_axes": axes,
    }


def test_values_come_back_as_core_gives_them(app: Flask) -> None:
    with write_connection() as connection:
        INSERT.run(connection, row("a"))
        by_core = connection.execute(select(LEADS)).one()
        assert tuple(READ.first(connection, {"key": "a"})) == tuple(by_core)
    assert by_core.created_at == AT
    assert by_core.other_axes == {"risk": 1.5, "naïve": [1, None]}
    with read_connection() as connection:
        found = READ.first(connection, {"key": "a"})
        assert (found.email_key, found.suspected, found.stage) == ("a", False, None)
        assert READ.first(connection, {"key": "b"}) is None


def test_rows_changed_are_counted(app: Flask) -> None:
    change = Prepared(update(LEADS).where(LEADS.c.email_key == bindparam("key")).values(score=9.0))
    with write_connection() as connection:
        INSERT.run_each(connection, [row("a"), row("b")])
        INSERT.run_each(connection, [])
        assert change.run(connection, {"key": "a"}) == 1
        assert change.run(connection, {"key": "c"}) == 0


def test_a_taken_key_is_an_integrity_error_and_nothing_is_kept(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        _insert("a", "b", "a")
    with read_connection() as connection:
        assert COUNT.first(connection, {})[0] == 0


def _insert(*keys: str) -> None:
    with write_connection() as connection:
        for key in keys:
            INSERT.run(connection, row(key))


def test_prepared_and_core_share_the_transaction(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        _insert_by_both_and_fail()
    with read_connection() as connection:
        assert COUNT.first(connection, {})[0] == 0


def _insert_by_both_and_fail() -> None:
    with write_connection() as connection:
        INSERT.run(connection, row("a"))
        connection.execute(LEADS.insert(), row("b"))
        with connection.begin_nested():
            INSERT.run(connection, row("c"))
        assert COUNT.first(connection, {})[0] == 3
        raise ZeroDivisionError


def test_a_savepoint_takes_back_its_own_only(app: Flask) -> None:
    with write_connection() as connection:
        INSERT.run(connection, row("a"))
        inner = connection.begin_nested()
        INSERT.run(connection, row("b"))
        inner.rollback()
    with read_connection() as connection:
        assert COUNT.first(connection, {})[0] == 1


def test_a_missing_value_is_an_error_of_the_programmer(app: Flask) -> None:
    with read_connection() as connection, pytest.raises(KeyError):
        READ.first(connection, {})


def test_moments_without_a_zone_are_refused(app: Flask) -> None:
    naive = row("a") | {"created_at": datetime(2026, 7, 1)}
    with pytest.raises((ValueError, StatementError)), write_connection() as connection:
        INSERT.run(connection, naive)


def test_a_writer_that_comes_between_is_waited_for_not_overwritten(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite only")
    other = db.engine.raw_connection()
    other.cursor().execute("BEGIN IMMEDIATE")
    with read_connection() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(OperationalError, match="locked"):
        _insert("a")
    other.cursor().execute("ROLLBACK")
    other.close()
    _insert("a")
