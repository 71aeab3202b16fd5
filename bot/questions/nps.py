"""nps: would you recommend us, from 0 to 10."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import one_field
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

NAME = "nps"
KEYS: tuple[str, ...] = ("low", "high")
FORMULA_TYPE = Type.NUMBER


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """A whole number from 0 to 10."""
    return accept_between(question, value, 0.0, 10.0, language=language, today=today)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The number said."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The chosen number."""
    return one_field(question, fields)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The bounds."""
    return {"minimum": 0.0, "maximum": 10.0, "step": 1.0}
