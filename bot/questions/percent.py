"""percent: typed as 4 or 4%, kept and computed with as the fraction 0.04; bounds are percents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import display
from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import bound, one_field, with_decimals
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

NAME = "percent"
KEYS: tuple[str, ...] = ("min", "max", "step", "decimals")
FORMULA_TYPE = Type.NUMBER


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The fraction. Numbers are percents as people write them: 4 is 0.04."""
    figure = _percents(question, value, language, today)
    low, high = bound(question.minimum), bound(question.maximum)
    if low is not None and figure < low:
        shown = display.percent(low / 100, language)
        raise refuse(question, "minimum", language, minimum=shown)
    if high is not None and figure > high:
        shown = display.percent(high / 100, language)
        raise refuse(question, "maximum", language, maximum=shown)
    if question.decimals is not None:
        figure = with_decimals(question, figure, question.decimals, language)
    return float(f"{figure / 100:.15g}")


def _percents(question: Question, value: Json, language: str, today: str) -> float:
    if isinstance(value, str):
        return _percents_in_words(question, value, language, today)
    usable = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    if not usable or not isinstance(value, int | float):
        raise _refused(question, language)
    return float(value)


def _percents_in_words(question: Question, text: str, language: str, today: str) -> float:
    try:
        return _percents(question, float(text.strip().removesuffix("%")), language, today)
    except ValueError:
        complaint = str(_refused(question, language))
        fraction = typed.value_in(question, text, language, today, complaint)
        if not isinstance(fraction, int | float):
            raise _refused(question, language) from None
        return float(f"{fraction * 100:.15g}")


def _refused(question: Question, language: str) -> Exception:
    return refuse(question, "percent", language, example=display.percent(0.04, language))


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The percent said, as percents so that `accept` takes it like any number."""
    reading = typed.read(question, text, language=language, today=today)
    if isinstance(reading.value, int | float) and not isinstance(reading.value, bool):
        return Reading(reading.outcome, float(f"{reading.value * 100:.15g}"))
    return reading


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """What stands in the field."""
    return one_field(question, fields)


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The fraction."""
    return float(value) if isinstance(value, int | float) else None


def show(question: Question, value: Json, language: str) -> str:
    """Like "4.5%"."""
    if not isinstance(value, int | float):
        return ""
    return display.percent(float(value), language, question.decimals)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says: bounds are in percents, as typed."""
    return {}
