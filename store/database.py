"""The database: its URL, its engine and how each kind of it is tuned.

SQLite runs in WAL mode with `synchronous` as the operator sets it (FULL: acknowledged means on
disk). Python's driver is kept from opening transactions by itself: SQLAlchemy's begin is the only
begin, and `store.writing` makes it an immediate one.
"""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.orm import DeclarativeBase, registry

from store.types import TYPES

#: Seconds a statement waits for another writer before it gives up.
BUSY_SECONDS = 5.0

#: Seconds after which an unused connection is looked at before it is used again.
REST_SECONDS = 5.0

#: Execution option of a connection whose transactions write.
WRITES = "lodestone_writes"

_SYNCHRONOUS = "lodestone_synchronous"


class Base(DeclarativeBase):
    """Base of every table."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map=TYPES,
    )


class Database(SQLAlchemy):
    """Flask-SQLAlchemy whose SQLite engines are tuned as the module says."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        return _engine(options)


def _engine(options: dict[str, Any]) -> Engine:
    engine: Engine = sa.engine_from_config(options, prefix="")
    if engine.dialect.name == "sqlite":
        synchronous = engine.get_execution_options().get(_SYNCHRONOUS, "FULL")

        @event.listens_for(engine, "connect")
        def tune(connection: Any, _record: Any) -> None:
            _tune_sqlite(connection, synchronous)

        event.listen(engine, "begin", _begin_sqlite)
    else:
        from store.postgresql import tune as tune_postgresql

        event.listen(engine, "connect", tune_postgresql)
        _check_after_rest(engine)
    return engine


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

db = Database(
    model_class=Base, session_options={"expire_on_commit": False}, disable_autonaming=True
)


def database_url(given: str) -> URL:
    """The URL with its driver; `postgres://` and `postgresql://` mean psycopg 3.

    Raises `ValueError` for other databases. SQLite paths become absolute.
    """
    url = make_url(given)
    kind = url.get_backend_name()
    if kind in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError(f"DATABASE_URL: {kind} is neither sqlite nor postgresql")
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        return url.set(database=str(Path(url.database).resolve()))
    return url


def configure(app: Flask, url: str, synchronous: str = "FULL") -> None:
    """Set the database of an app, before `db.init_app(app)`. `synchronous` is FULL or NORMAL."""
    target = database_url(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _options(target, synchronous)
    app.config["SQLALCHEMY_DATABASE_URI"] = target
    if target.get_backend_name() == "sqlite" and Path(target.database or "").is_absolute():
        Path(str(target.database)).parent.mkdir(parents=True, exist_ok=True)


def engine_at(url: str, synchronous: str = "FULL") -> Engine:
    """An engine of its own, tuned like an app's."""
    target = database_url(url)
    return _engine({"url": target, **_options(target, synchronous)})


def _options(target: URL, synchronous: str) -> dict[str, Any]:
    if synchronous not in ("FULL", "NORMAL"):
        raise ValueError(f"SYNCHRONOUS: {synchronous!r} is neither FULL nor NORMAL")
    options: dict[str, Any] = {
        "json_serializer": _ENCODER.encode,
        # What visitors said has no place in error messages, which are logged.
        "hide_parameters": True,
    }
    if target.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": BUSY_SECONDS}
        options["execution_options"] = {_SYNCHRONOUS: synchronous}
    else:
        wait = f"-c lock_timeout={int(BUSY_SECONDS * 1000)}"
        options["connect_args"] = {"options": wait, "connect_timeout": int(BUSY_SECONDS)}
        options |= {"pool_size": 4, "max_overflow": 8, "pool_timeout": BUSY_SECONDS}
    return options


def _check_after_rest(engine: Engine) -> None:
    """Look whether a connection is still there when it was not used for a while.

    Looking every time would cost a round trip a transaction. What breaks within the while is tried
    again by the turn's path.
    """

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def check(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("used_at", time.monotonic()) < REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def _tune_sqlite(connection: Any, synchronous: str) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "journal_mode = WAL",
        f"synchronous = {synchronous}",
        "foreign_keys = ON",
        "wal_autocheckpoint = 4000",  # pages; fewer waits for the disk than with 1000
        "cache_size = -8000",  # KiB a connection
        "temp_store = MEMORY",
        "secure_delete = ON",  # what was deleted is zeros: erased people are in no byte
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    if driver.in_transaction:  # begun by `store.writing.write_connection`
        return
    begin = "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN"
    try:
        driver.execute(begin)
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            begin, None, error, sqlite3.Error, dialect=connection.dialect
        ) from error
