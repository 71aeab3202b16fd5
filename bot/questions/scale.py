"""scale: agreement in whole steps from `min` (1) to `max` (5), with words at its ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import bound, one_field
from bot.questions.bases.steps_of_a_scale import accept_between, chosen, show, to_formula
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

NAME = "scale"
KEYS: tuple[str, ...] = ("min", "max", "low", "high")
FORMULA_TYPE = Type.NUMBER


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """A whole number on the scale."""
    low, high = _bounds(question)
    return accept_between(question, value, low, high, language=language, today=today)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The number said."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The chosen step."""
    return one_field(question, fields)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The bounds."""
    low, high = _bounds(question)
    return {"minimum": low, "maximum": high, "step": 1.0}


def _bounds(question: Question) -> tuple[float, float]:
    low, high = bound(question.minimum), bound(question.maximum)
    return (1.0 if low is None else low), (5.0 if high is None else high)
