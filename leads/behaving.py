"""What people do, kept: attached to a lead once a conversation or a signed link says who it was.

A browser's own token alone never says who somebody is: it only keeps together what one browser did.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.score import BEHAVIOURS, LeadDefinition
from leads import ledger
from leads.behaviour import Done, behaviour_points
from leads.given import INTENT, READING, exchange, keep_exchange
from leads.score import Standing, rescore
from store.behaviour import Behaviour
from store.prepared import Prepared
from store.tables import TABLES

#: Somebody who was away for longer comes back, as web statistics commonly count visits.
AWAY = timedelta(minutes=30)

#: What nobody was known by is deleted after so many days.
KEPT_DAYS = 90

#: What is looked at of one lead: the newest of so many.
MOST = 2_000

WORTH_MORE = "behaviour counted anew"

_ROWS = TABLES["behaviour"]

_GIVEN = ("visitor", "lead_id", "kind", "url", "flow", "at", "suspicion", "detail")
_ADD = Prepared(
    insert(_ROWS).values({name: bindparam(name) for name in _GIVEN}).returning(_ROWS.c.id)
)
_LAST = Prepared(
    select(_ROWS.c.at)
    .where(_ROWS.c.visitor == bindparam("visitor"), _ROWS.c.at <= bindparam("at"))
    .order_by(_ROWS.c.at.desc())
    .limit(1)
)
_OF_LEAD = Prepared(
    select(_ROWS.c.kind, _ROWS.c.url, _ROWS.c.at, _ROWS.c.suspicion)
    .where(_ROWS.c.lead_id == bindparam("lead_id"))
    .order_by(_ROWS.c.at.desc())
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing done. `kind` is of `bot.score.BEHAVIOURS`; `visitor` is what `visitor_key` gives;
    `lead_id` is given only where a conversation's token or a signed link says who it was."""

    kind: str
    at: datetime
    url: str | None = None
    visitor: str | None = None
    lead_id: int | None = None
    flow: str | None = None
    suspicion: tuple[str, ...] = ()
    detail: dict[str, Any] | None = None


def visitor_key(token: str) -> str:
    """How a browser is known again without keeping its token."""
    return hashlib.sha256(f"behaviour:{token}".encode()).hexdigest()


def note(connection: Connection, done: Noted) -> int:
    """Keep it, and return its row's number; a page after a while away is a return as well. Raises
    `ValueError` for a kind that there is none of."""
    if done.kind not in BEHAVIOURS:
        raise ValueError(f"no kind of behaviour is called {done.kind!r}")
    if done.kind == "page" and done.visitor and _was_away(connection, done):
        _add(connection, done, "return")
    return _add(connection, done, done.kind)


def _was_away(connection: Connection, done: Noted) -> bool:
    last = _LAST.first(connection, {"visitor": done.visitor, "at": done.at})
    return last is not None and done.at - last.at > AWAY


def _add(connection: Connection, done: Noted, kind: str) -> int:
    added = _ADD.first(
        connection,
        {
            "visitor": done.visitor,
            "lead_id": done.lead_id,
            "kind": kind,
            "url": done.url,
            "flow": done.flow,
            "at": done.at,
            "suspicion": ",".join(done.suspicion) or None,
            "detail": done.detail,
        },
    )
    return int(added.id)


def attach(connection: Connection, visitor: str, lead_id: int, at: datetime) -> int:
    """Give a lead what a browser did and nobody was known by; returns how much. What belongs to
    somebody stays theirs, though they share the browser."""
    given = connection.execute(
        update(Behaviour)
        .where(
            Behaviour.visitor == visitor,
            Behaviour.lead_id.is_(None),
            Behaviour.at >= at - timedelta(days=KEPT_DAYS),
        )
        .values(lead_id=lead_id)
    )
    return int(given.rowcount)


def count_anew(
    connection: Connection,
    lead_id: int,
    definition: LeadDefinition,
    at: datetime,
    *,
    seen: bool = True,
    reason: str = WORTH_MORE,
) -> Standing | None:
    """Give a lead the lines that its behaviour is worth now, and score it; None when it is gone.

    `seen`: the person themself did something. Lines that count no more are voided for `reason`.
    """
    lines = ledger.lines_of_lead(connection, lead_id)
    done = [Done(*row) for row in _OF_LEAD.rows(connection, {"lead_id": lead_id})]
    given = behaviour_points(done, definition)
    change = exchange(lines, (READING, INTENT), given)
    if not change.empty:
        keep_exchange(connection, lead_id, change, at, reason)
    return rescore(connection, lead_id, definition, at, seen=seen, fit=False, cause="behaviour")


def forget_strangers(connection: Connection, at: datetime) -> int:
    """Delete what nobody was known by for `KEPT_DAYS`; returns how much."""
    before = at - timedelta(days=KEPT_DAYS)
    gone = connection.execute(
        delete(Behaviour).where(Behaviour.lead_id.is_(None), Behaviour.at < before)
    )
    return int(gone.rowcount)
