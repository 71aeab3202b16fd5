"""Everything that some leads left behind, copied by the database itself: a million in minutes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, func, select, text
from sqlalchemy.types import JSON

from store.scrubbing import scrub
from store.tables import TABLES
from store.types import Moment
from store.writing import write_connection

#: Stands for a copy's number in names, addresses and companies.
MARK = "qzqz"
#: Copies came over so many minutes before the first, spread evenly: half a year.
MINUTES = 180 * 24 * 60

#: What is copied, those first that others point at.
COPIED = (
    "companies", "leads", "conversations", "answers", "ledger", "consents", "behaviour",
    "stage_changes", "handovers", "sales_steps", "lead_words",
)  # fmt: skip

_POINTS_AT = {
    "lead_id": "leads",
    "decider_id": "leads",
    "change_number": "leads",
    "conversation_id": "conversations",
    "company_id": "companies",
}
_NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :copies)"
)


def copy_all(engine: Engine, copies: int) -> None:
    """Make so many copies of all that there is, table by table."""
    if copies < 1:
        return
    with engine.connect() as connection:
        strides = {name: _last(connection, TABLES[name]) for name in COPIED}
    for name in COPIED:
        with write_connection(engine) as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA cache_size = -1000000")
            _copy(connection, TABLES[name], strides, copies)
        scrub(engine)


def _last(connection: Connection, table: Table) -> int:
    if "id" not in table.c:
        return 0
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())


def _copy(connection: Connection, table: Table, strides: dict[str, int], copies: int) -> None:
    indexes = [index for index in table.indexes if not index.unique]
    for index in indexes:  # made anew from sorted rows in a tenth of the time
        index.drop(connection)
    connection.execute(text(f"CREATE TEMP TABLE seed AS SELECT * FROM {table.name}"))
    columns = [_copied(connection, column, table, strides) for column in table.columns]
    names = ", ".join(column.name for column in table.columns)
    order = "" if "id" in table.c else "ORDER BY 1, 2"
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({names}) {_NUMBERS} SELECT {', '.join(columns)} "
            f"FROM numbers CROSS JOIN seed {order}"
        ),
        {"copies": copies},
    )
    connection.execute(text("DROP TABLE seed"))
    for index in indexes:
        index.create(connection)
    if connection.dialect.name == "postgresql" and "id" in table.c:
        key = f"pg_get_serial_sequence('{table.name}', 'id')"
        connection.execute(text(f"SELECT setval({key}, (SELECT max(id) FROM {table.name}))"))


def _copied(
    connection: Connection, column: Column[Any], table: Table, strides: dict[str, int]
) -> str:
    """A column of the copy numbered `n`, as SQL."""
    name, on_sqlite = column.name, connection.dialect.name == "sqlite"
    seed = f"seed.{name}"
    target = table.name if name == "id" else _POINTS_AT.get(name)
    if target is not None:
        return f"{seed} + n * {strides[target]}"
    if isinstance(column.type, Moment):
        minutes = f"(n * 7919 % {MINUTES})"
        if on_sqlite:
            return f"strftime('%Y-%m-%d %H:%M:%f', {seed}, '-' || {minutes} || ' minutes') || '000'"
        return f"{seed} - make_interval(mins => {minutes})"
    if name == "token":
        return f"n || '-' || {seed}"
    words = seed if on_sqlite else f"CAST({seed} AS text)"
    marked = f"SELECT 1 FROM seed WHERE lower({words}) LIKE '%{MARK}%' LIMIT 1"
    if connection.execute(text(marked)).first() is None:
        return seed
    number = "n" if on_sqlite else "CAST(n AS text)"
    renamed = f"replace(replace({words}, '{MARK}', {number}), '{MARK.title()}', {number})"
    is_json = isinstance(column.type, JSON) and not on_sqlite
    return f"CAST({renamed} AS json)" if is_json else renamed
