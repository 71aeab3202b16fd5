"""Points fade: what a ledger is worth at a moment.

Source of the rule: flow-format, "half-lives per axis". A line that is `age` days old counts
`points × 0.5^(age / half_life_days)`; the lines of an axis are added up, the sum is held within 0
and the axis's cap, and the score is the sum of the axes.

All lines of an axis fade by the same share in the same time, so between two events an axis never
rises: a stage that time took away comes back only by something that happened.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.score.definition import LeadDefinition
from bot.score.points import Score

SECONDS_A_DAY = 86_400.0


class TimedLine(Protocol):
    """A line of the ledger: `points` on `axis` that fade from `at` and stop at `void_at`.

    One given later than what it is for happened counts from `counts_from` on.
    """

    @property
    def axis(self) -> str:
        """The axis it counts on."""

    @property
    def points(self) -> float:
        """Points when it was fresh."""

    @property
    def at(self) -> datetime:
        """When it was given."""

    @property
    def counts_from(self) -> datetime | None:
        """When it was given, where that was not at `at`."""

    @property
    def void_at(self) -> datetime | None:
        """When it stopped counting."""


def share_left(half_life_days: float | None, at: datetime, moment: datetime) -> float:
    """How much of a line is left, 0 to 1; 1 where points do not fade, and before `at`."""
    if half_life_days is None:
        return 1.0
    age = (moment - at).total_seconds()
    return 0.5 ** (age / SECONDS_A_DAY / half_life_days) if age > 0 else 1.0


def counts_at(line: TimedLine, moment: datetime) -> bool:
    """Whether a line counts at a moment: given by then, and not void by then."""
    since = line.counts_from or line.at
    return since <= moment and (line.void_at is None or line.void_at > moment)


def points_left(line: TimedLine, definition: LeadDefinition, moment: datetime) -> float:
    """What a line is still worth at a moment; its axis must be one of the definition's."""
    half_life = definition.axes[line.axis].half_life_days
    return line.points * share_left(half_life, line.at, moment)


def score_at(lines: Iterable[TimedLine], definition: LeadDefinition, moment: datetime) -> Score:
    """The score that lines make at a moment, past or present.

    Lines on axes that the definition does not know count nothing. The sums do not depend on the
    order of the lines.
    """
    left: dict[str, list[float]] = {}
    for line in lines:
        axis = definition.axes.get(line.axis)
        if axis is not None and counts_at(line, moment):
            share = share_left(axis.half_life_days, line.at, moment)
            left.setdefault(line.axis, []).append(line.points * share)
    return held(left, definition)


def held(left: dict[str, list[float]], definition: LeadDefinition) -> Score:
    """Points by axis, each within 0 and its cap, and their sum."""
    axes = {
        name: min(max(math.fsum(points), 0.0), definition.axes[name].cap)
        for name, points in left.items()
    }
    return Score(axes=axes, total=math.fsum(axes.values()))
