"""slider: a number chosen by dragging, from `min` (0) to `max` (100) in steps of `step` (1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases.figures import bound, number_from, on_step, plain, within
from bot.questions.number import chosen, from_fields, read, show, to_formula

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

NAME = "slider"
KEYS: tuple[str, ...] = ("min", "max", "step", "unit", "decimals", "low", "high")
FORMULA_TYPE = Type.NUMBER


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """A number on the slider; its end counts even where the last step does not reach it."""
    low, high, step = _track(question)
    figure = within(question, number_from(question, value, language, today), low, high, language)
    if figure != high:
        on_step(question, figure, low, step, language)
    return plain(figure)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The slider's ends and step."""
    low, high, step = _track(question)
    return {"minimum": low, "maximum": high, "step": step}


def _track(question: Question) -> tuple[float, float, float]:
    low, high = bound(question.minimum), bound(question.maximum)
    start = 0.0 if low is None else low
    end = max(start, 100.0) if high is None else high
    return start, end, question.step or 1.0
