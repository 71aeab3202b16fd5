"""The sum of points by axis."""

from __future__ import annotations

from bot.score import PointLine, sum_points
from tests.bot.building import LEAD


def line(axis: str, points: float) -> PointLine:
    return PointLine(axis, points, "flow/slot/value", "asked → said")


def test_lines_add_up_by_axis_within_zero_and_the_cap() -> None:
    score = sum_points(
        [line("need", 20), line("need", 20), line("timing", -5), line("budget", 3)], LEAD
    )
    assert score.axes == {"need": 25, "timing": 0, "budget": 3}
    assert score.total == 28


def test_an_axis_without_lines_is_unknown_and_other_names_do_not_count() -> None:
    score = sum_points([line("builder", 9), line("interest", 0)], LEAD)
    assert score.axes == {"interest": 0}
    assert score.total == 0
