"""How fast sales call: the median time from hand-over to first contact, by owner and by flow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, Row, select

from store.tables import TABLES

_HANDOVERS = TABLES["handovers"]
_TOLD = tuple(
    _HANDOVERS.c[name] for name in ("owner_id", "flow", "since", "first_contact_at", "closed_at")
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one owner or flow (None: nobody's, unknown): leads handed over, how many were reached,
    and the median wait of those who were; None where nobody was."""

    key: Any
    handed: int
    reached: int
    median: timedelta | None
    waiting: int  # handed over, open and not reached yet


def handed_since(connection: Connection, since: datetime) -> list[Row[Any]]:
    """The hand-overs that began at `since` or later, as far as figures need them."""
    return list(connection.execute(select(*_TOLD).where(_HANDOVERS.c.opened_at >= since)))


def speeds(handed: Iterable[Row[Any]], by: Callable[[Row[Any]], Any]) -> list[Speed]:
    """The speed of each group of hand-overs, the fastest first."""
    groups: dict[Any, list[Row[Any]]] = {}
    for row in handed:
        groups.setdefault(by(row), []).append(row)
    found = [_speed(key, rows) for key, rows in groups.items()]
    return sorted(found, key=lambda one: (one.median is None, one.median or timedelta()))


def overall(handed: Sequence[Row[Any]]) -> Speed:
    """The speed of all together."""
    return _speed(None, handed)


def _speed(key: Any, rows: Sequence[Row[Any]]) -> Speed:
    waits = [wait_of(row) for row in rows if row.first_contact_at is not None]
    waiting = sum(row.first_contact_at is None and row.closed_at is None for row in rows)
    return Speed(key, len(rows), len(waits), _median(waits), waiting)


def _median(waits: list[timedelta]) -> timedelta | None:
    if not waits:
        return None
    return timedelta(seconds=median(wait.total_seconds() for wait in waits))


def wait_of(row: Row[Any]) -> timedelta:
    """From the clock's beginning to the first contact."""
    wait: timedelta = row.first_contact_at - row.since
    return max(wait, timedelta())
