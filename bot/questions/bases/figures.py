"""Numbers with bounds and steps: what number, slider, rating, scale and nps have in common."""

from __future__ import annotations

import math
from collections.abc import Mapping

from bot import display
from bot.model import Json, Question
from bot.questions.bases.typed import as_value, read, refuse
from bot.understanding import Reading
from bot.words import say


def number_from(question: Question, value: Json, language: str, today: str) -> float:
    """A finite number out of a number or of words; BadAnswer else."""
    if isinstance(value, str):
        value = _number_in(question, value, language, today)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse(question, "number", language)
    figure = _as_float(value)
    if figure is None:
        raise refuse(question, "number", language)
    return figure


def single(reading: Reading) -> Reading:
    """A reading of one number or a range as a reading of one number; ranges want confirming."""
    ends = reading.value
    if not isinstance(ends, dict):
        return reading
    given = [end for end in (ends.get("low"), ends.get("high")) if isinstance(end, int | float)]
    if not given:
        return Reading("unclear")
    exact = given[0] == given[-1] and len(given) == 2
    middle = plain(sum(given) / len(given))
    return Reading(reading.outcome if exact else "confirm", middle)


def _number_in(question: Question, text: str, language: str, today: str) -> Json:
    try:
        return float(text.strip().replace("_", " "))
    except ValueError:
        reading = single(read(question, text, language=language, today=today))
        return as_value(question, reading, say("number", language))


def _as_float(value: float) -> float | None:
    try:
        figure = float(value)
    except OverflowError:
        return None
    return figure if math.isfinite(figure) else None


def within(
    question: Question, value: float, low: float | None, high: float | None, language: str
) -> float:
    """`value` if it lies within the bounds; BadAnswer naming the bound else."""
    if low is not None and value < low - _tolerance(low):
        raise refuse(question, "minimum", language, minimum=shown(question, low, language))
    if high is not None and value > high + _tolerance(high):
        raise refuse(question, "maximum", language, maximum=shown(question, high, language))
    return value


def on_step(question: Question, value: float, low: float, step: float, language: str) -> float:
    """`value` if it lies on a step counted from `low`; BadAnswer naming the neighbours else."""
    steps = (value - low) / step
    if abs(steps - round(steps)) <= 1e-9 * max(1.0, abs(steps)):
        return value
    below = low + math.floor(steps) * step
    raise refuse(
        question,
        "step",
        language,
        step=shown(question, step, language),
        low=shown(question, below, language),
        high=shown(question, below + step, language),
    )


def with_decimals(question: Question, value: float, decimals: int, language: str) -> float:
    """`value` if it has no more decimals than allowed; BadAnswer else."""
    if abs(round(value, decimals) - value) <= _tolerance(value):
        return round(value, decimals)
    if decimals == 0:
        raise refuse(question, "whole_number", language)
    raise refuse(question, "decimals", language, decimals=str(decimals))


def shown(question: Question, value: float, language: str) -> str:
    """A number as the visitor's language writes it."""
    return display.number(float(value), language)


def bound(limit: float | str | None) -> float | None:
    """A numeric bound of a question; None where it has none."""
    return float(limit) if isinstance(limit, int | float) else None


def plain(value: float) -> float | int:
    """Whole numbers as ints, so that sessions and APIs read `3`, not `3.0`."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def one_field(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The words of the one field named by the slot; None when blank."""
    words = fields.get(question.slot, [])
    return words[0].strip() or None if words else None


def _tolerance(value: float) -> float:
    return 1e-12 * max(1.0, abs(value))
