"""How many points a step can give: what balance and stages are judged by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bot.flowfile.analyses.graph import graph_of, greatest
from bot.model import Ask, Call, Flow, Question, Step

#: Question types whose options are chosen one at a time; in others several add up.
_ONE_CHOICE = frozenset({"choice", "picture", "yes_no", "ranking"})


def awards(question: Question) -> list[Mapping[str, float]]:
    """The points of each option, each column of a matrix and each rule."""
    given = [option.points for option in (*question.options, *question.columns)]
    return [*given, *(rule.give for rule in question.points)]


def axes_of(question: Question) -> frozenset[str]:
    """The axes and categories that any answer makes known, if only with no points."""
    own = () if question.axis is None else (question.axis,)
    return frozenset({*own, *(name for award in awards(question) for name in award)})


def most(question: Question, axis: str) -> float:
    """The most points one answer can give on an axis.

    An option's points and a rule's are taken to come together; the truth may be less.
    """
    return most_of(question, (axis,))


def most_of(question: Question, axes: Collection[str]) -> float:
    """The most points one answer can give on all of `axes` together."""
    worths = [sum(option.points.get(axis, 0.0) for axis in axes) for option in question.options]
    if question.type in _ONE_CHOICE:
        options = max(worths, default=0.0)
        if not question.required:
            options = max(options, 0.0)
    else:
        options = sum(worth for worth in worths if worth > 0)
    columns = [sum(column.points.get(axis, 0.0) for axis in axes) for column in question.columns]
    options += len(question.rows) * max(columns, default=0.0)
    rules = [sum(rule.give.get(axis, 0.0) for axis in axes) for rule in question.points]
    return options + max(rules, default=0.0)


def gain_of(flow: Flow, axes: Collection[str]) -> Callable[[int], float]:
    """What each position of the flow can give on `axes` together; a called flow gives its most."""

    def gain(at: int) -> float:
        return _step_gain(flow, flow.steps[at], axes) if at < len(flow.steps) else 0.0

    return gain


def _step_gain(flow: Flow, step: Step, axes: Collection[str]) -> float:
    if isinstance(step, Ask):
        worth = most_of(step.question, axes)
        return max(worth, 0.0) if step.condition is not None else worth
    if isinstance(step, Call) and step.flow in flow.called:
        return max(best(flow.called[step.flow], axes) or 0.0, 0.0)
    return 0.0


def best(flow: Flow, axes: Collection[str], banned: frozenset[int] = frozenset()) -> float | None:
    """The most points that one way through the flow can give on `axes` together.

    None when there is no way that avoids the `banned` positions.
    """
    return greatest(graph_of(flow.steps), gain_of(flow, axes), banned)
