"""lead.yml in memory: axes with their caps, fit rules, stages from lowest to highest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.formula import Formula


@dataclass(frozen=True, slots=True)
class Axis:
    """`cap` is in points; `half_life_days` is None when points do not fade."""

    name: str
    cap: float
    half_life_days: float | None = None


@dataclass(frozen=True, slots=True)
class FitRule:
    """Rule over contact fields; gives points on the axis `fit`."""

    condition: Formula
    give: float
    source: str


@dataclass(frozen=True, slots=True)
class StageRule:
    """All conditions must hold. `axes` are least points by axis; `needs` are contact facts."""

    name: str
    score: float = 0.0
    needs: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    axes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeadDefinition:
    """What sales and marketing agreed on. Without a lead.yml: `LeadDefinition()` knows no axis."""

    axes: Mapping[str, Axis] = field(default_factory=dict)
    fit: tuple[FitRule, ...] = ()
    stages: tuple[StageRule, ...] = ()
