"""Lists of companies and of their people, page by page from a key, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select, tuple_

from leads.cursors import read_cursor, written_cursor
from leads.identity import folded
from store.tables import TABLES

#: Sorts by name: the column, and whether it falls.
SORTS: Final[dict[str, tuple[str, bool]]] = {
    "score": ("score", True),
    "people": ("people", True),
    "name": ("name_key", False),
}

_COMPANIES, _LEADS = TABLES["companies"], TABLES["leads"]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows with all columns; `after` and `before` are keys of the pages around it."""

    rows: tuple[Row[Any], ...]
    after: str | None = None
    before: str | None = None


def is_place(text: str, sort: str = "score") -> bool:
    """Whether `text` is a key that a page sorted so gave out."""
    return read_cursor(text, str if SORTS[sort][0] == "name_key" else float) is not None


def company_page(
    connection: Connection,
    *,
    search: str = "",
    sort: str = "score",
    after: str | None = None,
    before: str | None = None,
    size: int = 50,
) -> Page:
    """One page of companies whose name begins with `search` or whose domain is it. A key that
    makes no sense gives the first page. Raises `KeyError` for a sort not in `SORTS`."""
    name, falls = SORTS[sort]
    kind: type = str if name == "name_key" else float
    place = read_cursor(after or before or "", kind)
    backwards = place is not None and not after
    statement = _named(select(_COMPANIES), search)
    column, number = _COMPANIES.c[name], _COMPANIES.c.id
    down = falls != backwards
    if place is not None:
        here, there = tuple_(column, number), tuple_(*place)
        statement = statement.where(here < there if down else here > there)
    keys = [key.desc() if down else key.asc() for key in (column, number)]
    rows = list(connection.execute(statement.order_by(*keys).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (True, more) if backwards else (more, place is not None)
    return Page(
        tuple(rows),
        written_cursor(getattr(rows[-1], name), rows[-1].id) if rows and has_next else None,
        written_cursor(getattr(rows[0], name), rows[0].id) if rows and has_previous else None,
    )


def _named(statement: Select[Any], search: str) -> Select[Any]:
    wanted = folded(search).strip()
    if not wanted:
        return statement
    names = _COMPANIES.c.name_key
    begins = (names >= wanted) & (names < wanted + "\U0010ffff")
    return statement.where(begins | (_COMPANIES.c.key == f"domain:{wanted}"))


def people_page(
    connection: Connection, company_id: int, *, after: str | None = None, size: int = 50
) -> Page:
    """The leads of a company, the newest first."""
    place = read_cursor(after or "", float)
    statement = select(_LEADS).where(
        _LEADS.c.company_id == company_id, _LEADS.c.erased_at.is_(None)
    )
    if place is not None:
        statement = statement.where(_LEADS.c.id < place[1])
    rows = connection.execute(statement.order_by(_LEADS.c.id.desc()).limit(size + 1)).all()
    more = len(rows) > size
    return Page(tuple(rows[:size]), written_cursor(0.0, rows[size - 1].id) if more else None)
