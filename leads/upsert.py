"""Insert unless it is there: the same statement on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, not_, select

from store.prepared import Prepared
from store.statements import insert_into


def _insert(table: Table, dialect: str) -> Any:
    return insert_into(table, dialect).on_conflict_do_nothing()


def insert_unless_there(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, leaving out those that break a unique key."""
    if rows:
        connection.execute(_insert(table, connection.dialect.name), rows)


def insertion_or_nothing(
    table: Table, *columns: str, unless: ColumnElement[bool] | None = None
) -> Prepared:
    """Insert a row and return its `id`; no row when a unique key was taken or `unless` holds."""
    values = [bindparam(name, type_=table.c[name].type) for name in columns]
    row = select(*values).where(not_(unless)) if unless is not None else None

    def statement(dialect: str) -> Any:
        inserted = _insert(table, dialect)
        if row is None:
            inserted = inserted.values({value.key: value for value in values})
        else:
            inserted = inserted.from_select(columns, row)
        return inserted.returning(table.c.id)

    return Prepared(statement)
