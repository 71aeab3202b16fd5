"""How the databases are opened, and what they promise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from store.conversations import Answer
from store.database import configure, database_url, db
from store.incidents import Incident
from store.writing import writing
from tests.databases import close, store_app


@pytest.mark.parametrize("given", ["postgres://a:b@c/d", "postgresql://a:b@c/d"])
def test_postgres_urls_mean_psycopg_3(given: str) -> None:
    assert database_url(given).drivername == "postgresql+psycopg"


def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql is neither sqlite nor postgresql"):
        database_url("mysql://a@b/c")


def test_a_wrong_synchronous_is_refused() -> None:
    with pytest.raises(ValueError, match="'OFF' is neither FULL nor NORMAL"):
        configure(Flask("x"), "sqlite://", "OFF")


@pytest.mark.parametrize(("setting", "number"), [("FULL", 2), ("NORMAL", 1)])
def test_sqlite_is_tuned(tmp_path, setting: str, number: int) -> None:
    app = store_app(f"sqlite:///{tmp_path / 'a.sqlite3'}", setting)
    with app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == number
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    close(app)


def test_times_come_back_aware_and_in_utc(app: Flask) -> None:
    noon_in_warsaw = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    with writing() as session:
        session.add(Incident(kind="action", place="x", message="y", at=noon_in_warsaw))
    db.session.expire_all()
    kept = db.session.execute(db.select(Incident)).scalar_one()
    assert kept.at == noon_in_warsaw
    assert kept.at.tzinfo is UTC


def test_times_without_a_zone_are_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="no time zone"), writing() as session:
        session.add(Incident(kind="a", place="x", message="y", at=datetime(2026, 7, 1)))


def test_errors_repeat_nothing_of_what_was_to_be_kept(app: Flask) -> None:
    with pytest.raises(IntegrityError) as refused, writing() as session:
        session.add(Answer(conversation_id=999_999, flow_version_id=1, slot="s", type="text",
                           raw="hush", value="hush", turn=1))  # fmt: skip
    assert "hush" not in str(refused.value)


def test_foreign_keys_hold(app: Flask) -> None:
    with pytest.raises(IntegrityError), writing() as session:
        session.add(Answer(conversation_id=1, flow_version_id=1, slot="a", type="text", turn=1))


def test_nothing_of_a_failed_block_is_kept(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail()
    assert db.session.execute(text("SELECT count(*) FROM incidents")).scalar() == 0


def test_changes_made_before_the_block_are_refused(app: Flask) -> None:
    db.session.add(Incident(kind="action", place="x", message="y"))
    with pytest.raises(RuntimeError, match="before"), writing():
        pass
    db.session.rollback()


def _write_and_fail() -> None:
    with writing() as session:
        session.add(Incident(kind="action", place="x", message="y"))
        session.flush()
        raise ZeroDivisionError
