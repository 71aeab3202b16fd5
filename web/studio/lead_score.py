"""A lead's score of now explained: axes with their caps, the lines that add up to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.score import Axis, LeadDefinition, points_left
from leads.given import INTENT
from store.database import db
from store.flow_versions import FlowVersion
from store.leads import AXES
from store.ledger import LedgerLine
from web.studio.apportioning import apportioned
from web.studio.wording import points, signed

#: Differences smaller than this are floating point, not points.
TINY = 0.005

#: Points faded by less look the same to a tenth.
FADED = 0.05


@dataclass(frozen=True, slots=True)
class AxisShown:
    """`points` None is unknown; `share` is points over cap, 0 to 1."""

    name: str
    points: float | None
    cap: float

    @property
    def share(self) -> float:
        """How full the axis is."""
        return min((self.points or 0.0) / self.cap, 1.0) if self.cap > 0 else 0.0


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the ledger, or (`kind` "held") what the cap or the floor took or gave.

    `points` are those of now; `given` those it had when it was fresh, None where none have faded,
    and then `fading` says how.
    """

    kind: str
    rule: str
    evidence: str
    points: float
    at: datetime | None = None
    flow: str | None = None
    version: str | None = None
    given: float | None = None
    fading: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one axis; they add up to `points`."""

    axis: str
    points: float
    cap: float | None
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Groups that add up to `total`, and the sum in words."""

    groups: tuple[Group, ...]
    total: float

    @property
    def axes(self) -> dict[str, float]:
        """Points by known axis, as shown."""
        return {group.axis: group.points for group in self.groups}

    @property
    def intent(self) -> float:
        """Points of now for what shows that they want to buy, within the axes above."""
        lines = (line for group in self.groups for line in group.lines)
        return round(math.fsum(line.points for line in lines if line.kind == INTENT), 1)

    @property
    def sum_words(self) -> str:
        """ "need 25 + budget 15 = 40"."""
        parts = " + ".join(f"{group.axis} {points(group.points)}" for group in self.groups)
        return f"{parts} = {points(self.total)}".replace("+ −", "− ")


def greatest_score(definition: LeadDefinition) -> float:
    """The score of a lead with every axis at its cap."""
    return sum(axis.cap for axis in definition.axes.values())


def axes_shown(known: Mapping[str, float], definition: LeadDefinition) -> list[AxisShown]:
    """Every axis of lead.yml in its order, unknown ones too."""
    return [
        AxisShown(axis.name, known.get(axis.name), axis.cap) for axis in definition.axes.values()
    ]


def known_axes(lead: Any) -> dict[str, float]:
    """The known axes of a lead or a row of `leads`."""
    found = {axis: getattr(lead, f"axis_{axis}") for axis in AXES}
    known = {axis: value for axis, value in found.items() if value is not None}
    return known | {axis: float(value) for axis, value in (lead.other_axes or {}).items()}


def ledger_of(lead_id: int, definition: LeadDefinition, at: datetime) -> Ledger:
    """Why the score of a moment is what it is; lines, axes and sum add up as they are shown."""
    rows = db.session.execute(
        select(LedgerLine, FlowVersion.version)
        .outerjoin(FlowVersion, FlowVersion.id == LedgerLine.flow_version_id)
        .where(LedgerLine.lead_id == lead_id, LedgerLine.void_at.is_(None))
        .order_by(LedgerLine.id)
    ).all()
    # Where the clock was set back, as of the newest thing known: see `leads.score`.
    moment = max([at, *(row.counts_from or row.at for row, _ in rows)])
    lines: dict[str, list[LineShown]] = {}
    for row, version in rows:
        if row.axis in definition.axes:
            lines.setdefault(row.axis, []).append(_line(row, version, definition, moment))
    known = [axis for axis in definition.axes.values() if axis.name in lines]
    held = [_held(lines[axis.name], axis.cap) for axis in known]
    shown = apportioned(held)
    groups = tuple(
        _group(axis, lines[axis.name], points) for axis, points in zip(known, shown, strict=True)
    )
    return Ledger(groups, round(math.fsum(shown), 1))


def _line(
    row: LedgerLine, version: str | None, definition: LeadDefinition, moment: datetime
) -> LineShown:
    left, half_life = points_left(row, definition, moment), definition.axes[row.axis].half_life_days
    has_faded = half_life is not None and abs(left - row.points) >= FADED
    fading = ""
    if has_faded:
        fading = f"{age_words(moment - row.at)} old, half-life {half_life:g} days"
    return LineShown(
        row.origin if row.origin == INTENT else "points",
        row.rule,
        row.evidence,
        left,
        row.at,
        row.flow,
        version,
        row.points if has_faded else None,
        fading,
    )


def age_words(age: timedelta) -> str:
    """ "20 days", "5 h"."""
    days = age.days
    if days == 0:
        return f"{age.seconds // 3600} h"
    return "1 day" if days == 1 else f"{days:,} days"


def _held(lines: Iterable[LineShown], cap: float) -> float:
    return min(max(math.fsum(line.points for line in lines), 0.0), cap)


def _group(axis: Axis, lines: list[LineShown], points_shown: float) -> Group:
    given = math.fsum(line.points for line in lines)
    held = _held(lines, axis.cap)
    if abs(held - given) > TINY:
        reason = f"Held at the cap of {points(axis.cap)}" if given > held else "Never below zero"
        words = f"{reason}: the lines make {signed(given)}"
        lines = [*lines, LineShown("held", words, "", held - given)]
    tenths = apportioned([line.points for line in lines], points_shown)
    shown = tuple(replace(line, points=tenth) for line, tenth in zip(lines, tenths, strict=True))
    return Group(axis.name, points_shown, axis.cap, shown)


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis of the radar: where its line ends, where its dot and its name stand."""

    name: str
    unknown: bool
    x: float
    y: float
    dot_x: float
    dot_y: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Points of an SVG of 260 by 220 with its middle at 130, 110."""

    rings: tuple[str, ...]
    spokes: tuple[Spoke, ...]
    area: str


MIDDLE_X, MIDDLE_Y, REACH = 130.0, 110.0, 82.0


def radar_of(axes: Iterable[AxisShown]) -> Radar | None:
    """The shape of the axes; None under three, where there is no shape."""
    shown = list(axes)
    if len(shown) < 3:
        return None
    turns = [2 * math.pi * number / len(shown) - math.pi / 2 for number in range(len(shown))]
    rings = tuple(
        " ".join(_written(*_at(turn, REACH * part)) for turn in turns) for part in (1 / 3, 2 / 3, 1)
    )
    spokes = tuple(_spoke(axis, turn) for axis, turn in zip(shown, turns, strict=True))
    return Radar(rings, spokes, " ".join(_written(one.dot_x, one.dot_y) for one in spokes))


def _spoke(axis: AxisShown, turn: float) -> Spoke:
    x, y = _at(turn, REACH)
    dot_x, dot_y = _at(turn, REACH * axis.share)
    text_x, text_y = _at(turn, REACH + 12)
    side = math.cos(turn)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    return Spoke(
        axis.name, axis.points is None, x, y, dot_x, dot_y, text_x, round(text_y + 4, 1), anchor
    )


def _at(turn: float, distance: float) -> tuple[float, float]:
    x, y = MIDDLE_X + distance * math.cos(turn), MIDDLE_Y + distance * math.sin(turn)
    return round(x, 1), round(y, 1)


def _written(x: float, y: float) -> str:
    return f"{x:g},{y:g}"
