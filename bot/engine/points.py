"""What an answer is worth: a line of points for each reason, and the grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.engine.state import Graded, Walk
from bot.model import Json, Option, Question
from bot.questions import TYPES
from bot.score import PointLine


def count(
    walk: Walk, question: Question, value: Json, lines: Iterable[PointLine], evidence: str
) -> None:
    """Adds an answer's lines: those of the chosen options, of the first rule that holds, or zero.

    A question left out gives none, because unknown is not zero. An answered one whose `axis` got
    no points gives a line of 0, so that the axis is known.
    """
    if question.slot in walk.frames[-1].plan.graded:
        _grade(walk, question, value)
    if value is None:
        return
    counted = [*lines, *_rule_lines(walk, question, evidence)]
    axis = question.axis
    if axis is not None and all(line.axis != axis for line in counted):
        counted.append(_line(walk, question, axis, 0.0, "", evidence))
    if counted:
        walk.lines += counted
        _add_up(walk, counted)


def option_lines(
    walk: Walk, question: Question, chosen: Iterable[Option], evidence: str
) -> tuple[PointLine, ...]:
    """The lines of chosen options."""
    return tuple(
        _line(walk, question, axis, points, f"/{option.value}", evidence)
        for option in chosen
        for axis, points in option.points.items()
    )


def _rule_lines(walk: Walk, question: Question, evidence: str) -> list[PointLine]:
    for index, rule in enumerate(question.points):
        if rule.condition is None or walk.holds(rule.condition):
            reason = f"/points[{index}]"
            return [
                _line(walk, question, axis, points, reason, evidence)
                for axis, points in rule.give.items()
            ]
    return []


def _line(
    walk: Walk, question: Question, axis: str, points: float, reason: str, evidence: str
) -> PointLine:
    rule = f"{walk.frames[-1].flow.name}/{question.slot}{reason}"
    return PointLine(axis, float(points), rule, evidence, question.slot)


def _add_up(walk: Walk, lines: Iterable[PointLine]) -> None:
    axes, values = walk.flow.lead.axes, walk.values
    for line in lines:
        name = line.axis
        raw = walk.sums[name] = walk.sums.get(name, 0.0) + line.points
        if (axis := axes.get(name)) is not None:
            values[f"points.{name}"] = min(max(raw, 0.0), axis.cap)
        if axis is None or name in walk.flow.categories:
            values[f"category.{name}"] = raw
    values["score.total"] = total(walk.sums, walk)


def total(sums: Mapping[str, float], walk: Walk) -> float:
    """The score: each axis within 0 and its cap, added up."""
    axes = walk.flow.lead.axes
    return sum([min(max(sums[name], 0.0), axes[name].cap) for name in sums if name in axes])


# ---------------------------------------------------------------- grades


def _grade(walk: Walk, question: Question, value: Json) -> None:
    walk.graded.append(Graded(question, value, is_right(question, value)))
    right = sum(graded.right for graded in walk.graded)
    walk.values["grade.percent"] = 100.0 * right / len(walk.graded)


def is_right(question: Question, value: Json) -> bool:
    """Whether exactly the correct options were chosen; one of them where one may be chosen."""
    chosen: tuple[Option, ...] = TYPES[question.type].chosen(question, value)
    if question.type == "multi_choice":
        return {option.value for option in chosen} == {
            option.value for option in question.options if option.correct
        }
    return any(option.correct for option in chosen)
