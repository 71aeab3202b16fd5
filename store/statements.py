"""What is said to both databases though SQLAlchemy has a word of its own for each.

PostgreSQL's side is imported only where PostgreSQL is used: it costs a site on SQLite 2 MiB.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, Table, text


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows for which `where` holds. PostgreSQL is told by `store.postgresql`."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where))


def insert_into(table: Table, dialect: str) -> Any:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    return insert(table)
