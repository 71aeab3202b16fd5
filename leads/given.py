"""Lines that lead.yml itself gives: for fit, for rungs of the ladder, for behaviour.

Where what they rest on changes, or lead.yml does, they are worked out anew and exchanged; lines of
conversations stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from bot.score import PointLine
from leads import ledger
from leads.ledger import Line

#: Origins of lines: fit and rungs; reading; wanting to buy.
FIT, READING, INTENT = "fit", "behaviour", "intent"


class Given(NamedTuple):
    """A line, what it is given for, and since when it counts. `place` is where one of a
    conversation belongs; those that lead.yml gives belong to the lead alone."""

    origin: str
    at: datetime
    line: PointLine
    place: ledger.Place | None = None


class Exchange(NamedTuple):
    """What to void (ids) and what to add, and the lines that count once that is done."""

    gone: list[int]
    added: list[Given]
    lines: list[Line]

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not self.gone and not self.added


def exchange(lines: Sequence[Line], origins: Iterable[str], given: Iterable[Given]) -> Exchange:
    """How `given` become the lines of some origins that count. The same line twice counts twice;
    those that stay keep their age."""
    concerned = frozenset(origins)
    left: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        if line.origin in concerned:
            left.setdefault(_same(line.origin, line), []).append(line)
    added = []
    for one in given:
        same = left.get(_same(one.origin, one.line))
        if same:
            same.pop(0)
        else:
            added.append(one)
    gone = [line.id for rest in left.values() for line in rest]
    return exchanged(lines, gone, added)


def exchanged(lines: Sequence[Line], gone: list[int], added: list[Given]) -> Exchange:
    """An exchange of some of a lead's lines, by their ids, for others."""
    away = frozenset(gone)
    standing = [line for line in lines if line.id not in away] if gone else list(lines)
    return Exchange(gone, added, standing + [_as_line(one) for one in added])


def _same(origin: str, line: Line | PointLine) -> tuple[object, ...]:
    return (origin, line.axis, line.points, line.rule, line.evidence, line.slot)


def _as_line(given: Given) -> Line:
    one, since = given.line, given.place.counts_from if given.place else None
    return Line(
        0, one.axis, one.points, one.rule, one.evidence, one.slot, given.origin, given.at, None,
        since,
    )  # fmt: skip


def keep_exchange(
    connection: Connection, lead_id: int, change: Exchange, at: datetime, reason: str
) -> None:
    """Void and add what an exchange says."""
    ledger.void_lines(connection, change.gone, reason, at)
    places: dict[ledger.Place, list[PointLine]] = {}
    for one in change.added:
        later = at if one.at < at else None
        own = ledger.Place(None, lead_id, None, None, None, one.at, one.origin, later)
        places.setdefault(one.place or own, []).append(one.line)
    for place, lines in places.items():
        ledger.add_lines(connection, place, lines)
