"""date: one day, kept as YYYY-MM-DD."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot import display
from bot.formula import Type, date_serial
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import one_field
from bot.questions.bases.typed import refuse
from bot.questions.bases.writing import chosen
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

NAME = "date"
KEYS: tuple[str, ...] = ("min", "max")
FORMULA_TYPE = Type.DATE

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The day, from an ISO date or words."""
    if not isinstance(value, str):
        raise _refused(question, language, today)
    day = _day(question, value.strip(), language, today)
    if isinstance(question.minimum, str) and day < question.minimum:
        shown = display.date(question.minimum, language)
        raise refuse(question, "date_minimum", language, minimum=shown)
    if isinstance(question.maximum, str) and day > question.maximum:
        shown = display.date(question.maximum, language)
        raise refuse(question, "date_maximum", language, maximum=shown)
    return day


def _day(question: Question, text: str, language: str, today: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        if _ISO.fullmatch(text):  # a day that does not exist; words would be guessed at
            raise _refused(question, language, today) from None
        complaint = str(_refused(question, language, today))
        found = typed.value_in(question, text, language, today, complaint)
        if isinstance(found, str):
            return datetime.date.fromisoformat(found).isoformat()
        raise _refused(question, language, today) from None


def _refused(question: Question, language: str, today: str) -> Exception:
    return refuse(question, "date", language, example=display.date(today, language))


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The day said, such as "next Friday"."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """What stands in the field."""
    return one_field(question, fields)


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The day's number as spreadsheets count."""
    return date_serial(datetime.date.fromisoformat(value)) if isinstance(value, str) else None


def show(question: Question, value: Json, language: str) -> str:
    """The day in words."""
    return display.date(value, language) if isinstance(value, str) else ""


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}
