"""yes_no: yes or no, kept as true or false."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.effects import AskedOption
from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.typed import refuse
from bot.questions.bases.writing import chosen
from bot.understanding import Reading
from bot.words import say

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

NAME = "yes_no"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.BOOL

_SPELLED = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False}


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """True or false; also the words `yes`, `no`, `true`, `false` and typed ones."""
    if isinstance(value, str):
        spelled = _SPELLED.get(value.strip().lower())
        if spelled is not None:
            return spelled
        value = typed.value_in(question, value, language, today, say("yes_or_no", language))
    if not isinstance(value, bool):
        raise refuse(question, "yes_or_no", language)
    return value


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """Yes or no in the visitor's words."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The chosen radio's value, `yes` or `no`."""
    given = fields.get(question.slot, [])
    return (given[0].strip() or None) if given else None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """True or false."""
    return value if isinstance(value, bool) else None


def show(question: Question, value: Json, language: str) -> str:
    """Yes or no in the visitor's language."""
    return say("yes" if value else "no", language)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The two buttons."""
    return {"options": tuple(AskedOption(key, say(key, language)) for key in ("yes", "no"))}
