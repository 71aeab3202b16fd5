"""Words by which people change an answer they gave before: "actually make it 8k"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.understanding.languages_heard import languages_heard
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.utterance import Utterance, listen
from bot.understanding.vocabulary import vocabulary

_CUES = ("change", "correct", "actually")
_NAMING = 4  # letters of a word that can name a question
_STEM = 5  # letters by which two forms of it are the same


@dataclass(frozen=True, slots=True)
class SecondThought:
    """An answer given before is meant, for `sure` or perhaps.

    `words` are the text without the words that say so, `target` what stands after "to".
    """

    sure: bool
    words: str
    target: str


@cache
def _book(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    for tag in _CUES:
        book.add(getattr(table.talk, tag), tag, None, table.code == "de")
    return book


@cache
def _towards(language: str) -> PhraseBook:
    book = PhraseBook()
    book.add(vocabulary(language).talk.to, "to")
    return book


@cache
def _generic(language: str) -> PhraseBook:
    """Words that stand in questions of any kind and name none."""
    book = PhraseBook()
    table = vocabulary(language)
    german = table.code == "de"
    for words in (table.moves.polite, table.moves.asks, table.moves.asks_verbs, table.choices.idle):
        book.add(words, "generic", None, german)
    for forms in (*table.amounts.periods.values(), *table.times.units.values()):
        book.add(forms, "generic", None, german)
    for tag in _CUES:
        book.add(getattr(table.talk, tag), "generic", None, german)
    return book


def second_thought(text: str, language: str) -> SecondThought | None:
    """What `text` says about an earlier answer; None where it says nothing of that."""
    utterance = listen(text)
    for heard in languages_heard(utterance, vocabulary(language).code):
        found = _book(heard).find(utterance.words)
        cues = [one for one in found if not one.tags.isdisjoint(_CUES)]
        if cues:
            sure = any("change" in one.tags for one in cues) or _begins(cues)
            if sure or any("actually" in one.tags for one in cues):
                return SecondThought(sure, _without(utterance, cues), _after_to(utterance, heard))
            return None
    return None


def _begins(cues: list[Found]) -> bool:
    """Whether a correction begins the text, so that no value before it is corrected."""
    place = 0
    for cue in cues:
        if cue.start > place + 1:
            return False
        if "correct" in cue.tags:
            return True
        place = cue.end
    return False


def _without(utterance: Utterance, cues: list[Found]) -> str:
    text = utterance.text
    for cue in reversed(cues):
        start, end = utterance.tokens[cue.start].start, utterance.tokens[cue.end - 1].end
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).strip(" ,;:-.!")


def _after_to(utterance: Utterance, language: str) -> str:
    """What stands after the first "to" or "is"."""
    for found in _towards(language).find(utterance.words):
        if found.start > 0 and found.end < len(utterance.tokens):
            return utterance.text[utterance.tokens[found.end].start :].strip(" .,!")
    return ""


def naming_stems(text: str, language: str) -> frozenset[str]:
    """The beginnings of the words by which a question can be named."""
    generic = _generic(vocabulary(language).code)
    return frozenset(
        word[:_STEM]
        for word in listen(text.replace("_", " ")).spoken
        if len(word) >= _NAMING and word.isalpha() and not generic.knows(word)
    )
