"""Putting things into the outbox, in the transaction of what causes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam

from store.prepared import Prepared
from store.statements import insert_into
from store.tables import TABLES

_ROWS = TABLES["outbox"]
_GIVEN = (
    "kind",
    "payload",
    "key",
    "created_at",
    "due_at",
    "useful_until",
    "attempts",
    "lead_id",
    "conversation_id",
)


def _insertion(dialect: str) -> Any:
    row: dict[str, Any] = {name: bindparam(name) for name in _GIVEN}
    return insert_into(_ROWS, dialect).values(row).on_conflict_do_nothing().returning(_ROWS.c.id)


_PUT = Prepared(_insertion)


def put(
    connection: Connection,
    kind: str,
    payload: Mapping[str, Any],
    *,
    key: str,
    at: datetime,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    lead_id: int | None = None,
    conversation_id: int | None = None,
) -> bool:
    """Put something into the outbox, inside the caller's transaction; False when `key` is there.

    `payload` is what `outreach.delivery` knows for `kind`. `useful_until`: later it is not sent.
    """
    row = {
        "kind": kind,
        "payload": dict(payload),
        "key": key,
        "created_at": at,
        "due_at": due_at or at,
        "useful_until": useful_until,
        "attempts": 0,
        "lead_id": lead_id,
        "conversation_id": conversation_id,
    }
    return _PUT.first(connection, row) is not None
