"""Fields of meaning: words that point to the same wish without meaning the same, by language.

Every line of a language's table is a field; a word may stand in several. Words are compared by
their stems, so that one form of each is enough where its stem does not change. The fields are of
what anybody asks a company (prices, orders, appointments, accounts, travel, work), not of one
trade; those of a site's own trade are learned from the questions in its answers.yml. Beside them
stand the kinds of things that are asked about (`bot.answers.things`).
"""

from __future__ import annotations

import importlib
from functools import cache

LANGUAGES = ("en", "tr", "pl", "de", "es", "fr")


@cache
def fields_of(language: str) -> tuple[tuple[str, ...], ...]:
    """The words of each field of `language`, of its base language for "pt-BR"; none for one that
    has no table."""
    code = language.split("-")[0].lower()
    if code not in LANGUAGES:
        return ()
    table = importlib.import_module(f"bot.answers.fields.{code}").FIELDS
    things = importlib.import_module(f"bot.answers.things.{code}").THINGS
    lines = [*table.strip().splitlines(), *things.strip().splitlines()]
    return tuple(dict.fromkeys(tuple(line.split()) for line in lines))
