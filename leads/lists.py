"""Lists of leads that hold at a million of them: sorting, pages by keyset, export.

A page is found from the key of the lead where the one before ended, never by counting past rows.
It walks the index of its sort until it is full; where leads that match are so rare that the walk
would pass most of them all, those that match are gathered and sorted instead. What is unknown (a
name, an axis) comes last in either direction.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    func,
    null,
    select,
    tuple_,
)

from leads.filters import ANY, LeadFilter, conditions, conditions_to_count, conditions_to_gather
from store.leads import AXES, Lead
from store.tables import TABLES

#: Sorts by name: the column, and whether it falls unless reversed.
SORTS: dict[str, tuple[str, bool]] = {
    "newest": ("created_at", True),
    "seen": ("last_seen_at", True),
    "score": ("score", True),
    "name": ("name_key", False),
    "company": ("company_key", False),
    **{axis: (f"axis_{axis}", True) for axis in AXES},
}

#: Leads that a walk may pass before those that match are gathered.
PASSED = 50_000

_LEADS = TABLES["leads"]
_MOMENTS = ("created_at", "last_seen_at")


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Rows of `leads` with all columns; `after` and `before` are keys of the pages around it."""

    leads: tuple[Row[Any], ...]
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class _Key:
    """Where a page ended: the sort's value (None where unknown) and the lead's id."""

    value: Any
    id: int


@dataclass(frozen=True, slots=True)
class _Order:
    column: str
    falling: bool

    def key_of(self, row: Row[Any]) -> str:
        value = getattr(row, self.column)
        shown = value.isoformat() if isinstance(value, datetime) else value
        text = json.dumps([shown, row.id], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def key(self, text: str) -> _Key | None:
        """The key of a page's address; None when it makes no sense (of another sort, tampered)."""
        try:
            value, lead_id = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if value is not None and self.column in _MOMENTS:
                value = datetime.fromisoformat(value)
                if value.tzinfo is None:
                    return None
            return _Key(value, lead_id) if self._fits(value) and _is_row(lead_id) else None
        except (ValueError, TypeError, binascii.Error):
            return None

    def _fits(self, value: Any) -> bool:
        if value is None or isinstance(value, datetime):
            return True
        if self.column.endswith("_key"):
            return isinstance(value, str)
        return self.column not in _MOMENTS and isinstance(value, float | int)


def is_place(text: str, sort: str = "newest") -> bool:
    """Whether `text` is a key that a page sorted so gave out. Raises `KeyError` as `lead_page`."""
    column, falling = SORTS[sort]
    return _Order(column, falling).key(text) is not None


def _is_row(number: Any) -> bool:
    return type(number) is int and 0 < number < 2**63


def lead_page(
    connection: Connection,
    asked: LeadFilter,
    *,
    sort: str = "newest",
    reverse: bool = False,
    after: str | None = None,
    before: str | None = None,
    size: int = 50,
) -> LeadPage:
    """One page. A key that makes no sense gives the first page. Raises `KeyError` for a sort
    that is not in `SORTS`."""
    column, falling = SORTS[sort]
    order = _Order(column, falling != reverse)
    backwards = before is not None and after is None
    given = before if backwards else after
    key = order.key(given) if given else None
    backwards = backwards and key is not None
    rows = _rows(connection, asked, order, key, size + 1, backwards)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (True, more) if backwards else (more, key is not None)
    return LeadPage(
        leads=tuple(rows),
        after=order.key_of(rows[-1]) if rows and has_next else None,
        before=order.key_of(rows[0]) if rows and has_previous else None,
    )


def _rows(
    connection: Connection,
    asked: LeadFilter,
    order: _Order,
    key: _Key | None,
    limit: int,
    backwards: bool,
) -> list[Row[Any]]:
    """Rows from a key on: first those whose value is known, then the others; or the way back."""
    column = _LEADS.c[order.column]
    parts: tuple[bool, ...] = (True, False) if column.nullable else (True,)
    if backwards:
        parts = parts[::-1]
    if key is not None and column.nullable:
        parts = parts[parts.index(key.value is not None) :]
    where = conditions(connection, asked, order.column)
    found: list[Row[Any]] = []
    for place, known in enumerate(parts):
        part = _Part(column, known, order.falling != backwards, key if place == 0 else None)
        found += _rows_of(connection, asked, where, part, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _rows_of(
    connection: Connection, asked: LeadFilter, where: Sequence[Any], part: _Part, limit: int
) -> Sequence[Row[Any]]:
    walks_past = asked.narrows and not _has_own_index(asked, part)
    end = part.place_after(connection, PASSED) if walks_past else None
    rows = connection.execute(part.walk(where, end).limit(limit)).all()
    if end is None or len(rows) == limit:
        return rows
    gathered = conditions_to_gather(connection, asked)
    return connection.execute(part.gather(gathered).limit(limit)).all()


def _has_own_index(asked: LeadFilter, part: _Part) -> bool:
    """Leads one answer short by their score: an index holds these alone, in that order."""
    return part.column.name == "score" and asked == LeadFilter(almost=ANY)


@dataclass(frozen=True, slots=True)
class _Part:
    """Leads of which the sort's value is known, or is not, in one direction from a key on."""

    column: Column[Any]
    known: bool
    falling: bool
    key: _Key | None

    def place_after(self, connection: Connection, leads: int) -> _Key | None:
        """Where the walk is after so many leads, whatever they are; None when it ends before."""
        columns = (self.column if self.known else null(), _LEADS.c.id)
        walk = self._sorted(self._select((), columns), self._places())
        row = connection.execute(walk.offset(leads).limit(1)).first()
        return _Key(*row) if row is not None else None

    def walk(self, where: Sequence[Any], end: _Key | None) -> Select[Any]:
        """Those that match, by the index of the sort, up to a place."""
        statement = self._select(where)
        if end is not None:
            statement = statement.where(self._beyond(end, turned=True))
        return self._sorted(statement, self._places())

    def gather(self, where: Sequence[Any]) -> Select[Any]:
        """The same, sorted when all are found: what is reckoned with has no index to walk."""
        places = [func.coalesce(one, one, type_=one.type) for one in self._places()]
        return self._sorted(self._select(where), places)

    def _select(
        self, where: Sequence[Any], columns: Sequence[Any] = tuple(_LEADS.c)
    ) -> Select[Any]:
        statement = select(*columns).where(*where)
        if self.column.nullable:
            is_known = self.column.is_not(None) if self.known else self.column.is_(None)
            statement = statement.where(is_known)
        if self.key is not None:
            statement = statement.where(self._beyond(self.key))
        return statement

    def _places(self) -> tuple[Column[Any], ...]:
        return (self.column, _LEADS.c.id) if self.known else (_LEADS.c.id,)

    def _beyond(self, key: _Key, *, turned: bool = False) -> Any:
        """After a key in this direction; `turned`: up to it, itself included."""
        place = tuple_(*self._places())
        here = tuple_(key.value, key.id) if self.known else tuple_(key.id)
        if turned:
            return place >= here if self.falling else place <= here
        return place < here if self.falling else place > here

    def _sorted(self, statement: Select[Any], places: Sequence[Any]) -> Select[Any]:
        return statement.order_by(*(one.desc() if self.falling else one.asc() for one in places))


def lead_count(connection: Connection, asked: LeadFilter, limit: int = 1000) -> tuple[int, bool]:
    """How many leads there are, counted up to `limit`, and whether there are more."""
    some = (
        select(Lead.id)
        .where(and_(*conditions_to_count(connection, asked)))
        .limit(limit + 1)
        .subquery()
    )
    found: int = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return min(found, limit), found > limit


def each_lead(
    engine: Engine,
    asked: LeadFilter,
    *,
    sort: str = "newest",
    reverse: bool = False,
    batch: int = 1000,
) -> Iterator[Row[Any]]:
    """Every lead of a filter, in constant memory and without holding a transaction open."""
    after: str | None = None
    while True:
        with engine.connect() as connection:
            page = lead_page(connection, asked, sort=sort, reverse=reverse, after=after, size=batch)
        yield from page.leads
        if page.after is None:
            return
        after = page.after


def sources(connection: Connection, most: int = 50) -> list[str]:
    """The first sources there are, by name; each costs one look into an index."""
    found: list[str] = []
    while len(found) < most:
        statement = select(func.min(Lead.source))
        if found:
            statement = statement.where(Lead.source > found[-1])
        following = connection.execute(statement).scalar()
        if following is None:
            break
        found.append(following)
    return found
