"""multi_choice: any number of options, in the order of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Option, Question
from bot.questions.bases import options, typed
from bot.questions.bases.figures import bound
from bot.questions.bases.typed import refuse
from bot.understanding import Reading

NAME = "multi_choice"
KEYS: tuple[str, ...] = ("options", "shuffle", "min", "max")
FORMULA_TYPE = Type.LIST


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The options' values without repeats, in the order of the list; own words come last."""
    items = value if isinstance(value, list) else [value]
    taken = [options.accept_one(question, item, language) for item in items]
    keys = {item for item in taken if isinstance(item, str)}
    ordered: list[Json] = [option.value for option in question.options if option.value in keys]
    ordered += [item for item in taken if isinstance(item, dict)][:1]
    _count(question, len(ordered), language)
    return ordered


def _count(question: Question, count: int, language: str) -> None:
    least, most = bound(question.minimum), bound(question.maximum)
    if least is not None and count < least:
        raise refuse(question, "choose_at_least", language, count=f"{least:g}")
    if most is not None and count > most:
        raise refuse(question, "choose_at_most", language, count=f"{most:g}")


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """All options named."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The ticked boxes' values; `slot.other` holds the own words."""
    other = fields.get(f"{question.slot}.other", [])
    ticked = [key for key in fields.get(question.slot, []) if key]
    return [options.with_other(question, key, other) for key in ticked] or None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The options' values as a list."""
    items = value if isinstance(value, list) else []
    keys = (options.formula_key(question, item) for item in items)
    return tuple(key for key in keys if key is not None)


def show(question: Question, value: Json, language: str) -> str:
    """The labels with commas."""
    items = value if isinstance(value, list) else []
    return ", ".join(options.label_of(question, item, language) for item in items)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}


def chosen(question: Question, value: Json) -> tuple[Option, ...]:
    """All options ticked."""
    items = value if isinstance(value, list) else []
    found = (options.option_for(question, item) for item in items)
    return tuple(option for option in found if option is not None)
