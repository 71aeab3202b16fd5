"""timeframe: roughly when, kept as the days between which it lies; either end may be open."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot import display
from bot.effects import AskedOption
from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.figures import one_field
from bot.questions.bases.typed import refuse
from bot.questions.bases.writing import chosen
from bot.understanding import Choice, Reading
from bot.understanding.choice import by_place
from bot.understanding.utterance import listen
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

NAME = "timeframe"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.NUMBER

#: A place in words, "the second one"; a figure or a letter alone may mean anything.
_NAMES_A_PLACE = re.compile(r"(?=.{3})[^\d]+")

#: What the control offers: days from today to the deadline; "later" has a start and no end.
BUCKETS: Mapping[str, int] = {
    "now": 0,
    "month": 30,
    "quarter": 91,
    "half_year": 182,
    "year": 365,
    "later": 366,
}


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """`{"from", "to"}` from it, from a bucket's name, or from words."""
    if isinstance(value, str):
        value = _from_text(question, value.strip(), language, today)
    if not isinstance(value, dict):
        raise refuse(question, "timeframe", language)
    start = _end(question, value.get("from"), language)
    end = _end(question, value.get("to"), language)
    if start and end and start > end:
        start, end = end, start
    if start is None and end is None:
        raise refuse(question, "timeframe", language)
    return {"from": start, "to": end}


def _from_text(question: Question, text: str, language: str, today: str) -> Json:
    if text in BUCKETS:
        return bucket(text, today)
    try:
        day = datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return typed.value_in(question, text, language, today, say("timeframe", language))
    return {"from": day, "to": day}


def bucket(name: str, today: str) -> Json:
    """The days that a bucket of the control stands for."""
    day = datetime.date.fromisoformat(today) + datetime.timedelta(days=BUCKETS[name])
    if name == "later":
        return {"from": day.isoformat(), "to": None}
    return {"from": today if name == "now" else None, "to": day.isoformat()}


def _end(question: Question, value: Json, language: str) -> str | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise refuse(question, "timeframe", language) from None


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """The time said, such as "in two months"; also a label of the control, or its place."""
    folded = text.strip().casefold()
    for name in BUCKETS:
        if folded == say(name, language).casefold():
            return Reading("answer", bucket(name, today))
    reading = typed.read(question, text, language=language, today=today)
    if reading.outcome == "unclear" and _NAMES_A_PLACE.fullmatch(text.strip()):
        shown = tuple(Choice(name, say(name, language)) for name in BUCKETS)
        place = by_place(listen(text), shown, language)
        if place is not None:
            return Reading("confirm", bucket(shown[place].value, today))
    return reading


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The bucket's name, or what was typed."""
    return one_field(question, fields)


def to_formula(question: Question, value: Json, today: str) -> Value:
    """Days from today to its start, or to its deadline where the start is open."""
    if not isinstance(value, dict):
        return None
    day = value.get("from") or value.get("to")
    if not isinstance(day, str):
        return None
    ahead = datetime.date.fromisoformat(day) - datetime.date.fromisoformat(today)
    return float(ahead.days)


def show(question: Question, value: Json, language: str) -> str:
    """The days in words."""
    if not isinstance(value, dict):
        return ""
    start, end = value.get("from"), value.get("to")
    return display.timeframe(
        start if isinstance(start, str) else None, end if isinstance(end, str) else None, language
    )


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The buckets to choose from."""
    return {"options": tuple(AskedOption(name, say(name, language)) for name in BUCKETS)}
