"""Lines of points and their sum.

Source of the rule: flow-format, "a lead's axis is the sum of its lines, held within 0 and its cap";
a lead's score is the sum of its axes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.score.definition import LeadDefinition


@dataclass(frozen=True, slots=True)
class PointLine:
    """Points with their reason.

    `axis` is an axis of lead.yml or a category of the flow; `rule` names what gave them
    ("plan-finder/need/volume"), `evidence` is what the visitor said, as shown to people.
    """

    axis: str
    points: float
    rule: str
    evidence: str
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """`axes` holds known axes only: an axis with no line is unknown, not zero."""

    axes: Mapping[str, float]
    total: float


def sum_points(lines: Iterable[PointLine], definition: LeadDefinition) -> Score:
    """Sum lines by axis, hold each within 0 and its cap, and add the axes up."""
    sums: dict[str, float] = {}
    for line in lines:
        if line.axis in definition.axes:
            sums[line.axis] = sums.get(line.axis, 0.0) + line.points
    axes = {name: min(max(value, 0.0), definition.axes[name].cap) for name, value in sums.items()}
    return Score(axes=axes, total=sum(axes.values()))
