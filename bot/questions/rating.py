"""rating: stars from 1 to 5, or to `max`."""

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

NAME = "rating"
KEYS: tuple[str, ...] = ("max", "low", "high")
FORMULA_TYPE = Type.NUMBER


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """A whole number of stars."""
    most = _most(question)
    return accept_between(question, value, 1.0, most, language=language, today=today)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The number said."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The chosen star."""
    return one_field(question, fields)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The bounds of the stars."""
    return {"minimum": 1.0, "maximum": _most(question), "step": 1.0}


def _most(question: Question) -> float:
    return bound(question.maximum) or 5.0
