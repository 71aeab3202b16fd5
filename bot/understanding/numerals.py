"""Number words and digits: what a word or a literal adds to a number.

"fünfzehn", "quatre-vingts", "buçuk", "1.250,50": one piece or several each.
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.understanding.phrases import PhraseBook, phrases
from bot.understanding.utterance import fold
from bot.understanding.vocabulary import AmountWords, vocabulary

UNIT, SCALE, ARTICLE, HALF, AND_HALF, FEW, FEW_TEENS, FEW_OF, LINK = KINDS = (
    "unit",
    "scale",
    "article",
    "half",
    "and_half",
    "few",
    "few_teens",
    "few_of",
    "link",
)
FEW_LOW, FEW_HIGH = 3.0, 5.0
_SHARED_SCALES = {"tys": 1e3, "tsd": 1e3, "mln": 1e6, "mio": 1e6, "mn": 1e6, "mld": 1e9, "mrd": 1e9}
_GROUPED = re.compile(r"\d{1,3}(?:([.,' _])\d{3})(?:\1\d{3})*")
_MOST_DIGITS = 15
_GLUED_LENGTHS = range(5, 60)  # letters of a number written as one word


def literal_value(text: str, scaled: bool = False) -> float | None:
    """The number written as `text` with dots, commas, spaces or apostrophes; None for dates.

    A single group of three digits is thousands ("1.500"), unless a scale word follows it.
    """
    if len(text) > _MOST_DIGITS + 6:
        return None
    plain = text.replace(" ", "").replace("'", "").replace("_", "")
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return float(plain)
    last = marks[-1]
    whole, _, tail = plain.rpartition(last)
    if len(set(marks)) == 1:
        grouped = _GROUPED.fullmatch(plain) is not None and not plain.startswith("0")
        if grouped and not (scaled and len(marks) == 1):
            return float(plain.replace(last, ""))
        if len(marks) > 1:
            return None
        return float(f"{whole}.{tail}")
    if marks.count(last) > 1 or last in whole:
        return None
    return float(re.sub(r"[.,]", "", whole) + "." + tail)


class Numerals:
    """The number words of one language."""

    def __init__(self, words: AmountWords, code: str) -> None:
        self.code = code
        self._glued = words.glued
        self._book = PhraseBook()
        german = code == "de"
        for value, table in words.units.items():
            self._book.add(table, UNIT, value, german)
        for value, table in words.scales.items():
            self._book.add(table, SCALE, value, german)
        for scale, value in _SHARED_SCALES.items():
            self._book.add(scale, SCALE, value)
        self._book.add(words.articles, ARTICLE, 1.0, german)
        self.articles = frozenset(fold(word) for word in phrases(words.articles))
        for value, table in words.halves.items():
            self._book.add(table, HALF, value, german)
        self._book.add(words.and_half, AND_HALF, 0.5, german)
        self._book.add(words.few, FEW, FEW_LOW, german)
        self._book.add(words.few_teens, FEW_TEENS, 10.0, german)
        for hundred, table in words.few_of.items():
            self._book.add(table, FEW_OF, hundred, german)
        self.below_or_six = fold(words.below_or_six)
        self.plurals = frozenset(fold(word) for word in phrases(words.plurals))
        self.points = frozenset(fold(word) for word in phrases(words.point))
        self._book.add(words.links, LINK, 0.0, german)
        self._split_cache: dict[str, list[tuple[str, float]]] = {}

    def piece_at(self, words: Sequence[str], place: int) -> tuple[int, list[tuple[str, float]]]:
        """The number words at `place` as (words taken, pieces); (0, []) when there are none."""
        found = self._book.at(words, place)
        if found is not None:
            kind = next(kind for kind in KINDS if kind in found.tags)
            value = found.values[kind]
            assert isinstance(value, int | float)
            if kind == FEW_TEENS:
                return found.end - place, [(UNIT, float(value)), (FEW, FEW_LOW)]
            if kind == FEW_OF:
                return found.end - place, [(FEW, FEW_LOW), (SCALE, float(value))]
            return found.end - place, [(kind, float(value))]
        if self._glued and len(words[place]) in _GLUED_LENGTHS:
            pieces = self._split(words[place])
            if pieces:
                return 1, pieces
        return 0, []

    def _split(self, word: str) -> list[tuple[str, float]]:
        if word not in self._split_cache:
            if len(self._split_cache) > 4096:
                self._split_cache.clear()
            self._split_cache[word] = _units_first(self._parts(word, 0, {}) or [])
        return self._split_cache[word]

    def _parts(
        self, word: str, start: int, dead: dict[int, bool]
    ) -> list[tuple[str, float]] | None:
        if start == len(word):
            return []
        if dead.get(start):
            return None
        for end in range(len(word), start + 1, -1):
            found = self._book.at((word[start:end],), 0)
            if found is None or FEW in found.tags or (start and HALF in found.tags):
                continue
            kind = next(kind for kind in KINDS if kind in found.tags)
            rest = self._parts(word, end, dead)
            if rest is not None:
                value = found.values[kind]
                assert isinstance(value, int | float)
                return [(UNIT if kind == ARTICLE else kind, float(value)), *rest]
        dead[start] = True
        return None


def _units_first(pieces: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """German order mended: "fünf und zwanzig" becomes 25."""
    mended: list[tuple[str, float]] = []
    place = 0
    while place < len(pieces):
        group = pieces[place : place + 3]
        if (
            len(group) == 3
            and group[1][0] == LINK
            and 0 < group[0][1] < 10
            and 20 <= group[2][1] <= 90
        ):
            mended.append((UNIT, group[0][1] + group[2][1]))
            place += 3
        else:
            mended.append(pieces[place])
            place += 1
    return mended


@cache
def numerals(language: str) -> Numerals:
    """The compiled number words of `language`."""
    table = vocabulary(language)
    return Numerals(table.amounts, table.code)
