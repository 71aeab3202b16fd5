"""The bot's own words: why an answer was not taken, how a value is said back. One dict each."""

from __future__ import annotations

from collections.abc import Mapping

from bot.words import de, en, es, fr, pl, tr

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": en.WORDS,
    "tr": tr.WORDS,
    "pl": pl.WORDS,
    "de": de.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
}


def say(key: str, language: str, **values: str) -> str:
    """The bot's words for `key` in `language`, else in its base language, else in English.

    Placeholders are replaced one by one, never with `str.format`: a value may hold braces.
    Raises KeyError for a key that does not exist.
    """
    words = LANGUAGES.get(language) or LANGUAGES.get(language.split("-")[0]) or en.WORDS
    text = words[key]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
