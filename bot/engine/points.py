"""What an answer is worth: a line of points for each reason, and the grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.engine.showing import render
from bot.engine.state import Graded, Walk
from bot.model import Json, Option, Question
from bot.questions import TYPES
from bot.score import PointLine


def count(walk: Walk, question: Question, value: Json, asked: str, shown: str) -> None:
    """Adds the lines of an answer; a question left out gives none, because unknown is not zero.

    `asked` and `shown` are question and answer in the visitor's language.
    """
    if _is_graded(question):
        _grade(walk, question, value)
    if value is None:
        return
    worth = list(_worth(walk, question, value))
    if not worth and question.axis is None:
        return
    if walk.session.language != walk.flow.language:
        asked, shown = _in_first_language(walk, question, value)
    evidence = f"{asked} → {shown}"
    if question.axis is not None and all(axis != question.axis for axis, _, _ in worth):
        worth.append((question.axis, 0.0, ""))
    for axis, points, reason in worth:
        rule = f"{walk.frame.flow.name}/{question.slot}{reason}"
        walk.lines.append(PointLine(axis, points, rule, evidence, question.slot))
    _add_up(walk, worth)


def _worth(walk: Walk, question: Question, value: Json) -> Iterator[tuple[str, float, str]]:
    """Axis or category, points, and the end of the rule's name."""
    for option in TYPES[question.type].chosen(question, value):
        for axis, points in option.points.items():
            yield axis, float(points), f"/{option.value}"
    for index, rule in enumerate(question.points):
        if rule.condition is None or walk.holds(rule.condition):
            for axis, points in rule.give.items():
                yield axis, float(points), f"/points[{index}]"
            return


def _in_first_language(walk: Walk, question: Question, value: Json) -> tuple[str, str]:
    """Question and answer in the flow's first language, so that all leads read alike."""
    language = walk.flow.language
    asked = render(walk, question.text, language).plain
    return asked, TYPES[question.type].show(question, value, language)


def _add_up(walk: Walk, worth: list[tuple[str, float, str]]) -> None:
    axes, values = walk.flow.lead.axes, walk.values
    for name, points, _ in worth:
        raw = walk.sums[name] = walk.sums.get(name, 0.0) + points
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


def _is_graded(question: Question) -> bool:
    return any(option.correct for option in question.options)


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
