"""hidden: never shown; taken from the address, the page or the embed (`prefill`) or `default`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases.typed import read, refuse
from bot.questions.bases.writing import asked, chosen, words

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

NAME = "hidden"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.ANY

#: Characters.
LONGEST = 500


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """Text or a number."""
    if isinstance(value, bool):
        raise refuse(question, "text", language)
    if isinstance(value, int | float):
        return value
    return words(question, value, LONGEST, language)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """Nothing: a visitor's form cannot set it."""
    return None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """Text or a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, str) else None


def show(question: Question, value: Json, language: str) -> str:
    """The value as it is."""
    return "" if value is None else str(value)
