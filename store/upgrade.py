"""Bring the database to the present schema. Safe when several processes start at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from store.database import db
from store.lead_changes import keep_rising

#: Any number, the same in every process: the name of the lock on PostgreSQL.
_LOCK = 5_463_780_001


@contextmanager
def _alone() -> Iterator[None]:
    engine = db.engine
    if engine.dialect.name == "sqlite":
        path = engine.url.database
        if not path or path == ":memory:":
            yield
            return
        with Path(f"{path}.upgrade.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        try:
            yield
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.invalidate()


def know_migrations(app: Flask) -> None:
    """Let flask-migrate's commands work on the app."""
    # Imported when needed: the processes that serve need none of alembic's 13 MB.
    from flask_migrate import Migrate

    folder = str(Path(__file__).parent / "migrations")
    Migrate(directory=folder, render_as_batch=True, compare_type=True).init_app(app, db)


def upgrade(app: Flask) -> None:
    """Apply the migrations that the database lacks; a fresh one gets all of them."""
    import flask_migrate

    know_migrations(app)
    with app.app_context(), _alone():
        flask_migrate.upgrade()
        keep_rising(db.engine)
        db.session.remove()
