"""Looking again and again for bad data, at leads who did something since the last look."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from leads import contradictions
from store.tables import TABLES
from store.writing import write_connection

#: Leads looked at in one round, each in a transaction of its own so that visitors never wait.
MOST = 500

#: How far a round looks back before the one before it: what was still being committed then.
OVERLAP = timedelta(seconds=30)

_LEADS = TABLES["leads"]


def look_at_recent(since: datetime, at: datetime) -> datetime:
    """Look at leads seen since a moment; returns the moment from which the next round looks."""
    with write_connection() as connection:
        seen = _seen(connection, since)
    for lead_id, _ in seen:
        with write_connection() as connection:
            contradictions.look(connection, lead_id, at)
    if len(seen) == MOST and seen[-1][1] > since:
        return seen[-1][1]
    return at - OVERLAP


def _seen(connection: Connection, since: datetime) -> list[tuple[int, datetime]]:
    rows = connection.execute(
        select(_LEADS.c.id, _LEADS.c.last_seen_at)
        .where(_LEADS.c.last_seen_at >= since, _LEADS.c.erased_at.is_(None))
        .order_by(_LEADS.c.last_seen_at, _LEADS.c.id)
        .limit(MOST)
    )
    return [(row.id, row.last_seen_at) for row in rows]
