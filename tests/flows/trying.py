"""What is worth trying as an answer: every option, and numbers on both sides of every bound."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from bot.errors import BadAnswer
from bot.formula import Formula, date_of
from bot.model import Ask, Branch, Flow, Json, Question, Set, Step
from bot.questions import TYPES

TODAY = "2026-01-15"

Bounds = Mapping[str, tuple[float, ...]]

_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})

#: Words for types that formulas hardly look into; the second is what an odd visitor gives.
_WORDS: Mapping[str, tuple[Json, ...]] = {
    "text": ("A few words", "CEO"),
    "long_text": ("Two lines\nof words",),
    "email": ("ada@brightworks.example", "ada.nowak@gmail.com"),
    "phone": ("+48601234567",),
    "url": ("https://brightworks.example/about",),
    "name": ("Ada Nowak", "Łukasz"),
    "company": ("Brightworks & Söhne",),
    "address": ("1 Harbour Road, Gdańsk",),
    "country": ("PL", "TR"),
    "file": ({"id": "f1", "name": "brief.pdf", "size": 2000, "type": "application/pdf"},),
}


# ---------------------------------------------------------------- bounds in formulas


def formulas_of_step(step: Step) -> Iterator[Formula]:
    """Every formula of a step."""
    if step.condition is not None:
        yield step.condition
    if isinstance(step, Branch):
        yield step.test
    if isinstance(step, Set):
        yield from (formula for _, formula in step.values)
    if isinstance(step, Ask):
        rules = (rule.condition for rule in step.question.points)
        yield from (condition for condition in rules if condition is not None)
        yield from (check.condition for check in step.question.check)


def formulas_of_end(flow: Flow) -> Iterator[Formula]:
    """Every formula that decides about the end."""
    for part in (*flow.outcomes, *flow.products):
        if part.condition is not None:
            yield part.condition
    for outcome in flow.outcomes:
        yield from (line.condition for line in outcome.results if line.condition is not None)


def bounds_of(flow: Flow) -> Bounds:
    """The numbers each name is compared with anywhere in the flow, in order."""
    found: dict[str, set[float]] = defaultdict(set)
    for part in (flow, *flow.called.values()):
        for step in part.steps:
            for formula in formulas_of_step(step):
                _collect(formula.to_json(), found)
        for formula in formulas_of_end(part):
            _collect(formula.to_json(), found)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _collect(tree: Any, found: dict[str, set[float]]) -> None:
    if not isinstance(tree, list) or not tree or tree[0] == "'":
        return
    if tree[0] in _COMPARISONS and len(tree) == 3:
        for one, other in ((tree[1], tree[2]), (tree[2], tree[1])):
            number = _number(other)
            if isinstance(one, str) and number is not None:
                found[one].add(number)
    for part in tree[1:]:
        _collect(part, found)


def _number(tree: Any) -> float | None:
    if isinstance(tree, int | float) and not isinstance(tree, bool):
        return float(tree)
    if isinstance(tree, list) and len(tree) == 2 and tree[0] == "neg":
        inner = _number(tree[1])
        return None if inner is None else -inner
    return None


# ---------------------------------------------------------------- answers


def answers_to(question: Question, bounds: Bounds) -> tuple[Json, ...]:
    """Answers in the shape of the JSON API that the question takes, most telling first."""
    found: list[Json] = []
    for value in (*_proposed(question, bounds), *(() if question.required else (None,))):
        if value not in found and _is_taken(question, value):
            found.append(value)
    assert found, f"nothing can be answered to '{question.slot}'"
    return tuple(found)


def _is_taken(question: Question, value: Json) -> bool:
    if value is None:
        return True
    try:
        TYPES[question.type].accept(question, value, language="en", today=TODAY)
    except BadAnswer:
        return False
    return True


def _proposed(question: Question, bounds: Bounds) -> Iterator[Json]:
    kind = question.type
    options: list[Json] = [option.value for option in question.options if not option.other]
    if kind in ("choice", "picture"):
        yield from options
        if any(option.other for option in question.options):
            yield {"other": "Something else"}
    elif kind == "multi_choice":
        yield from ([option] for option in options)
        yield options
        yield options[:2]
    elif kind == "ranking":
        yield options
        yield options[::-1]
    elif kind == "matrix":
        for column in question.columns:
            yield {row.value: column.value for row in question.rows}
    elif kind in ("yes_no", "consent"):
        yield from (True, False)
    elif kind in _WORDS:
        yield from _WORDS[kind]
    else:
        yield from _measures(question, bounds.get(question.slot, ()))


def _measures(question: Question, bounds: tuple[float, ...]) -> Iterator[Json]:
    """Numbers, money, percents, days and timeframes around the bounds."""
    if question.type == "timeframe":
        yield from ("now", "month", "quarter", "half_year", "year", "later")
        for days in bounds:
            yield from (_day(days), _day(days + 1))
    elif question.type == "date":
        yield from (_day(0), _day(1), _day(400), question.minimum, question.maximum)
        for serial in bounds:
            yield date_of(serial).isoformat()
    else:
        scale = 100 if question.type == "percent" else 1
        yield question.default
        yield from _around([bound * scale for bound in bounds], question)
        if question.type == "money":
            yield {"low": 1000, "high": 2000, "currency": question.currency}


def _day(days: float) -> str:
    return (datetime.date.fromisoformat(TODAY) + datetime.timedelta(days=days)).isoformat()


def _around(bounds: list[float], question: Question) -> Iterator[float]:
    step = question.step or 1
    for bound in bounds:
        yield from (bound, bound - step, bound + step, bound + 0.01)
    low, high = _ends(question)
    middle = low + round((high - low) / 2 / step) * step
    yield from (low, high, middle, low + step, 0, 1, 7)
    if isinstance(question.default, int | float):
        yield from (question.default * times for times in (0.1, 0.5, 2, 10))


def _ends(question: Question) -> tuple[float, float]:
    usual = {"rating": (1, 5), "nps": (0, 10), "scale": (1, 7)}.get(question.type, (0, 20_000))
    low = question.minimum if isinstance(question.minimum, int | float) else usual[0]
    high = question.maximum if isinstance(question.maximum, int | float) else usual[1]
    return float(low), float(high)
