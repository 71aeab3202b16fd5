"""Which lead.yml counts: the version applied last, kept in the database with all before it.

The file in the flows folder is a proposal until it is applied (ADR 7). A site that never applied
one goes by the file.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, func, insert, select

from bot.flowfile import lead_definition_of, source_version
from bot.score import LeadDefinition
from store.leads import Lead
from store.prepared import Prepared
from store.tables import TABLES
from store.writing import read_connection

#: Seconds for which a process goes by the version it last saw: a look costs a query.
LOOK_AGAIN = 1.0

_VERSIONS = TABLES["lead_definitions"]

_NEWEST = Prepared(
    select(_VERSIONS.c.id, _VERSIONS.c.source, _VERSIONS.c.version)
    .order_by(_VERSIONS.c.id.desc())
    .limit(1)
)


@dataclass(slots=True)
class _Seen:
    looked_at: float
    id: int
    definition: LeadDefinition | None


_seen: WeakKeyDictionary[Engine, _Seen] = WeakKeyDictionary()


@lru_cache(maxsize=64)
def compiled(source: str) -> LeadDefinition:
    """A kept source compiled. Raises `bot.errors.AuthorError`, which none that was applied does."""
    return lead_definition_of(source)


def active(connection: Connection, fallback: LeadDefinition) -> LeadDefinition:
    """The definition that counts now; `fallback` (the file's) where none was ever applied.

    Costs a query once in `LOOK_AGAIN` seconds; what another process applies is seen by then.
    """
    seen, moment = _seen.get(connection.engine), time.monotonic()
    if seen is None or moment - seen.looked_at > LOOK_AGAIN:
        seen = _seen[connection.engine] = _look(connection, seen, moment)
    return seen.definition or fallback


def active_on(engine: Engine, fallback: LeadDefinition) -> LeadDefinition:
    """The same for callers without a connection; one is opened only for a look."""
    seen = _seen.get(engine)
    if seen is not None and time.monotonic() - seen.looked_at <= LOOK_AGAIN:
        return seen.definition or fallback
    with read_connection(engine) as connection:
        return active(connection, fallback)


def look_again(connection: Connection) -> None:
    """Forget what this process saw: it applied another version itself."""
    _seen.pop(connection.engine, None)


def _look(connection: Connection, seen: _Seen | None, moment: float) -> _Seen:
    row = _NEWEST.first(connection, {})
    if row is None:
        return _Seen(moment, 0, None)
    if seen is not None and seen.id == row.id:
        return _Seen(moment, seen.id, seen.definition)
    return _Seen(moment, row.id, compiled(row.source))


# ---------------------------------------------------------------- versions


def newest(connection: Connection) -> Row[Any] | None:
    """The row of the version that counts."""
    return connection.execute(select(_VERSIONS).order_by(_VERSIONS.c.id.desc()).limit(1)).first()


def versions(connection: Connection, most: int = 50) -> list[Row[Any]]:
    """What was applied, newest first."""
    statement = select(_VERSIONS).order_by(_VERSIONS.c.id.desc()).limit(most)
    return list(connection.execute(statement).all())


def add_version(
    connection: Connection, source: str, how: str, at: datetime, user_id: int | None = None
) -> LeadDefinition:
    """Let a lead.yml count from now on; the caller has the ledger replayed under it.

    `how`: first, studio, command or automatic. Raises `AuthorError` for one that is broken.
    """
    definition = compiled(source)
    connection.execute(
        insert(_VERSIONS).values(
            version=definition.version,
            source=source,
            applied_at=at,
            applied_by=user_id,
            how=how,
        )
    )
    look_again(connection)
    return definition


def differs_from_active(connection: Connection, source: str) -> bool:
    """Whether a source is another lead.yml than the one that counts."""
    row = newest(connection)
    wanted = source_version(source) if source else compiled("").version
    return row is None or bool(row.version != wanted)


def has_leads(connection: Connection) -> bool:
    """Whether there is any lead that rules could move."""
    some = select(Lead.id).where(Lead.erased_at.is_(None)).limit(1).subquery()
    return bool(connection.execute(select(func.count()).select_from(some)).scalar())
