"""Points, axes and stages: what an answer is worth and what a lead's score is the sum of."""

from bot.score.decay import TimedLine, counts_at, points_left, score_at, share_left
from bot.score.definition import (
    BEHAVIOURS,
    BUILT_IN,
    Axis,
    BehaviourRule,
    FitRule,
    LeadDefinition,
    StageRule,
)
from bot.score.ladder import RUNGS, RungRule
from bot.score.owners import OwnerRule
from bot.score.points import PointLine, Score, sum_points

__all__ = [
    "BEHAVIOURS",
    "BUILT_IN",
    "RUNGS",
    "Axis",
    "BehaviourRule",
    "FitRule",
    "LeadDefinition",
    "OwnerRule",
    "PointLine",
    "RungRule",
    "Score",
    "StageRule",
    "TimedLine",
    "counts_at",
    "points_left",
    "score_at",
    "share_left",
    "sum_points",
]
