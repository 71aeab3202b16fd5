"""ranking: all options, the most important first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.formula import Type
from bot.model import Json, Option, Question
from bot.questions.bases import options, typed
from bot.questions.multi_choice import show, to_formula
from bot.understanding import Reading
from bot.understanding.order import things_in_order

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

NAME = "ranking"
KEYS: tuple[str, ...] = ("options", "shuffle")
FORMULA_TYPE = Type.LIST

_SEPARATORS = re.compile(r"[,;>\n]|\d+[.)](?=\s*\S)")


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """Every option's value once, best first."""
    if not isinstance(value, list):
        raise options.unknown(question, "ranking", language)
    keys = [options.key_of(item) for item in value]
    if sorted(keys) != sorted(option.value for option in question.options):
        raise options.unknown(question, "ranking", language)
    return list(keys)


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The options in the order in which they are named, or by their numbers: "2, 1, 3".

    "First price, then support" leaves the one option not named for the end, and is said back.
    """
    for things in things_in_order(text, language):
        named = [typed.read(question, one, language=language, today=today) for one in things]
        if (reading := _in_order(question, named)) is not None:
            return reading
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if len(parts) != len(question.options):
        parts = text.split() if len(text.split()) == len(question.options) else [text]
    readings = [typed.read(question, part, language=language, today=today) for part in parts]
    if len(parts) == 1 or any(not isinstance(reading.value, str) for reading in readings):
        first = readings[0]
        return Reading("unclear") if first.outcome in ("answer", "confirm") else first
    sure = all(reading.outcome == "answer" for reading in readings)
    return Reading("answer" if sure else "confirm", [reading.value for reading in readings])


def _in_order(question: Question, named: list[Reading]) -> Reading | None:
    """The order in which the options are named; None where one is not plain or more than one is
    missing."""
    values = [reading.value for reading in named if isinstance(reading.value, str)]
    rest = [one.value for one in question.options if one.value not in values]
    if len(values) != len(named) or len(set(values)) != len(values) or len(rest) > 1:
        return None
    sure = not rest and all(reading.outcome == "answer" for reading in named)
    return Reading("answer" if sure else "confirm", [*values, *rest])


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """Either the values in order in `slot`, or a place from 1 in each `slot.<option>`."""
    if ordered := [key for key in fields.get(question.slot, []) if key]:
        return list(ordered)
    places: list[tuple[float, int, str]] = []
    for index, option in enumerate(question.options):
        words = fields.get(f"{question.slot}.{option.value}", [""])[0]
        if words.isdecimal():
            places.append((float(words[:6]), index, option.value))
    return [key for _, _, key in sorted(places)] or None


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}


def chosen(question: Question, value: Json) -> tuple[Option, ...]:
    """The option put first: only that one earns its points."""
    first = options.option_for(question, value[0]) if isinstance(value, list) and value else None
    return (first,) if first else ()
