"""Typed words on their way to the recognisers and back."""

from __future__ import annotations

import datetime
from typing import cast

from bot.errors import BadAnswer
from bot.model import Json, Question
from bot.texts import plain_text
from bot.understanding import Choice, Reading, Request, understand
from bot.words import say

#: Where a number without a country code is most likely from, by the visitor's language.
_COUNTRY = {"tr": "TR", "pl": "PL", "de": "DE", "es": "ES", "fr": "FR", "en": "US"}

#: Which recogniser reads a type's words, where it is not named like the type.
_RECOGNISERS = {
    "yes_no": "boolean",
    "consent": "boolean",
    "picture": "choice",
    "ranking": "choice",
    "slider": "number",
    "rating": "scale",
    "nps": "scale",
    "long_text": "text",
    "hidden": "text",
    "matrix": "choice",
    "file": "choice",
}


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """Reads `text` as an answer to `question`.

    Of what words as a whole cannot answer (a matrix, a file) there are no options to be found in
    them: what is left is whether the visitor wants to skip, go back, or asks something.
    """
    return understand(
        Request(
            type=_RECOGNISERS.get(question.type, question.type),
            text=text,
            language=language,
            currency=question.currency,
            country=country_of(language),
            today=datetime.date.fromisoformat(today),
            question=plain_text(question.text, language),
            options=tuple(
                Choice(option.value, plain_text(option.label, language), option.also)
                for option in question.options
            ),
        )
    )


def value_in(question: Question, text: str, language: str, today: str, otherwise: str) -> Json:
    """The value that words sent by a form or the API hold; BadAnswer saying `otherwise`."""
    return as_value(question, read(question, text, language=language, today=today), otherwise)


def as_value(question: Question, reading: Reading, otherwise: str) -> Json:
    """The value of a reading; BadAnswer saying `otherwise` where it has none."""
    if reading.outcome not in ("answer", "confirm"):
        raise BadAnswer(otherwise, question.slot)
    return cast(Json, reading.value)


def country_of(language: str) -> str | None:
    """The country (ISO alpha-2) that a language tag suggests, by its region or its language."""
    base, _, region = language.partition("-")
    if len(region) == 2:
        return region.upper()
    return _COUNTRY.get(base)


def refuse(question: Question, key: str, language: str, **values: str) -> BadAnswer:
    """The error with the bot's words for `key`."""
    return BadAnswer(say(key, language, **values), question.slot)
