"""money: an amount or a range of amounts in one currency, perhaps by the month or the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import display
from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import bound, plain
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

NAME = "money"
KEYS: tuple[str, ...] = ("currency", "min", "max", "step")
FORMULA_TYPE = Type.NUMBER

PERIODS = ("once", "day", "week", "month", "quarter", "year")


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """`{"low", "high", "currency", "period"}` from it, from a number, `{"amount"}` or words."""
    if isinstance(value, str):
        value = _from_words(question, value, language, today)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = {"low": value, "high": value}
    if not isinstance(value, dict):
        raise _refused(question, language)
    if "amount" in value:
        value = {**value, "low": value["amount"], "high": value["amount"]}
    low, high = (
        _end(question, value.get("low"), language),
        _end(question, value.get("high"), language),
    )
    return _range(question, value, low, high, language)


def _range(
    question: Question,
    value: dict[str, Json],
    low: float | None,
    high: float | None,
    language: str,
) -> Json:
    if low is None and high is None:
        raise _refused(question, language)
    if low is not None and high is not None and low > high:
        low, high = high, low
    period = value.get("period")
    return {
        "low": None if low is None else plain(low),
        "high": None if high is None else plain(high),
        "currency": _currency(question, value.get("currency"), language),
        "period": period if isinstance(period, str) and period in PERIODS else None,
    }


def _from_words(question: Question, text: str, language: str, today: str) -> Json:
    try:
        return float(text)
    except ValueError:
        complaint = str(_refused(question, language))
        return typed.value_in(question, text, language, today, complaint)


def _refused(question: Question, language: str) -> Exception:
    example = display.money(1500, question.currency, language)
    return refuse(question, "money", language, example=example)


def _end(question: Question, value: Json, language: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, str):  # decimals often travel as strings, to lose no digit
        try:
            value = float(value)
        except ValueError:
            raise _refused(question, language) from None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
        raise _refused(question, language)
    if value != value:  # not a number
        raise _refused(question, language)
    least, most = bound(question.minimum), bound(question.maximum)
    if least is None:
        least = 0.0
    if value < least:
        shown = display.money(least, question.currency, language)
        raise refuse(question, "minimum", language, minimum=shown)
    if most is not None and value > most:
        shown = display.money(most, question.currency, language)
        raise refuse(question, "maximum", language, maximum=shown)
    return float(value)


def _currency(question: Question, given: Json, language: str) -> str | None:
    if given is None or given == "":
        return question.currency
    known = isinstance(given, str) and len(given) == 3 and given.isascii() and given.isalpha()
    if not known or (question.currency and str(given).upper() != question.currency):
        raise refuse(question, "currency", language, currency=question.currency or "EUR")
    return str(given).upper()


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The amount or range said."""
    return typed.read(question, text, language=language, today=today)


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The words in `slot`: an amount, a range, "3k"."""
    given = fields.get(question.slot, [])
    return (given[0].strip() or None) if given else None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The amount: the middle of a range, the known end of an open one."""
    if not isinstance(value, dict):
        return None
    given = (value.get("low"), value.get("high"))
    ends = [float(end) for end in given if isinstance(end, int | float)]
    return sum(ends) / len(ends) if ends else None


def show(question: Question, value: Json, language: str) -> str:
    """Like "€1,000 to €2,000 a month"."""
    if not isinstance(value, dict):
        return ""
    currency = value.get("currency") or question.currency
    low, high = (
        display.money(float(end), str(currency) if currency else None, language)
        if isinstance(end, int | float)
        else ""
        for end in (value.get("low"), value.get("high"))
    )
    period = value.get("period")
    amount = _amount(low, high, language)
    return say(f"per_{period}", language, amount=amount) if period in PERIODS else amount


def _amount(low: str, high: str, language: str) -> str:
    if low and high:
        return low if low == high else say("range", language, low=low, high=high)
    return say("from", language, low=low) if low else say("up_to", language, high=high)


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}
