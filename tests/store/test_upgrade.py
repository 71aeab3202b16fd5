"""Migrations make the schema that the models describe."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, text

import store.tables
from store.database import db
from store.upgrade import upgrade
from tests.databases import close, postgres_url, store_app


def test_models_and_migrations_agree(app: Flask) -> None:
    flask_migrate.check()


def test_partial_indexes_are_partial_in_the_models_and_in_the_database(app: Flask) -> None:
    kind = db.engine.dialect.name
    for table in store.tables.TABLES.values():
        made = {one["name"]: one for one in inspect(db.engine).get_indexes(table.name)}
        for index in table.indexes:
            wanted = index.dialect_options[kind]["where"] is not None
            options = made[index.name]["dialect_options"]
            assert (options.get(f"{kind}_where") is not None) == wanted, index.name


def test_a_fresh_database_gets_every_table(app: Flask) -> None:
    assert set(inspect(db.engine).get_table_names()) >= set(store.tables.TABLES)


def test_upgrading_twice_changes_nothing(app: Flask) -> None:
    upgrade(app)
    flask_migrate.check()


def test_every_migration_can_be_taken_back(app: Flask) -> None:
    flask_migrate.downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_that_start_together_migrate_once(kind: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}" if kind == "sqlite" else postgres_url()
    context = multiprocessing.get_context("fork")
    starters = [context.Process(target=_upgrade, args=(url,)) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(60)
    assert [starter.exitcode for starter in starters] == [0, 0]
    app = store_app(url)
    with app.app_context(), db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    close(app)


def _upgrade(url: str) -> None:
    app = store_app(url)
    upgrade(app)
    close(app)
