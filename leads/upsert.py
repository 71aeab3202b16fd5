"""Insert unless it is there: the same statement on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from store.prepared import Prepared


def _insert(table: Table, dialect: str) -> Any:
    make = postgresql_insert if dialect == "postgresql" else sqlite_insert
    return make(table).on_conflict_do_nothing()


def insert_unless_there(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, leaving out those that break a unique key."""
    if rows:
        connection.execute(_insert(table, connection.dialect.name), rows)


def insertion_or_nothing(table: Table, *columns: str) -> Prepared:
    """Insert a row and return its `id`; no row when a unique key was taken."""
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return Prepared(lambda dialect: _insert(table, dialect).values(values).returning(table.c.id))
