"""Real databases for tests: the same test runs on a SQLite file and on PostgreSQL.

Migrations run once a process for each kind; every test gets a copy of the result for itself. It is
given back when the fixture or the test that asked for it ends.

    from tests.databases import app, database_url  # noqa: F401 (fixtures, in a conftest.py)
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from flask import Flask

from store.database import configure, db
from store.upgrade import know_migrations, upgrade
from tests import postgres, run_folder


class Owner(Protocol):
    """What ends and then lets go of what it had: a fixture or a test."""

    def addfinalizer(self, finalizer: Callable[[], object]) -> None: ...


_owners: list[Owner] = []


@contextmanager
def owned_by(owner: Owner) -> Iterator[None]:
    """What is made within is given back when `owner` ends."""
    _owners.append(owner)
    try:
        yield
    finally:
        _owners.pop()


def _at_the_end(action: Callable[[], object]) -> None:
    if _owners:
        _owners[-1].addfinalizer(action)


def postgres_url() -> str:
    """The URL of a new, empty PostgreSQL database."""
    name = postgres.create()
    _at_the_end(lambda: postgres.drop(name))
    return postgres.url_of(name)


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


def _migrate(url: str) -> None:
    app = store_app(url)
    upgrade(app)
    close(app)


@cache
def _migrated_file() -> Path:
    path = run_folder.current().of_this_process("sqlite") / "migrated.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@cache
def _copies() -> postgres.Copies:
    name = postgres.create()
    _migrate(postgres.url_of(name))
    return postgres.Copies(name)


def new_database(kind: str, folder: Path) -> str:
    """The URL of a database with all tables and no rows; `kind` is sqlite or postgresql."""
    if kind == "sqlite":
        path = folder / f"{uuid.uuid4().hex}.sqlite3"
        shutil.copyfile(_migrated_file(), path)
        return f"sqlite:///{path}"
    copy = _copies().take()
    _at_the_end(lambda: _copies().give_back(copy))
    return postgres.url_of(copy.name)


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
