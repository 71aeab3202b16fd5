"""long_text: a few lines in the visitor's own words."""

from __future__ import annotations

from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases.typed import read
from bot.questions.bases.writing import (
    asked,
    chosen,
    from_fields,
    lines,
    show,
    to_formula,
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

NAME = "long_text"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.TEXT

#: Characters.
LONGEST = 5_000


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The words, with their line breaks."""
    return lines(question, value, LONGEST, language)
