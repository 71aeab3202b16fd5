"""What a question is made of when it is compared: stems, their neighbours and pairs, letters.

A question is turned into weighted terms: its stems and the fields of meaning they belong to
("refund" and "money back" share one); two stems side by side and pairs of strong stems, or of
their fields, anywhere in the question tell "cancel the trial" from "cancel the invoice"; four
letters in a row let "subscribtion" still be found. All numbers are one term.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise, product
from typing import Protocol

import Stemmer  # type: ignore[import-not-found, unused-ignore]

from bot.answers.fields import fields_of
from bot.answers.languages import question_words
from bot.understanding.utterance import NUMBER, SYMBOL, fold, listen

#: How much a term counts by its kind, before its rarity; set on half of two public sets, stems
#: and pairs of fields with both whole sets in sight. What a word's fields count is shared among
#: them.
_STEM = 0.8
_NEIGHBOURS = 0.8
_PAIR = 0.5
_FIELD = 1.3
_FIELD_PAIR = 1.65
_LETTERS = 0.3

#: A number counts as any number and, less, as itself: "13 times 57" is asked like "8 times 9".
_ANY_NUMBER, _THIS_NUMBER = "#", 0.5

#: Letters in a row, a mark for each end of the word counted.
_ROW = 4

#: Letters of a word that is part of another.
_SHORTEST_PART = 4

#: Strong stems of one text that are paired; the square of it bounds the work.
_MOST_PAIRED = 12
_MOST_FIELDS_PAIRED = 10

Terms = Mapping[str, float]

#: The fields of meaning of one stem, as terms.
Fields = tuple[str, ...]


class _Stems(Protocol):
    def stemWord(self, word: str, /) -> str:
        """The stem of a word in small letters."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text is made of: its weighted terms, none for one without words, and what it is
    about, each of its strong stems with the fields that the stem belongs to."""

    terms: Terms
    about: tuple[tuple[str, ...], ...]


def wording(text: str, language: str, mend: Callable[[str], str] = str) -> Wording:
    """The terms of a text and what it is about; `mend` puts another stem for a misspelt one."""
    stems = [mend(stem) for stem in _stems_of(text, language)]
    fields = _fields(language)
    found: dict[str, float] = dict.fromkeys(stems, _STEM)
    for first, second in pairwise(stems):
        found[f"{first} {second}"] = _NEIGHBOURS
    strong = sorted(_strong(stems, _weak(language)))
    for first, second in combinations(strong[:_MOST_PAIRED], 2):
        found[f"{first}+{second}"] = _PAIR
    for stem in strong[:_MOST_PAIRED]:
        for letters in _rows_of(stem):
            found[letters] = _LETTERS
    if _ANY_NUMBER in found:
        found |= {f"{_ANY_NUMBER}{number}": _THIS_NUMBER for number in _numbers(text)}
    _add_fields(found, stems, strong, fields)
    return Wording(found, tuple((stem, *fields.get(stem, ())) for stem in strong))


def terms(text: str, language: str) -> Terms:
    """The weighted terms of a text; none for one without words."""
    return wording(text, language).terms


def _numbers(text: str) -> list[str]:
    return [token.text for token in listen(text).tokens if token.kind == NUMBER]


def _add_fields(
    found: dict[str, float], stems: list[str], strong: list[str], fields: Mapping[str, Fields]
) -> None:
    """A field named by several words counts as for the one that has fewest others."""
    for stem in stems:
        of = fields.get(stem, ())
        for field in of:
            found[field] = max(found.get(field, 0.0), _FIELD / math.sqrt(len(of)))
    known = [fields[stem] for stem in strong if stem in fields][:_MOST_FIELDS_PAIRED]
    for one, other in combinations(known, 2):
        weight = _FIELD_PAIR / math.sqrt(len(one) * len(other))
        for first, second in product(one, other):
            if first != second:
                pair = f"{first}{second}" if first < second else f"{second}{first}"
                found[pair] = max(found.get(pair, 0.0), weight)


def strong_stems(text: str, language: str) -> set[str]:
    """The stems of a text that are not in any question."""
    return _strong(_stems_of(text, language), _weak(language))


def by_letter(stems: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Stems by their first letter."""
    found: dict[str, list[str]] = {}
    for stem in stems:
        found.setdefault(stem[:1], []).append(stem)
    return {letter: tuple(those) for letter, those in found.items()}


@cache
def words_by_letter(language: str) -> Mapping[str, tuple[str, ...]]:
    """All stems of the tables of a language, by their first letter."""
    return by_letter(dict.fromkeys((*_same(language), *_fields(language))))


def standing_for(stem: str, language: str) -> str:
    """The stem that stands for all that mean the same."""
    return _same(language).get(stem, stem)


def is_word(stem: str, language: str) -> bool:
    """Whether the tables of a language have a stem, so that it is no misspelling."""
    return stem in _fields(language) or stem in _weak(language) or stem in _same(language)


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
        if token.kind == NUMBER:
            stems.append(_ANY_NUMBER)
        elif token.text in split:
            stems += (_stem(word, language) for word in split[token.text].split())
        else:
            raw = heard.text[token.start : token.end]
            stems.append(_stem(raw if fold(raw) == token.text else token.text, language))
            if words and words.joints is not None:
                stems += _parts(token.text, language)
    return stems


@lru_cache(maxsize=4_096)
def _parts(word: str, language: str) -> tuple[str, ...]:
    """The stems of the two words that one is joined of, where the tables have both; the longest
    first word is taken: "Kündigungsfrist" is "Kündigung" and "Frist"."""
    words, known = question_words(language), _fields(language)
    joints = (words.joints or ()) if words else ()
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        last = _stem(word[cut:], language)
        if last not in known:
            continue
        for joint in ("", *joints):
            bare = word[:cut].removesuffix(joint)
            first = _stem(bare, language)
            if len(bare) >= _SHORTEST_PART and first in known:
                return (first, last)
    return ()


@lru_cache(maxsize=16_384)
def _stem(word: str, language: str) -> str:
    """The folded stem, words that mean the same made one."""
    bare = _bare(word, language)
    return _same(language).get(bare, bare)


def _bare(word: str, language: str) -> str:
    stemmer, words = _stemmer(language), question_words(language)
    small = _small(word, language)
    stem = fold(stemmer.stemWord(small) if stemmer else small)
    return stem[: words.letters] if words else stem


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


@cache
def _fields(language: str) -> Mapping[str, Fields]:
    """The fields of each stem, by the lines of the language's table that its words stand in."""
    found: dict[str, dict[str, None]] = {}
    for number, field in enumerate(fields_of(language)):
        for word in field:
            for form in _forms(word, language):
                stem = _same(language).get(form, form)
                found.setdefault(stem, {})[f"={number}"] = None
    return {stem: tuple(fields) for stem, fields in found.items()}


def _forms(word: str, language: str) -> tuple[str, ...]:
    """The stem of a word as it is written, and as those write it who leave its marks out."""
    return _bare(word, language), _bare(fold(word), language)


@lru_cache(maxsize=16_384)
def _rows_of(stem: str) -> tuple[str, ...]:
    marked = f"<{stem}>"
    return tuple(f"~{marked[start : start + _ROW]}" for start in range(len(marked) - _ROW + 1))
