"""What a question is made of when it is compared: stems, their neighbours and pairs, letters.

A question is turned into weighted terms. Stems carry most; two stems side by side and pairs of
strong stems anywhere in the question tell "cancel the trial" from "cancel the invoice"; four
letters in a row let "subscribtion" still be found.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import Protocol

import Stemmer  # type: ignore[import-not-found, unused-ignore]

from bot.answers.languages import question_words
from bot.understanding.utterance import SYMBOL, fold, listen

#: How much a term counts by its kind, before its rarity; set on the development questions.
_WEAK = 0.7
_NEIGHBOURS = 0.5
_PAIR = 0.8
_LETTERS = 0.3

#: Letters in a row, a mark for each end of the word counted.
_ROW = 4

#: Strong stems of one text that are paired; the square of it bounds the work.
_MOST_PAIRED = 12

Terms = Mapping[str, float]


class _Stems(Protocol):
    def stemWord(self, word: str, /) -> str:
        """The stem of a word in small letters."""


def terms(text: str, language: str) -> Terms:
    """The weighted terms of a text; none for one without words."""
    found: dict[str, float] = {}
    stems = _stems_of(text, language)
    weak = _weak(language)
    for stem in stems:
        found[stem] = _WEAK if stem in weak else 1.0
    for first, second in pairwise(stems):
        found[f"{first} {second}"] = _NEIGHBOURS
    strong = sorted(_strong(stems, weak))[:_MOST_PAIRED]
    for first, second in combinations(strong, 2):
        found[f"{first}+{second}"] = _PAIR
    for stem in strong:
        for letters in _rows_of(stem):
            found[letters] = _LETTERS
    return found


def strong_stems(text: str, language: str) -> set[str]:
    """The stems of a text that are not in any question."""
    return _strong(_stems_of(text, language), _weak(language))


def _strong(stems: list[str], weak: frozenset[str]) -> set[str]:
    return {stem for stem in stems if stem not in weak}


def _stems_of(text: str, language: str) -> list[str]:
    heard = listen(text)
    words = question_words(language)
    split = words.split if words else {}
    stems: list[str] = []
    for token in heard.tokens:
        if token.kind == SYMBOL:
            continue
        if token.text in split:
            stems += (_stem(word, language) for word in split[token.text].split())
        else:
            raw = heard.text[token.start : token.end]
            stems.append(_stem(raw if fold(raw) == token.text else token.text, language))
    return stems


@lru_cache(maxsize=16_384)
def _stem(word: str, language: str) -> str:
    """The folded stem, words that mean the same made one."""
    bare = _bare(word, language)
    return _same(language).get(bare, bare)


def _bare(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    small = _small(word, language)
    return fold(stemmer.stemWord(small) if stemmer else small)


def _small(word: str, language: str) -> str:
    """In small letters; Turkish has two of the letter i."""
    if language.startswith("tr"):
        word = word.replace("İ", "i").replace("I", "ı")
    return word.lower()


@cache
def _stemmer(language: str) -> _Stems | None:
    words = question_words(language)
    if words is None:
        return None
    made: _Stems = Stemmer.Stemmer(words.stemmer)
    return made


@cache
def _weak(language: str) -> frozenset[str]:
    words = question_words(language)
    if words is None:
        return frozenset()
    return frozenset(form for word in words.weak.split() for form in _forms(word, language))


@cache
def _same(language: str) -> Mapping[str, str]:
    """The stem that stands for each stem of a group."""
    words = question_words(language)
    found: dict[str, str] = {}
    for line in words.same.splitlines() if words else ():
        group = [form for word in line.split() for form in _forms(word, language)]
        for form in group:
            found.setdefault(form, group[0])
    return found


def _forms(word: str, language: str) -> tuple[str, ...]:
    """The stem of a word as it is written, and as those write it who leave its marks out."""
    return _bare(word, language), _bare(fold(word), language)


@lru_cache(maxsize=16_384)
def _rows_of(stem: str) -> tuple[str, ...]:
    marked = f"<{stem}>"
    return tuple(f"~{marked[start : start + _ROW]}" for start in range(len(marked) - _ROW + 1))
