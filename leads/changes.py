"""What changed about leads since a reader last asked: each lead once, at its latest change.

Filters narrow the leads that are told whole. Those that are gone are told whatever the filter says,
as nothing is left of them that could be looked at. How changes are ordered is said in
`store.lead_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Column, Connection, Row, Select, Table, func, select, tuple_

from leads.cursors import read_cursor, written_cursor
from leads.filters import LeadFilter, conditions
from store.lead_changes import horizon
from store.tables import TABLES

#: The cursor before everything that ever changed.
START = "start"

_LEADS, _TOMBSTONES = TABLES["leads"], TABLES["lead_tombstones"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the order: a change's number, and the lead's where one write changed several."""

    number: int = -1
    lead_id: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A lead as it is now, or with `gone` what became of it; `into` took what it had."""

    place: Place
    lead: Row[Any] | None
    gone: Literal["", "erased", "merged"] = ""
    into: int | None = None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes, the oldest first; `cursor` goes on after them. `more`: some are waiting already."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool


def read_place(cursor: str) -> Place | None:
    """The place that a cursor stands for; None for one that was never given out."""
    if cursor == START:
        return Place()
    found = read_cursor(cursor, int)
    return Place(*found) if found is not None and 0 <= found[0] < 2**63 else None


class CursorAhead(Exception):
    """The place is behind everything that ever changed here: an older copy of the database was
    put back since, or the cursor is another site's."""


def changes_after(
    connection: Connection, asked: LeadFilter, after: Place, size: int = 50
) -> ChangePage:
    """What changed after a place, as one page. In one read transaction on SQLite.

    Raises `CursorAhead`.
    """
    below = horizon(connection)  # looked up first: what is read after it can only be newer
    parts = (
        _living(connection, asked, _page(_LEADS, _LEADS.c.id, after, below, size)),
        _gone(connection, _page(_LEADS, _LEADS.c.id, after, below, size)),
        _deleted(connection, _page(_TOMBSTONES, _TOMBSTONES.c.lead_id, after, below, size)),
    )
    found = list(islice(merge(*parts, key=lambda change: change.place), size + 1))
    if not found and after.number > _newest(connection):
        raise CursorAhead
    told = tuple(found[:size])
    last = told[-1].place if told else after
    cursor = START if last == Place() else written_cursor(last.number, last.lead_id)
    return ChangePage(told, cursor, len(found) > size)


def _newest(connection: Connection) -> int:
    """The number of the last change; of what was told once the number never goes away."""
    last = [select(func.max(table.c.change_number)) for table in (_LEADS, _TOMBSTONES)]
    return max(connection.execute(statement).scalar() or 0 for statement in last)


def _page(
    table: Table, lead_id: Column[int], after: Place, below: int | None, size: int
) -> Select[Any]:
    """Rows after a place in the order of changes, one more than a page."""
    order = (table.c.change_number, lead_id)
    page = select(table).where(tuple_(*order) > tuple_(after.number, after.lead_id))
    if below is not None:
        page = page.where(table.c.change_number < below)
    return page.order_by(*order).limit(size + 1)


def _living(connection: Connection, asked: LeadFilter, page: Select[Any]) -> Iterator[Change]:
    for row in connection.execute(page.where(*conditions(connection, asked))).all():
        yield Change(Place(row.change_number, row.id), row)


def _gone(connection: Connection, page: Select[Any]) -> Iterator[Change]:
    for row in connection.execute(page.where(_LEADS.c.erased_at.is_not(None))).all():
        into = row.merged_into_id
        gone: Literal["erased", "merged"] = "erased" if into is None else "merged"
        yield Change(Place(row.change_number, row.id), None, gone, into)


def _deleted(connection: Connection, page: Select[Any]) -> Iterator[Change]:
    for row in connection.execute(page).all():
        yield Change(Place(row.change_number, row.lead_id), None, row.kind, row.into_lead_id)
