"""What answers earn and which are refused: points of options, rules, checks."""

from __future__ import annotations

from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.keys import AskStep, PointRuleKeys
from bot.flowfile.problems import hint
from bot.flowfile.tree import Path
from bot.model import Check, PointRule


def axis_of(draft: Draft, context: Context, path: Path, step: AskStep) -> str | None:
    """The question's axis, checked to be there."""
    if step.axis is not None:
        _known_axis(draft, context, (*path, "axis"), step.axis)
    return step.axis


def _known_axis(draft: Draft, context: Context, path: Path, name: str) -> None:
    if context.strict and name not in context.axes and not draft.is_lost(name):
        message = f"no axis or category '{name}'.{hint(name, context.axes)}"
        if not context.axes:
            message += " Axes stand in lead.yml, categories at the top of the flow."
        draft.error(path, message)


def points_of(
    draft: Draft,
    context: Context,
    path: Path,
    points: float | dict[str, float] | None,
    axis: str | None,
) -> dict[str, float]:
    """Points by axis; a plain number goes to the question's `axis`."""
    if points is None:
        return {}
    if isinstance(points, dict):
        for name in points:
            _known_axis(draft, context, (*path, name), name)
        return dict(points)
    if axis is None:
        if points and not draft.is_lost("axis"):
            draft.error(path, "points need an axis: give the question an axis, or write {need: 5}")
        return {}
    return {axis: points}


def rules_of(draft: Draft, context: Context, path: Path, step: AskStep) -> tuple[PointRule, ...]:
    """The rules of points; those after one that always holds are reported."""
    rules = []
    always: int | None = None
    for number, rule in enumerate(step.points):
        here = (*path, "points", number)
        if always is not None:
            draft.key_error(
                here, f"never reached: rule {always + 1} above has no `if` and always holds"
            )
        if rule.if_ is None and always is None:
            always = number
        rules.append(_rule(draft, context, here, rule, step.axis))
    return tuple(rules)


def _rule(
    draft: Draft, context: Context, path: Path, rule: PointRuleKeys, axis: str | None
) -> PointRule:
    give = points_of(draft, context, (*path, "give"), rule.give, axis)
    condition = draft.condition((*path, "if"), rule.if_)
    return PointRule(condition, give, rule.if_ if rule.if_ is not None else "any answer")


def checks_of(draft: Draft, path: Path, step: AskStep) -> tuple[Check, ...]:
    """The checks that refuse answers."""
    checks = []
    for number, check in enumerate(step.check):
        here = (*path, "check", number)
        condition = draft.condition((*here, "if"), check.if_)
        assert condition is not None
        checks.append(Check(condition, draft.text((*here, "say"), check.say)))
    return tuple(checks)
