"""Texts in their languages: which are missing, which are longer than a phone shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flowfile.compiling import Compiled
from bot.flowfile.draft import UsedText
from bot.texts import Template, Text

#: The most characters that a phone of 360 pixels shows well, by the last key of the text's place.
LENGTHS: Mapping[str, int] = {
    "title": 80,
    "label": 70,
    "button": 36,
    "placeholder": 40,
    "unit": 20,
    "low": 30,
    "high": 30,
    "help": 180,
    "why": 300,
    "say": 480,
    "handover": 480,
    "text": 480,
    "page": 60,
    "explain": 480,
}
#: A question is read at a glance, other texts called `text` are read.
_QUESTION_LENGTH = 180


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a file's texts are written in a language."""

    written: int
    total: int


def coverage(compiled: Compiled) -> dict[str, Coverage]:
    """The coverage of every language of the flow; texts without words need no translation."""
    texts = [used for used in compiled.draft.texts if _has_words(used.text)]
    return {
        language: Coverage(sum(_covers(used.text, language) for used in texts), len(texts))
        for language in compiled.flow.languages
    }


def _covers(text: Text, language: str) -> bool:
    return language in text.languages or language.split("-")[0] in text.languages


def _has_words(text: Text) -> bool:
    return any(
        any(character.isalpha() for character in part)
        for template in text.by_language.values()
        for part in template
        if isinstance(part, str)
    )


def check_languages(compiled: Compiled) -> None:
    """A warning at every text that is missing in a language other texts of the flow have."""
    for used in compiled.draft.texts:
        if not _has_words(used.text):
            continue
        missing = [
            language
            for language in compiled.flow.languages[1:]  # in the first it is an error
            if not _covers(used.text, language)
        ]
        if missing:
            compiled.draft.warning(used.path, f"not written in {', '.join(missing)}")


def check_lengths(compiled: Compiled) -> None:
    """A warning at every text that is longer than a phone shows."""
    for used in compiled.draft.texts:
        longest = _allowed(compiled, used)
        if longest is None:
            continue
        for language, template in used.text.by_language.items():
            length = _length(template)
            if length > longest:
                path = (*used.path, language) if isinstance(used.words, dict) else used.path
                compiled.draft.warning(
                    path, f"{length} characters; a phone shows about {longest} well"
                )


def _allowed(compiled: Compiled, used: UsedText) -> int | None:
    key = next((part for part in reversed(used.path) if isinstance(part, str)), "")
    if "label" in used.path and "button" in used.path:
        key = "button"
    if key == "text" and used.path[-2:-1] and isinstance(used.path[-2], int):
        above = used.path[-3] if len(used.path) > 2 else ""
        return _QUESTION_LENGTH if above in ("steps", "then", "else") else LENGTHS[key]
    return LENGTHS.get(key)


def _length(template: Template) -> int:
    """Characters, a reference counted as eight."""
    return sum(len(part) if isinstance(part, str) else 8 for part in template)
