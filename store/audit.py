"""The audit log: who saw and changed what, when, from where; each line chained to the last.

A line's hash is SHA-256 over the hash before it and its own canonical content, so that a line
changed, taken out or put in between breaks the chain from there on. What the chain cannot tell by
itself is that its newest lines were cut off: note the head that `verify` gives, and give it back.
Lines hold ids and counts, never what is known about a person: erasing somebody leaves them whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Index, Row, String, insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now

#: What the first line is chained to.
BEGINNING: Final = "0" * 64

#: Lines read at once when the chain is verified.
BATCH: Final = 5_000

#: Any number, the same in every process: the lock that appenders on PostgreSQL queue at.
_LOCK: Final = 5_463_780_002


class AuditLine(Base):
    """One line. `actor_kind`: user, key (an API key), person (a lead, by a signed link), system."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_object", "object_kind", "object_id", "id"),)

    id: Mapped[Key]
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(8))
    actor_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str | None] = mapped_column(String(20))
    object_id: Mapped[int | None]
    address: Mapped[str | None] = mapped_column(String(64))  # where a user or program called from
    detail: Mapped[dict[str, Any] | None]
    previous: Mapped[str] = mapped_column(String(64), unique=True)  # no two follow one line
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where."""

    kind: str
    id: int | None = None
    address: str | None = None


SYSTEM: Final = Actor("system")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done. `detail` holds names of fields, ids and counts only."""

    action: str
    object_kind: str | None = None
    object_id: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain holds. `broken_at` is the first line that does not follow the one before;
    `head` and `last_id` are where the chain ends."""

    lines: int
    last_id: int | None
    head: str
    broken_at: int | None = None
    missing_head: bool = False

    @property
    def holds(self) -> bool:
        """True when nothing was changed, taken out or put in."""
        return self.broken_at is None and not self.missing_head


_AUDIT = AuditLine.metadata.tables["audit"]


def append(connection: Connection, actor: Actor, deed: Deed, at: datetime | None = None) -> None:
    """Add a line in the caller's write transaction, as its last statement: on PostgreSQL others
    wait from here until it ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    newest = select(_AUDIT.c.hash).order_by(_AUDIT.c.id.desc()).limit(1)
    previous = connection.execute(newest).scalar() or BEGINNING
    row = {
        "at": at or now(),
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "action": deed.action,
        "object_kind": deed.object_kind,
        "object_id": deed.object_id,
        "address": actor.address,
        "detail": dict(deed.detail) or None,
    }
    chained = row | {"previous": previous, "hash": _hash(previous, row)}
    connection.execute(insert(_AUDIT), chained)


def _hash(previous: str, row: Mapping[str, Any]) -> str:
    content = [row["at"].astimezone(UTC).isoformat(timespec="microseconds")]
    names = ("actor_kind", "actor_id", "action", "object_kind", "object_id", "address", "detail")
    content += [row[name] for name in names]
    text_ = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{previous}\n{text_}".encode()).hexdigest()


def verify(connection: Connection, expected_head: str | None = None) -> Verdict:
    """Walk the whole chain. `expected_head` is a hash noted earlier: it must still be in it."""
    previous, count, last_id = BEGINNING, 0, 0
    seen_head = expected_head in (None, BEGINNING)
    while rows := _batch(connection, last_id):
        for row in rows:
            if row.previous != previous or row.hash != _hash(previous, row._asdict()):
                return Verdict(count, last_id or None, previous, broken_at=row.id)
            previous, last_id, count = row.hash, row.id, count + 1
            seen_head = seen_head or row.hash == expected_head
    return Verdict(count, last_id or None, previous, missing_head=not seen_head)


def _batch(connection: Connection, after: int) -> list[Row[Any]]:
    lines = select(_AUDIT).where(_AUDIT.c.id > after).order_by(_AUDIT.c.id).limit(BATCH)
    return list(connection.execute(lines).all())
