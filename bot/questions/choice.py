"""choice: one option of a list, or the visitor's own words where an option allows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Option, Question
from bot.questions.bases import options, typed
from bot.understanding import Reading

NAME = "choice"
KEYS: tuple[str, ...] = ("options", "shuffle")
FORMULA_TYPE = Type.TEXT


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The option's value, or `{"other": words}`."""
    return options.accept_one(question, value, language)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The option meant, by label, other words, number or position."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The chosen radio's value; `slot.other` holds the own words."""
    given = [key for key in fields.get(question.slot, []) if key]
    other = fields.get(f"{question.slot}.other", [])
    return options.with_other(question, given[0], other) if given else None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The option's value."""
    return options.formula_key(question, value)


def show(question: Question, value: Json, language: str) -> str:
    """The option's label, or the own words."""
    return options.label_of(question, value, language)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}


def chosen(question: Question, value: Json) -> tuple[Option, ...]:
    """The one option."""
    option = options.option_for(question, value)
    return (option,) if option else ()
