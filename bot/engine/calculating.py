"""What a calculator shows while its values change: results now, and formulas for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.effects import Asked, ResultLine
from bot.engine.asking import asked
from bot.engine.endings import outcome_of, result_line
from bot.engine.guards import Guarded
from bot.engine.plan import plan_of
from bot.engine.screens import Ahead
from bot.engine.state import Walk
from bot.formula import Formula
from bot.model import Ask, Json, Question, Set


@dataclass(frozen=True, slots=True)
class Panel:
    """A calculator's one screen."""

    questions: tuple[Asked, ...]
    live: tuple[ResultLine, ...]
    browser: Json


def panel_of(walk: Walk, ahead: Ahead) -> Panel:
    """The screen, the results for the values it shows, and what the browser needs to go on."""
    nested = plan_of(walk.flow).guarded
    fork = ahead.walk
    trees = _set_trees(fork, nested)
    shown_for = _show_trees(walk, nested)
    outcome = outcome_of(fork)
    live = tuple(
        result_line(fork, result, _tree(result.value, trees))
        for result in (outcome.results if outcome else ())
        if result.condition is None or fork.holds(result.condition)
    )
    return Panel(
        questions=_questions(walk, ahead, nested),
        live=live,
        browser={
            "values": _values(fork),
            "sets": [[name, tree] for name, tree in trees],
            "show": dict(shown_for),
        },
    )


def _questions(walk: Walk, ahead: Ahead, nested: tuple[Guarded, ...] | None) -> tuple[Asked, ...]:
    """All open inputs, those that do not apply now marked; in the order of the file."""
    met = {question.slot for question in ahead.questions}
    listed: dict[str, Question] = {}
    for guarded in nested or ():
        if isinstance(guarded.step, Ask) and guarded.step.question.type != "hidden":
            listed.setdefault(guarded.step.question.slot, guarded.step.question)
    for question in ahead.questions:
        listed.setdefault(question.slot, question)
    answered = {taken.question.slot for taken in walk.taken}
    return tuple(
        asked(walk, question, ahead.before.get(slot, ()), slot in met)
        for slot, question in listed.items()
        if slot not in answered
    )


def _set_trees(fork: Walk, nested: tuple[Guarded, ...] | None) -> list[tuple[str, Json]]:
    """Each `set` in order; under a condition it keeps what it was. No tree where it may jump."""
    if nested is None:
        return [(name, None) for name in fork.sets]
    trees: list[tuple[str, Json]] = []
    for guarded in nested:
        if not isinstance(guarded.step, Set):
            continue
        guard = guarded.tree()
        for name, formula in guarded.step.values:
            tree: Json = formula.to_json()  # type: ignore[assignment]
            trees.append((name, tree if guard is None else ["IF", guard, tree, name]))
    return trees


def _show_trees(walk: Walk, nested: tuple[Guarded, ...] | None) -> Mapping[str, Json]:
    return {
        guarded.step.question.slot: guarded.tree()
        for guarded in nested or ()
        if isinstance(guarded.step, Ask) and guarded.guards
    }


def _tree(formula: Formula, sets: list[tuple[str, Json]]) -> Json:
    """The formula for the browser; None when it hangs on points or on a value it cannot compute."""
    blind = {name for name, tree in sets if tree is None}
    scored = any(name.split(".")[0] in _SCORED for name in formula.names)
    if scored or not blind.isdisjoint(formula.names):
        return None
    tree: Json = formula.to_json()  # type: ignore[assignment]
    return tree


_SCORED = frozenset({"points", "score", "category", "grade"})


def _values(fork: Walk) -> dict[str, Json]:
    return {
        name: list(value) if isinstance(value, tuple) else value  # type: ignore[arg-type]
        for name, value in fork.values.items()
    }
