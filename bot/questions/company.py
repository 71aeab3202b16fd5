"""company: a company's name, as they write it."""

from __future__ import annotations

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases.typed import read
from bot.questions.bases.writing import (
    asked,
    chosen,
    from_fields,
    show,
    to_formula,
    words,
)

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

NAME = "company"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.TEXT

#: Characters.
LONGEST = 200


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The words, on one line."""
    return words(question, value, LONGEST, language)
