"""number: any number, within bounds, on steps, with so many decimals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import display
from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import (
    bound,
    number_from,
    on_step,
    one_field,
    plain,
    single,
    with_decimals,
    within,
)
from bot.questions.bases.steps_of_a_scale import chosen
from bot.texts import plain_text
from bot.understanding import Reading

__all__ = [
    "FORMULA_TYPE",
    "KEYS",
    "NAME",
    "accept",
    "asked",
    "chosen",
    "from_fields",
    "read",
    "show",
    "to_formula",
]

NAME = "number"
KEYS: tuple[str, ...] = ("min", "max", "step", "unit", "decimals")
FORMULA_TYPE = Type.NUMBER


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The number."""
    figure = number_from(question, value, language, today)
    low, high = bound(question.minimum), bound(question.maximum)
    within(question, figure, low, high, language)
    if question.step:
        on_step(question, figure, low or 0.0, question.step, language)
    if question.decimals is not None:
        figure = with_decimals(question, figure, question.decimals, language)
    return plain(figure)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The number said; of a range its middle, to be confirmed."""
    return single(typed.read(question, text, language=language, today=today))


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """What stands in the field."""
    return one_field(question, fields)


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The number."""
    return float(value) if isinstance(value, int | float) else None


def show(question: Question, value: Json, language: str) -> str:
    """The number with its unit."""
    if not isinstance(value, int | float):
        return ""
    figure = display.number(float(value), language, question.decimals)
    unit = plain_text(question.unit, language) if question.unit else ""
    return f"{figure} {unit}".rstrip()


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}
