"""The outbox: what has to leave is put down in the transaction that causes it, and leaves later.

    put(connection, "mail", {"to": …, "subject": …, "text": …}, key="welcome:17", at=at)

The worker leases what is due, delivers it and notes what came of it. A worker that dies leaves its
leases to run out, and the rows come back: everything is delivered at least once, under a message
id that stays the same, so that doubles can be told.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from leads.receipts import KIND as RECEIPT
from store.database import db
from store.incidents import Incident
from store.outbox import OutboxRow
from store.posting import put as put
from store.tables import TABLES
from store.writing import write_connection

#: Attempts before a row is given up.
MOST_ATTEMPTS = 10
#: Seconds before the second attempt; each pause is three times the last, to `LONGEST_PAUSE`.
FIRST_PAUSE = 15.0
LONGEST_PAUSE = 6 * 3600.0
#: Seconds that a worker has for what it leased.
LEASE = 180.0
#: Seconds until a row is looked at again that nothing can deliver yet.
UNTIL_SET_UP = 300.0
#: Days that delivered rows are kept, to show what was sent and to know a key again.
KEPT_DAYS = 90

_ROWS = TABLES["outbox"]


class NotDelivered(Exception):
    """It did not leave. `for_good`: trying again will not help; `refused`: there is nobody at the
    address."""

    def __init__(self, reason: str, *, for_good: bool = False, refused: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
        self.refused = refused


class NotSetUp(Exception):
    """Nothing is set up that could deliver it; it waits, and no attempt is counted."""


class NotWanted(Exception):
    """There is nothing to send any more: whom it was for took it back. No incident is made."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A leased row; `attempts` counts this one. `fresh`: it was never tried before."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    key: str
    attempts: int
    lead_id: int | None
    conversation_id: int | None
    created_at: datetime
    fresh: bool


# ---------------------------------------------------------------- leasing


def lease(at: datetime, count: int = 10, *, without: tuple[str, ...] = ()) -> list[Parcel]:
    """Take up to `count` due rows for `LEASE` seconds; nobody else gets them meanwhile.

    An attempt counts when it begins, so that a row that kills its worker is given up too.
    """
    due = _due(at, without)
    with db.engine.connect() as connection:
        if connection.execute(due.limit(1)).first() is None:  # mostly; no lock is taken for it
            return []
    with write_connection() as connection:
        rows = connection.execute(due.limit(count).with_for_update(skip_locked=True)).all()
        parcels = [_parcel(row) for row in rows]
        if parcels:
            connection.execute(
                update(OutboxRow)
                .where(OutboxRow.id.in_([parcel.id for parcel in parcels]))
                .values(leased_until=at + timedelta(seconds=LEASE), attempts=OutboxRow.attempts + 1)
            )
    return parcels


def _due(at: datetime, without: tuple[str, ...]) -> Any:
    """What may be taken now, and that others may take as well until it is leased: PostgreSQL then
    leaves out what others hold, SQLite has one writer."""
    return (
        select(_ROWS)
        .where(
            _ROWS.c.done_at.is_(None),
            _ROWS.c.failed_at.is_(None),
            _ROWS.c.due_at <= at,
            _ROWS.c.kind.not_in(without),
            or_(_ROWS.c.leased_until.is_(None), _ROWS.c.leased_until < at),
        )
        .order_by(_ROWS.c.due_at, _ROWS.c.id)
    )


def _parcel(row: Row[Any]) -> Parcel:
    return Parcel(
        id=row.id,
        kind=row.kind,
        payload=row.payload,
        key=row.key,
        attempts=row.attempts + 1,
        lead_id=row.lead_id,
        conversation_id=row.conversation_id,
        created_at=row.created_at,
        fresh=row.last_error is None,
    )


def expire(at: datetime) -> int:
    """Give up rows that are no longer worth sending, without an incident; how many."""
    with write_connection() as connection:
        gone = connection.execute(
            update(OutboxRow)
            .where(
                OutboxRow.done_at.is_(None),
                OutboxRow.failed_at.is_(None),
                OutboxRow.due_at <= at,
                OutboxRow.useful_until < at,
                or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < at),
            )
            .values(failed_at=at, payload={}, last_error=OVERDUE)
        )
    return int(gone.rowcount)


#: The reason of rows whose time was over.
OVERDUE = "not sent in time to be of use"


# ---------------------------------------------------------------- what came of it


def done(connection: Connection, parcel: Parcel, at: datetime) -> None:
    """Note that it left; what it said is not kept twice."""
    shown = {name: parcel.payload[name] for name in ("to", "subject") if name in parcel.payload}
    connection.execute(
        update(OutboxRow)
        .where(OutboxRow.id == parcel.id)
        .values(done_at=at, leased_until=None, last_error=None, payload=shown)
    )


def not_done(connection: Connection, parcel: Parcel, why: NotDelivered, at: datetime) -> bool:
    """Try again after a pause, or give up with an incident; True when it was given up. A row that
    went meanwhile, with who was erased, leaves no trace."""
    given_up = why.for_good or parcel.attempts >= MOST_ATTEMPTS
    changes: dict[str, Any] = {"leased_until": None, "last_error": why.reason[:1000]}
    if given_up:
        changes["failed_at"] = at
    else:
        changes["due_at"] = at + timedelta(seconds=pause(parcel.attempts))
    noted = connection.execute(update(OutboxRow).where(OutboxRow.id == parcel.id).values(**changes))
    given_up = given_up and noted.rowcount == 1
    if given_up:
        connection.execute(insert(Incident).values(_incident(parcel, why, at)))
    return given_up


def dropped(connection: Connection, parcel: Parcel, why: str, at: datetime) -> None:
    """Note that it is not to be sent any more, and keep nothing of what it would have said."""
    connection.execute(
        update(OutboxRow)
        .where(OutboxRow.id == parcel.id)
        .values(failed_at=at, leased_until=None, payload={}, useful_until=at, last_error=why[:1000])
    )


def not_yet(connection: Connection, parcel: Parcel, why: str, at: datetime) -> None:
    """Put it back as it was, to be looked at later."""
    connection.execute(
        update(OutboxRow)
        .where(OutboxRow.id == parcel.id)
        .values(
            leased_until=None,
            attempts=parcel.attempts - 1,
            last_error=why,
            due_at=at + timedelta(seconds=UNTIL_SET_UP),
        )
    )


def pause(attempts: int) -> float:
    """Seconds before the next attempt: growing, and a fifth of it left to chance, so that what
    failed together does not come back together."""
    whole = min(FIRST_PAUSE * 3.0 ** (attempts - 1), LONGEST_PAUSE)
    return whole * random.uniform(0.8, 1.0)  # noqa: S311 (no secret)


def _incident(parcel: Parcel, why: NotDelivered, at: datetime) -> dict[str, Any]:
    tried = "once" if parcel.attempts == 1 else f"{parcel.attempts} times"
    return {
        "at": at,
        "kind": "outbox",
        "place": parcel.kind,
        "message": f"Given up, tried {tried}: {why.reason}"[:2000],
        "conversation_id": parcel.conversation_id,
    }


# ---------------------------------------------------------------- by hand, and housekeeping


def try_again(connection: Connection, row_id: int, at: datetime) -> bool:
    """Send a row now, one that was given up too; False when it left or has nothing to send."""
    again = connection.execute(
        update(OutboxRow)
        .where(
            OutboxRow.id == row_id,
            OutboxRow.done_at.is_(None),
            or_(OutboxRow.useful_until.is_(None), OutboxRow.useful_until > at),
        )
        .values(failed_at=None, attempts=0, due_at=at, leased_until=None)
    )
    return again.rowcount == 1


#: Rows of these kinds are kept as long as whom they were for: nobody is sent one twice, and that
#: it was sent can be shown.
KEPT_KINDS = (RECEIPT,)

_FORGET = delete(OutboxRow).where(
    OutboxRow.done_at < bindparam("before"), OutboxRow.kind.not_in(KEPT_KINDS)
)


def forget_delivered(at: datetime) -> None:
    """Delete rows delivered `KEPT_DAYS` ago and those given up as long ago."""
    before = at - timedelta(days=KEPT_DAYS)
    with write_connection() as connection:
        connection.execute(_FORGET, {"before": before})
        given_up = (OutboxRow.failed_at < before, OutboxRow.kind.not_in(KEPT_KINDS))
        connection.execute(delete(OutboxRow).where(*given_up))


def each_lease(
    clock: Callable[[], datetime], most: int = 100, *, last: tuple[str, ...] = ()
) -> Iterator[Parcel]:
    """Parcels one after the other until nothing is due or `most` came.

    Kinds of `last` come one at a time and only while nothing else is due: somebody waits for a
    code, nobody for a check.
    """
    came = 0
    while came < most:
        parcels = lease(clock(), without=last) or lease(clock(), 1)
        if not parcels:
            return
        came += len(parcels)
        yield from parcels
