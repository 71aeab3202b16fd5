"""Insert unless it is there: the same statement on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


def insert_unless_there(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, leaving out those that break a unique key."""
    if rows:
        make = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
        connection.execute(make(table).on_conflict_do_nothing(), rows)


def insert_or_none(connection: Connection, table: Table, row: dict[str, Any]) -> int | None:
    """The id of the new row; None when a unique key was taken."""
    make = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    statement = make(table).on_conflict_do_nothing().returning(table.c.id)
    found: int | None = connection.execute(statement, row).scalar()
    return found
