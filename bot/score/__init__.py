"""Points, axes and stages: what an answer is worth and what a lead's score is the sum of."""

from bot.score.definition import BUILT_IN, Axis, FitRule, LeadDefinition, StageRule
from bot.score.ladder import RUNGS, RungRule
from bot.score.owners import OwnerRule
from bot.score.points import PointLine, Score, sum_points

__all__ = [
    "BUILT_IN",
    "RUNGS",
    "Axis",
    "FitRule",
    "LeadDefinition",
    "OwnerRule",
    "PointLine",
    "RungRule",
    "Score",
    "StageRule",
    "sum_points",
]
