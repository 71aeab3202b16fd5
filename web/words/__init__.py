"""The words of the visitor pages' interface: one dict a language, all with the same keys."""

from __future__ import annotations

from collections.abc import Mapping

from web.words import de, en, es, fr, pl, tr

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": en.WORDS,
    "tr": tr.WORDS,
    "pl": pl.WORDS,
    "de": de.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
}

#: Languages written from right to left, by their base tag.
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


def word(key: str, language: str, **values: object) -> str:
    """The words for `key` in `language`, else in its base language, else in English.

    Placeholders are replaced in one pass over the words, never by `str.format`: a value may hold
    braces. Raises KeyError for a key that does not exist.
    """
    words = LANGUAGES.get(language) or LANGUAGES.get(language.split("-")[0]) or en.WORDS
    parts = words[key].split("{")
    text = parts[0]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        text += (str(values[name]) if closed and name in values else "{" + name + closed) + rest
    return text


def direction(language: str) -> str:
    """`rtl` for Arabic, Hebrew, Persian and Urdu, else `ltr`."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
