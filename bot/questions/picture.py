"""picture: one option of a list, shown as images; otherwise like choice."""

from __future__ import annotations

from bot.formula import Type
from bot.questions.choice import accept, asked, chosen, from_fields, read, show, to_formula

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

NAME = "picture"
KEYS: tuple[str, ...] = ("options", "shuffle")
FORMULA_TYPE = Type.TEXT
