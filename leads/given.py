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
    """A line that lead.yml gives, what for, and since when it counts."""

    origin: str
    at: datetime
    line: PointLine


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
    away = frozenset(gone)
    standing = [line for line in lines if line.id not in away] if gone else list(lines)
    return Exchange(gone, added, standing + [_as_line(one) for one in added])


def _same(origin: str, line: Line | PointLine) -> tuple[object, ...]:
    return (origin, line.axis, line.points, line.rule, line.evidence, line.slot)


def _as_line(given: Given) -> Line:
    axis, points, rule = given.line.axis, given.line.points, given.line.rule
    return Line(
        0, axis, points, rule, given.line.evidence, given.line.slot, given.origin, given.at, None
    )


def keep_exchange(
    connection: Connection, lead_id: int, change: Exchange, at: datetime, reason: str
) -> None:
    """Void and add what an exchange says."""
    ledger.void_lines(connection, change.gone, reason, at)
    places: dict[tuple[str, datetime], list[PointLine]] = {}
    for one in change.added:
        places.setdefault((one.origin, one.at), []).append(one.line)
    for (origin, since), lines in places.items():
        later = at if since < at else None
        place = ledger.Place(None, lead_id, None, None, None, since, origin, later)
        ledger.add_lines(connection, place, lines)
