"""Kinds of values: texts, formulas, names, numbers. Each says in plain words what it wants."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any

from babel.core import get_global
from babel.localedata import exists
from pydantic import BeforeValidator, WithJsonSchema

from bot.flowfile.keys.base import words_in, wrong
from bot.flowfile.problems import either, hint
from bot.flowfile.tree import as_written


@cache
def is_language(code: str) -> bool:
    """True for a language that Unicode's locale data knows, as `en` or `pt-BR`."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", code):
        return False
    return exists(code.split("-")[0]) and exists(code.replace("-", "_"))


def _language(value: object) -> str:
    code = words_in(value)
    if not is_language(code):
        raise wrong(f"no language '{code}'; use its code, like en, tr, pl, de or pt-BR")
    return code


def _text(value: object) -> str | dict[str, str]:
    if not isinstance(value, dict):
        if isinstance(value, list):
            raise wrong("must be a text or a map by language, but is a list")
        return words_in(value)
    if not value:
        raise wrong("must be a text or a map by language, but is empty")
    unknown = [f"'{key}'" for key, words in value.items() if words and not is_language(key)]
    if unknown:
        raise wrong(
            f"no language {either(unknown)}; a text by language is like "
            "{en: Hello, pl: Cześć}, and a text with ': ' in it needs quotes"
        )
    texts: dict[str, str] = {}
    for key, words in value.items():
        if words is None and not is_language(key):
            raise wrong(
                f"'{key}' is no language; a text with a comma within {{…}} needs quotes, "
                "and so does a text that begins with {"
            )
        if as_written(words) is None or not str(as_written(words)).strip():
            raise wrong(f"the text in '{key}' is empty or no text")
        texts[key] = str(as_written(words))
    return texts


def _formula(value: object) -> str:
    words = as_written(value)
    if words is None:
        if value is None:
            raise wrong("must be a formula, but is empty; within {…} one with a comma needs quotes")
        what = "a list" if isinstance(value, list) else "a map"
        raise wrong(f"must be a formula, but is {what}; one that begins with [ needs quotes")
    if not words.strip():
        raise wrong("must be a formula, but is empty")
    return words


def number(value: object) -> float:
    """A finite number, refused in plain words otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        shown = as_written(value)
        quoted = " without quotes" if isinstance(value, str) and _numeric(value) else ""
        raise wrong(f"must be a number{quoted}" + (f", not '{shown}'" if shown else ""))
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    if not finite or abs(value) > 1e15:
        raise wrong("must be a number between -1e15 and 1e15")
    return float(value)


def _numeric(words: str) -> bool:
    return re.fullmatch(r"\s*[-+]?\d+([.,]\d+)?\s*", words) is not None


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"must be true or false, not '{as_written(value) or 'a list or map'}'")
    return value


def is_date(words: str) -> bool:
    """True for a day of the calendar written 2027-03-01."""
    try:
        datetime.date.fromisoformat(words)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", words) is not None


def _date(value: object) -> str:
    words = as_written(value) or ""
    if not is_date(words):
        raise wrong(f"must be a date like 2027-03-01, not '{words}'")
    return words


def _bound(value: object) -> float | str:
    if isinstance(value, str) and is_date(value):
        return value
    if isinstance(value, str) and not _numeric(value):
        raise wrong(f"must be a number, or a date like 2027-03-01, not '{value}'")
    return number(value)


_SPANS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _days(value: object) -> int:
    """A span of time in days: a month counts 30, a year 365."""
    words = words_in(value)
    found = re.fullmatch(r"(\d{1,4}) (day|week|month|year)s?", words)
    if found is None or not 1 <= (days := int(found[1]) * _SPANS[found[2]]) <= 36_500:
        raise wrong(f"must be a span of time like 180 days or 6 months, not '{words}'")
    return days


def _pattern(pattern: str, say: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        words = words_in(value)
        if not re.fullmatch(pattern, words):
            raise wrong(say.format(words=words))
        return words

    return check


def _currency(value: object) -> str:
    code = words_in(value)
    known = get_global("all_currencies")
    if code not in known:
        meant = hint(code, known) if code.upper() in known else ""
        raise wrong(f"no currency '{code}'; use its code, like EUR, USD, TRY or PLN.{meant}")
    return code


def _accent(value: object) -> str:
    words = words_in(value)
    if not re.fullmatch(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", words):
        raise wrong(f"no colour '{words}'; write it like \"#0b7285\", in quotes")
    return words


def _origin(value: object) -> str:
    words = words_in(value)
    if not re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?", words):
        raise wrong(
            f"'{words}' is no origin; write scheme and host only, like https://acme.example"
        )
    return words.lower()


def _names(value: object) -> list[str]:
    """A list of words; one word alone is a list of one."""
    if not isinstance(value, list):
        return [words_in(value)]
    return [words_in(item) for item in value]


def points(value: object) -> float | dict[str, float]:
    """Points: a number for the question's axis, or a map from axis or category to number."""
    if isinstance(value, Mapping):
        return {str(key): _points_number(item) for key, item in value.items()}
    return _points_number(value)


def _points_number(value: object) -> float:
    amount = number(value)
    if abs(amount) > 1_000_000:
        raise wrong("points go from -1000000 to 1000000")
    return amount


_SINGLE: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_BY_LANGUAGE = {"type": "object", "additionalProperties": _SINGLE}

String = Annotated[str, BeforeValidator(words_in), WithJsonSchema(_SINGLE)]
Words = Annotated[
    str | dict[str, str],
    BeforeValidator(_text),
    WithJsonSchema({"anyOf": [_SINGLE, _BY_LANGUAGE]}),
]
FormulaSource = Annotated[str, BeforeValidator(_formula), WithJsonSchema(_SINGLE)]
Number = Annotated[float, BeforeValidator(number), WithJsonSchema({"type": "number"})]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Date = Annotated[str, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Days = Annotated[int, BeforeValidator(_days), WithJsonSchema({"type": "string"})]
Bound = Annotated[
    float | str, BeforeValidator(_bound), WithJsonSchema({"type": ["number", "string"]})
]
Points = Annotated[
    float | dict[str, float],
    BeforeValidator(points),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "object", "additionalProperties": {"type": "number"}},
            ]
        }
    ),
]
Names = Annotated[
    list[str],
    BeforeValidator(_names),
    WithJsonSchema({"anyOf": [_SINGLE, {"type": "array", "items": _SINGLE}]}),
]
SlotName = Annotated[
    str,
    BeforeValidator(
        _pattern(
            r"[a-z][a-z0-9_]{0,63}",
            "'{words}' is no name for a slot; use small letters, digits and _, like team_size",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}),
]
Id = Annotated[
    str,
    BeforeValidator(
        _pattern(
            r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
            "'{words}' is no id; use letters, digits, - and _, like thank-you",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}),
]
Currency = Annotated[
    str, BeforeValidator(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
Language = Annotated[str, BeforeValidator(_language), WithJsonSchema({"type": "string"})]
Accent = Annotated[str, BeforeValidator(_accent), WithJsonSchema({"type": "string"})]
Origin = Annotated[str, BeforeValidator(_origin), WithJsonSchema({"type": "string"})]
