"""The statements of the turn's path, built once."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from store.prepared import Prepared, insertion
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
    person: str | None


_READ = Prepared(
    select(*(_COLUMNS[name] for name in Kept._fields)).where(_COLUMNS.token == bindparam("token"))
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
_AT = and_(_COLUMNS.id == bindparam("row_id"), _COLUMNS.turn == bindparam("from_turn"))
_CLAIM = Prepared(update(_CONVERSATIONS).where(_AT, _COLUMNS.awaiting.is_(None)).values(_MOVED))
_CLAIM_RESULT = Prepared(
    update(_CONVERSATIONS).where(_AT, _COLUMNS.awaiting == bindparam("was_awaiting")).values(_MOVED)
)
_ALL = [column.name for column in _COLUMNS if column.name != "id"]
_BEGIN = Prepared(
    insert(_CONVERSATIONS).values({name: bindparam(name) for name in _ALL}).returning(_COLUMNS.id)
)
_ATTACH = Prepared(
    update(_CONVERSATIONS)
    .where(_COLUMNS.id == bindparam("row_id"))
    .values(lead_id=bindparam("to_lead"))
)
_ANSWERS = insertion(
    TABLES["answers"],
    "conversation_id",
    "flow_version_id",
    "kind",
    "slot",
    "type",
    "raw",
    "value",
    "unparsed",
    "edited",
    "turn",
    "answered_at",
)
_INCIDENTS = insert(TABLES["incidents"])


def read(connection: Connection, token: str) -> Kept | None:
    """The conversation of a token."""
    row = _READ.first(connection, {"token": token})
    return Kept(*row) if row is not None else None


def begin(connection: Connection, row: dict[str, Any]) -> int:
    """Insert a conversation; raises `IntegrityError` when its token is taken."""
    return int(_BEGIN.first(connection, dict.fromkeys(_ALL) | row).id)


def claim(
    connection: Connection, row_id: int, from_turn: int, awaiting: str | None, row: dict[str, Any]
) -> bool:
    """Move a conversation on from a turn; False when another request did it first."""
    values = row | {"row_id": row_id, "from_turn": from_turn, "was_awaiting": awaiting}
    statement = _CLAIM if awaiting is None else _CLAIM_RESULT
    return statement.run(connection, values) == 1


def attach(connection: Connection, row_id: int, lead_id: int) -> None:
    """Note whose conversation it is."""
    _ATTACH.run(connection, {"row_id": row_id, "to_lead": lead_id})


def add_answers(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Append rows to the answers."""
    _ANSWERS.run_each(connection, rows)


def add_incident(connection: Connection, row: dict[str, Any]) -> None:
    """Note what went wrong."""
    connection.execute(_INCIDENTS, row)
