"""Answers that a flow keeps for a while only: `keep: 30 days` on a question.

When the time is over, the answer goes in all its versions, with what was typed, a file that was
sent, the words that points quoted as their evidence, and the contact field that it filled. The
points stay. The conversation can no longer be opened: its log held the answer, and cannot be played
without it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, delete, or_, select, update

from bot.model import CONTACT_SLOTS
from leads.arrival import fill
from leads.touching import touch
from store.tables import TABLES
from store.writing import write_connection

#: Stands as the evidence of points whose answer is gone.
GONE: Final = "no longer kept"

#: The kind of an answer's row when what it held is gone.
EXPIRED: Final = "expired"

#: Conversations gone through in one transaction, so that visitors never wait long.
BATCH: Final = 100

_ANSWERS, _TALKS, _LINES = TABLES["answers"], TABLES["conversations"], TABLES["ledger"]
_LEADS, _UPLOADS = TABLES["leads"], TABLES["uploads"]


def forget_answers(kept_days: Mapping[str, Mapping[str, int]], at: datetime) -> int:
    """Forget answers older than `kept_days` says by flow and slot; returns how many rows."""
    forgotten = 0
    for flow, slots in kept_days.items():
        while count := _forget_some(flow, slots, at):
            forgotten += count
    return forgotten


def _forget_some(flow: str, slots: Mapping[str, int], at: datetime) -> int:
    over = or_(
        *(
            and_(_ANSWERS.c.slot == slot, _ANSWERS.c.answered_at < at - timedelta(days=days))
            for slot, days in slots.items()
        )
    )
    due = (
        select(_ANSWERS, _TALKS.c.lead_id, _TALKS.c.token)
        .join(_TALKS, _TALKS.c.id == _ANSWERS.c.conversation_id)
        .where(_TALKS.c.flow == flow, _ANSWERS.c.kind != EXPIRED, over)
        .limit(BATCH)
    )
    with write_connection() as connection:
        rows = connection.execute(due).all()
        for row in rows:
            _forget(connection, row, at)
        for token in {row.token for row in rows}:
            _close(connection, token)
    return len(rows)


def _forget(connection: Connection, row: Row[Any], at: datetime) -> None:
    nothing = {"kind": EXPIRED, "value": None, "raw": None, "unparsed": False}
    connection.execute(update(_ANSWERS).where(_ANSWERS.c.id == row.id).values(nothing))
    own = and_(_LINES.c.conversation_id == row.conversation_id, _LINES.c.slot == row.slot)
    of_rules = and_(_LINES.c.lead_id == row.lead_id, _LINES.c.origin == "fit", _quotes(row.slot))
    about = or_(own, of_rules) if row.lead_id is not None else own
    connection.execute(update(_LINES).where(about).values(evidence=GONE))
    sent = and_(_UPLOADS.c.conversation_token == row.token, _UPLOADS.c.slot == row.slot)
    connection.execute(delete(_UPLOADS).where(sent))
    if row.lead_id is not None:
        touch(connection, row.lead_id)
        if row.slot in CONTACT_SLOTS:
            _empty(connection, row, at)


def _quotes(slot: str) -> Any:
    """Whether a rule of lead.yml looked at the slot; it quotes what it looked at as `slot: …`."""
    return or_(
        _LINES.c.evidence.startswith(f"{slot}: ", autoescape=True),
        _LINES.c.evidence.contains(f", {slot}: ", autoescape=True),
    )


def _empty(connection: Connection, row: Row[Any], at: datetime) -> None:
    """Empty the contact field, unless it says something else by now."""
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == row.lead_id)).first()
    if lead is None or row.value is None or getattr(lead, row.slot) != str(row.value):
        return
    changes: dict[str, Any] = {row.slot: None}
    if row.slot == "email":
        changes |= {"email_key": None, "email_confirmed_at": None}
    elif row.slot == "phone":
        changes["phone_key"] = None
    fill(connection, lead, changes, at)


def _close(connection: Connection, token: str) -> None:
    """Let the conversation's link open nothing; its other files stay with it."""
    other = f"closed-{secrets.token_hex(16)}"
    files = _UPLOADS.c.conversation_token == token
    connection.execute(update(_UPLOADS).where(files).values(conversation_token=other))
    closed = {"token": other, "state": "", "awaiting": None, "last_request": None}
    connection.execute(update(_TALKS).where(_TALKS.c.token == token).values(closed))
