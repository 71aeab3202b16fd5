"""How migrations run: on the app's own engine, in one transaction, keeping their hands off data.

A migration names plain SQLAlchemy types only, so that it means the same when the models have moved
on; `render_item` writes the types of `store.types` that way.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app

import store.tables  # noqa: F401 (knows the whole schema)
from store.database import db
from store.types import Moment


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    options = current_app.extensions["migrate"].configure_args
    engine = db.engine
    with engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            # Rebuilding a table drops the old one: with foreign keys on, that would empty the
            # tables that point at it. The pragma does nothing inside a transaction.
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                render_item=render_item,
                transactional_ddl=True,
                **options,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
        finally:
            if sqlite:
                connection.rollback()
                driver.execute("PRAGMA foreign_keys = ON")


run()
