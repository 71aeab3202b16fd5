"""Charts beside results."""

from __future__ import annotations

from bot.effects import ResultLine
from tests.visitor.sample import RESULTS
from web.visitor.charts import charts_of, lines_beside_charts


def line(value: float, chart: str | None, format: str = "money") -> ResultLine:
    return ResultLine("x", value, str(value), format, chart)


def test_bars_are_measured_by_the_greatest() -> None:
    (chart,) = charts_of(RESULTS)
    assert [mark.line for mark in chart.marks] == [1, 2, 3]
    assert max(mark.size for mark in chart.marks) == 100


def test_a_line_alone_in_asking_is_set_against_its_like() -> None:
    (chart,) = charts_of([line(10, None), line(20, "bar"), line(3, None, "number")])
    assert [mark.size for mark in chart.marks] == [50, 100]


def test_slices_follow_one_another_round_the_ring() -> None:
    (chart,) = charts_of([line(1, "donut"), line(3, "donut")])
    assert [(mark.start, mark.size) for mark in chart.marks] == [(0, 25), (25, 75)]


def test_nothing_and_less_than_nothing_make_no_mark() -> None:
    (chart,) = charts_of([line(-5, "bar"), line(0, "bar")])
    assert [mark.size for mark in chart.marks] == [0, 0]


def test_charted_lines_are_not_told_twice() -> None:
    assert [place for place, _ in lines_beside_charts(RESULTS)] == [4]
