"""What a merge changed, row by row, so that it can be undone exactly.

Rows about both leads are read before and after; the difference is kept: which rows changed from
what to what, and which came to be. Nothing else is needed to go back, and of what is known about
a person only what the merge itself filled in stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Table, and_, delete, or_, select, update

from leads.personal import HOLDINGS, about, lead_columns
from store.tables import TABLES
from store.types import Moment

#: Not read: words are made from the lead's fields, merges are the record itself.
_LEFT_OUT: Final = frozenset({"lead_tombstones", "lead_words", "merges", "api_writes"})

#: Nor this column: a merge and its undo are changes of their own and never go back in their order.
_UNREAD: Final = "change_number"

#: By table, by primary key: the row's values as JSON.
Snapshot = Mapping[str, Mapping[tuple[Any, ...], Mapping[str, Any]]]


def _tables() -> list[Table]:
    names = (name for name in HOLDINGS if name not in _LEFT_OUT)
    return [TABLES[name] for name in names if lead_columns(TABLES[name])]


def snapshot(
    connection: Connection, lead_ids: Collection[int], conversation_ids: Collection[int]
) -> Snapshot:
    """All rows about some leads as they are now."""
    found = {}
    for table in _tables():
        condition = about(table, lead_ids, conversation_ids)
        if table.name == "leads":
            condition = or_(condition, table.c.id.in_(lead_ids))
        elif table.name == "conversations":
            condition = or_(condition, table.c.id.in_(conversation_ids))
        rows = connection.execute(select(table).where(condition)).mappings()
        found[table.name] = {
            tuple(row[column.name] for column in table.primary_key): _plain(row) for row in rows
        }
    return found


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if str(name) != _UNREAD
    }


def digest(rows: Snapshot) -> str:
    """A short name of a snapshot: equal when nothing has happened in between."""
    content = [[name, sorted(map(list, found))] for name, found in sorted(rows.items())]
    values = [[found[key] for key in sorted(found)] for _, found in sorted(rows.items())]
    text = json.dumps([content, values], sort_keys=True, default=str, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def difference(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    """Changed rows with their values before and after, and rows added, by table."""
    changed: dict[str, list[Any]] = {}
    added: dict[str, list[Any]] = {}
    for name, now in after.items():
        was = before[name]
        for key, row in now.items():
            if key not in was:
                added.setdefault(name, []).append(list(key))
                continue
            columns = {
                column: [was[key][column], value]
                for column, value in row.items()
                if was[key][column] != value
            }
            if columns:
                changed.setdefault(name, []).append([list(key), columns])
    return {"changed": changed, "added": added}


def restore(connection: Connection, record: Mapping[str, Any]) -> None:
    """Put back what a record says was changed, where it still stands as the merge left it, and
    take away what the merge added."""
    for name, keys in record["added"].items():
        for key in keys:
            connection.execute(delete(TABLES[name]).where(_is_row(TABLES[name], key)))
    # What leaves a unique column goes first: an address that moved can then move back.
    for giving in (True, False):
        for name, rows in record["changed"].items():
            for key, columns in rows:
                part = {c: v for c, v in columns.items() if (v[0] is None) == giving}
                _put_back(connection, TABLES[name], key, part)


def _put_back(
    connection: Connection, table: Table, key: Iterable[Any], columns: Mapping[str, list[Any]]
) -> None:
    if not columns:
        return
    row = connection.execute(select(table).where(_is_row(table, key))).mappings().first()
    if row is None:
        return
    now = _plain(row)
    values = {
        column: _kept(table, column, before)
        for column, (before, after) in columns.items()
        if now[column] == after
    }
    if values:
        connection.execute(update(table).where(_is_row(table, key)).values(values))


def _is_row(table: Table, key: Iterable[Any]) -> Any:
    return and_(*(column == part for column, part in zip(table.primary_key, key, strict=True)))


def _kept(table: Table, column: str, value: Any) -> Any:
    if value is not None and isinstance(table.c[column].type, Moment):
        return datetime.fromisoformat(value)
    return value
