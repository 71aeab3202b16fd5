"""Charts of computed lines: sizes for the SVG, the same sums as calculator.js does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.effects import ResultLine

KINDS = ("bar", "donut", "line")


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, slice or point. `line` is its place among the results; sizes are of 100."""

    line: int
    label: str
    shown: str
    size: float
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """The lines that ask for the same kind of chart, together."""

    kind: str
    marks: tuple[Mark, ...]

    @property
    def points(self) -> str:
        """The polyline of a line chart in a box of 100 by 40."""
        return " ".join(f"{x:g},{y:g}" for x, y in self._corners)

    @property
    def area(self) -> str:
        """The polygon under that line."""
        return f"0,40 {self.points} 100,40"

    @property
    def _corners(self) -> list[tuple[float, float]]:
        gaps = max(len(self.marks) - 1, 1)
        return [
            (round(100 * place / gaps, 2), round(38 - mark.size * 0.36, 2))
            for place, mark in enumerate(self.marks)
        ]


def charts_of(lines: Sequence[ResultLine]) -> tuple[Chart, ...]:
    """The charts that the lines ask for.

    A line alone in asking is set against the others of its format: one bar says nothing.
    """
    found = []
    for kind in KINDS:
        chosen = [(place, line) for place, line in enumerate(lines) if line.chart == kind]
        if len(chosen) == 1:
            alike = chosen[0][1].format
            chosen = [(place, line) for place, line in enumerate(lines) if line.format == alike]
        if len(chosen) > 1:
            found.append(Chart(kind, _marks(kind, chosen)))
    return tuple(found)


def lines_beside_charts(lines: Sequence[ResultLine]) -> tuple[tuple[int, ResultLine], ...]:
    """The lines, with their places, that neither the headline nor a chart tells."""
    drawn = {mark.line for chart in charts_of(lines) for mark in chart.marks}
    return tuple((place, line) for place, line in enumerate(lines) if place and place not in drawn)


def _marks(kind: str, chosen: list[tuple[int, ResultLine]]) -> tuple[Mark, ...]:
    amounts = [_amount(line) for _, line in chosen]
    whole = (sum(amounts) if kind == "donut" else max(amounts)) or 1.0
    marks, start = [], 0.0
    for (place, line), amount in zip(chosen, amounts, strict=True):
        size = round(100 * amount / whole, 2)
        marks.append(Mark(place, line.label, line.shown, size, round(start, 2)))
        start += size
    return tuple(marks)


def _amount(line: ResultLine) -> float:
    value = line.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return max(float(value), 0.0)
