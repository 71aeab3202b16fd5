"""Whole numbers on a short scale: rating, nps and scale."""

from __future__ import annotations

from bot.formula.values import Value
from bot.model import Json, Option, Question
from bot.questions.bases.figures import number_from, plain, shown, with_decimals, within


def accept_between(
    question: Question, value: Json, low: float, high: float, *, language: str, today: str
) -> Json:
    """A whole number from `low` to `high`; BadAnswer else."""
    figure = number_from(question, value, language, today)
    within(question, figure, low, high, language)
    return plain(with_decimals(question, figure, 0, language))


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The number."""
    return float(value) if isinstance(value, int | float) else None


def show(question: Question, value: Json, language: str) -> str:
    """The number as written, without decimals."""
    return shown(question, float(value), language) if isinstance(value, int | float) else ""


def chosen(question: Question, value: Json) -> tuple[Option, ...]:
    """No option: points come from rules."""
    return ()
