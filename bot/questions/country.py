"""country: one country, kept as its ISO 3166 code of two letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bot.display.locales import locale_of
from bot.effects import AskedOption
from bot.formula import Type
from bot.model import Json, Question
from bot.questions.bases import typed
from bot.questions.bases.typed import read, refuse
from bot.questions.bases.writing import chosen, from_fields, to_formula
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

NAME = "country"
KEYS: tuple[str, ...] = ()
FORMULA_TYPE = Type.TEXT

#: Codes that CLDR names but that are no countries.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@lru_cache(maxsize=32)
def countries(language: str) -> Mapping[str, str]:
    """Names by code in the language's alphabetical order as far as folding goes."""
    names = {
        code: str(name)
        for code, name in locale_of(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """The code, from a code or a name."""
    text = value.strip() if isinstance(value, str) else ""
    if text.upper() in countries(language):
        return text.upper()
    for code, name in countries(language).items():
        if name.casefold() == text.casefold():
            return code
    found = typed.value_in(question, text, language, today, say("country", language))
    if not isinstance(found, str) or found not in countries(language):
        raise refuse(question, "country", language)
    return found


def show(question: Question, value: Json, language: str) -> str:
    """The country's name."""
    return countries(language).get(str(value), str(value))


@lru_cache(maxsize=32)
def _options(language: str) -> tuple[AskedOption, ...]:
    return tuple(AskedOption(code, name) for code, name in countries(language).items())


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """The countries to choose from."""
    return {"options": _options(language)}
