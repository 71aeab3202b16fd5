"""The statements of the turn's path, built once."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from store.tables import TABLES

_CONVERSATIONS = TABLES["conversations"]
_COLUMNS = _CONVERSATIONS.c


class Kept(NamedTuple):
    """A conversation as read; its fields are columns."""

    id: int
    token: str
    flow: str
    flow_version_id: int
    language: str
    state: str
    turn: int
    asked: str | None
    last_request: str | None
    awaiting: str | None
    awaiting_since: Any
    finished_at: Any
    outcome: str | None
    lead_id: int | None
    page: str | None
    referrer: str | None
    utm_source: str | None
    suspicion: str | None
    preview: bool


_READ = select(*(_COLUMNS[name] for name in Kept._fields)).where(
    _COLUMNS.token == bindparam("token")
)

#: What changes with every turn.
MOVING = (
    "state",
    "turn",
    "asked",
    "last_request",
    "awaiting",
    "awaiting_since",
    "updated_at",
    "finished_at",
    "outcome",
    "suspicion",
)
_MOVED: dict[str, Any] = {name: bindparam(name) for name in MOVING}
_CLAIM = (
    update(_CONVERSATIONS)
    .where(
        _COLUMNS.id == bindparam("row_id"),
        _COLUMNS.turn == bindparam("from_turn"),
        _COLUMNS.awaiting.is_(None),
    )
    .values(_MOVED)
)
_CLAIM_RESULT = (
    update(_CONVERSATIONS)
    .where(
        _COLUMNS.id == bindparam("row_id"),
        _COLUMNS.turn == bindparam("from_turn"),
        _COLUMNS.awaiting == bindparam("was_awaiting"),
    )
    .values(_MOVED)
)
_BEGIN = insert(_CONVERSATIONS)
_ATTACH = (
    update(_CONVERSATIONS)
    .where(_COLUMNS.id == bindparam("row_id"))
    .values(lead_id=bindparam("lead_id"))
)
_ANSWERS = insert(TABLES["answers"])
_INCIDENTS = insert(TABLES["incidents"])


def read(connection: Connection, token: str) -> Kept | None:
    """The conversation of a token."""
    row = connection.execute(_READ, {"token": token}).first()
    return Kept(*row) if row is not None else None


def begin(connection: Connection, row: dict[str, Any]) -> int:
    """Insert a conversation; raises `IntegrityError` when its token is taken."""
    key = connection.execute(_BEGIN, row).inserted_primary_key
    assert key is not None
    return int(key[0])


def claim(
    connection: Connection, row_id: int, from_turn: int, awaiting: str | None, row: dict[str, Any]
) -> bool:
    """Move a conversation on from a turn; False when another request did it first."""
    values = row | {"row_id": row_id, "from_turn": from_turn}
    if awaiting is None:
        return connection.execute(_CLAIM, values).rowcount == 1
    return connection.execute(_CLAIM_RESULT, values | {"was_awaiting": awaiting}).rowcount == 1


def attach(connection: Connection, row_id: int, lead_id: int) -> None:
    """Note whose conversation it is."""
    connection.execute(_ATTACH, {"row_id": row_id, "lead_id": lead_id})


def add_answers(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Append rows to the answers."""
    if rows:
        connection.execute(_ANSWERS, rows)


def add_incident(connection: Connection, row: dict[str, Any]) -> None:
    """Note what went wrong."""
    connection.execute(_INCIDENTS, row)
