"""Quantities in a row of tokens: digits with any separators, number words, and their scales.

"2 bin 500", "half a million", "fünfzehntausend", "1.250,50" and "5k" are one quantity each.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.understanding.phrases import PhraseBook, phrases
from bot.understanding.utterance import NUMBER, WORD, Token, fold
from bot.understanding.vocabulary import AmountWords, vocabulary

_UNIT, _SCALE, _ARTICLE, _HALF, _AND_HALF, _FEW, _LINK = (
    "unit",
    "scale",
    "article",
    "half",
    "and_half",
    "few",
    "link",
)
_KINDS = frozenset({_UNIT, _SCALE, _AND_HALF, _HALF, _ARTICLE, _LINK})
_LETTER_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e3, "g": 1e3}
_SHARED_SCALES = "tys, tsd, mln, mio, mn, bn, mld, mrd"
_SHARED_SCALE_VALUES = {"tys": 1e3, "tsd": 1e3, "mln": 1e6, "mio": 1e6, "mn": 1e6}
_FEW_LOW, _FEW_HIGH = 3.0, 5.0
_GROUPED = re.compile(r"\d{1,3}(?:([.,' _])\d{3})(?:\1\d{3})*")
_MOST_DIGITS = 15


class Quantity(NamedTuple):
    """A number at `tokens[start:end]`, from `low` to `high` (equal unless "a few").

    `mantissa` is what stood before the last scale word, `scale` that scale (1 without one).
    `weak`: an article or "one", which may not be meant as a number.
    """

    low: float
    high: float
    start: int
    end: int
    mantissa: float
    scale: float
    literal: bool
    weak: bool


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
        self._pieces: dict[str, tuple[str, float]] = {}
        for value, table in words.units.items():
            self._book.add(table, _UNIT, value, german)
        for value, table in words.scales.items():
            self._book.add(table, _SCALE, value, german)
        for scale, value in _SHARED_SCALE_VALUES.items():
            self._book.add(scale, _SCALE, value)
        self._book.add("mld, mrd", _SCALE, 1e9)
        self._book.add(words.articles, _ARTICLE, 1.0, german)
        self.articles = frozenset(fold(word) for word in phrases(words.articles))
        for value, table in words.halves.items():
            self._book.add(table, _HALF, value, german)
        self._book.add(words.and_half, _AND_HALF, 0.5, german)
        self._book.add(words.few, _FEW, _FEW_LOW, german)
        self._book.add(words.links, _LINK, 0.0, german)
        self._split_cache: dict[str, list[tuple[str, float]]] = {}

    def piece_at(self, words: Sequence[str], place: int) -> tuple[int, list[tuple[str, float]]]:
        """The number words at `place` as (words taken, pieces); (0, []) when there are none."""
        found = self._book.at(words, place)
        if found is not None:
            kind = next(
                kind
                for kind in (_UNIT, _SCALE, _AND_HALF, _HALF, _ARTICLE, _FEW, _LINK)
                if kind in found.tags
            )
            value = found.values[kind]
            assert isinstance(value, int | float)
            return found.end - place, [(kind, float(value))]
        if self._glued and 4 < len(words[place]) < 60:
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
            if found is None or _FEW in found.tags or (start and _HALF in found.tags):
                continue
            kind = next(iter(found.tags & _KINDS))
            rest = self._parts(word, end, dead)
            if rest is not None:
                value = found.values[kind]
                assert isinstance(value, int | float)
                return [(_UNIT if kind == _ARTICLE else kind, float(value)), *rest]
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
            and group[1][0] == _LINK
            and 0 < group[0][1] < 10
            and 20 <= group[2][1] <= 90
        ):
            mended.append((_UNIT, group[0][1] + group[2][1]))
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


class _Sum:
    """A number being read: what is summed up, and what may still be multiplied."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.total = 0.0
        self.current: float | None = None
        self.current_start = start
        self.last_scale = float("inf")
        self.mantissa = 0.0
        self.scale = 1.0
        self.factor = 1.0  # high over low, for "a few"
        self.literal = self.article = self.half = False
        self.literal_last = False  # only a scale word may follow digits

    @property
    def empty(self) -> bool:
        return self.current is None and self.total == 0 and not self.end > self.start

    @property
    def value(self) -> float:
        return self.total + (self.current or 0.0)

    def add_unit(self, value: float, end: int) -> bool:
        """Adds a unit word; False when it begins another number."""
        if self.half or self.article:
            return False
        if self.current is None:
            if self.total and value >= self.last_scale:
                return False
            self.current, self.current_start = value, self.end
        elif self.literal_last or not _joins(self.current, value):
            return False
        else:
            self.current += value
        self.end = end
        return True

    def add_scale(self, value: float, end: int) -> bool:
        """Multiplies by a scale word; False when it does not belong to this number."""
        if self.current is None:
            if self.total == 0:
                self.current = 1.0
            elif value < self.last_scale and value == 100:
                self.current, self.current_start, self.end = 100.0, self.end, end
                return True
            elif value > self.last_scale:
                self.mantissa, self.scale = self.total, value
                self.total *= value
                self.last_scale = value
                self.end = end
                return True
            else:
                return False
        elif value < 1000 and self.current >= 100 and not self.literal_last:
            return False
        elif value >= self.last_scale:
            self.drop_current()
            return False
        self.mantissa, self.scale = self.total / value + self.current, value
        if value < 1000:
            self.current *= value
        else:
            self.total += self.current * value
            self.current, self.last_scale = None, value
        self.end, self.literal_last, self.article, self.half = end, False, False, False
        return True

    def drop_current(self) -> None:
        """Leaves the last part to the next number: "bin - iki bin"."""
        self.current, self.end = None, self.current_start

    def add_half(self, end: int) -> None:
        if self.current is not None:
            self.current += 0.5
        else:
            self.total += 0.5 * self.last_scale
        self.end = end

    def quantity(self) -> Quantity:
        low, scale = self.value, self.scale
        mantissa = self.mantissa if scale > 1 else low
        weak = (self.article or self.half) and scale == 1
        return Quantity(
            low, low * self.factor, self.start, self.end, mantissa, scale, self.literal, weak
        )


def _joins(current: float, unit: float) -> bool:
    """Whether a unit word continues a number: "twenty five", "soixante douze"."""
    if unit <= 0 or current <= 0:
        return False
    if unit < 10:
        return current % 10 == 0
    if unit < 20 and current % 100 in (60, 80):
        return True
    return unit < 100 and current % 100 == 0


def quantity_at(
    tokens: Sequence[Token], words: Sequence[str], start: int, table: Numerals, linked: bool
) -> Quantity | None:
    """The quantity that begins at `start`; `linked` is False after "between"."""
    number = _Sum(start)
    place = start
    while place < len(tokens):
        token = tokens[place]
        if token.kind == NUMBER:
            taken = _take_literal(number, tokens, words, place, table)
        elif token.kind == WORD:
            taken = _take_word(number, tokens, words, place, table, linked)
        else:
            joined = token.text == "-" and _hyphen_joins(number, words, place, table)
            taken = 1 if joined else 0
        if not taken:
            break
        place += taken
    if number.end <= start or (number.current is None and number.total == 0 and number.scale > 1):
        return None
    quantity = number.quantity()
    alone = quantity.end - start == 1 and words[start] in table.articles
    return quantity._replace(weak=True) if alone else quantity


def _take_literal(
    number: _Sum, tokens: Sequence[Token], words: Sequence[str], place: int, table: Numerals
) -> int:
    scaled = _scale_follows(tokens, words, place, table)
    value = literal_value(tokens[place].text, scaled)
    if value is None or number.current is not None or number.article or number.half:
        return 0
    if number.total and not value < number.last_scale:
        return 0
    if number.total and not (value >= 10 and tokens[place].start - tokens[place - 1].end <= 1):
        return 0
    number.current, number.current_start = value, number.end
    number.end, number.literal = place + 1, True
    number.literal_last = True
    return 1


def _scale_follows(
    tokens: Sequence[Token], words: Sequence[str], place: int, table: Numerals
) -> bool:
    if place + 1 >= len(tokens) or tokens[place + 1].kind != WORD:
        return False
    if tokens[place + 1].glued and words[place + 1] in _LETTER_SCALES:
        return True
    pieces = table.piece_at(words, place + 1)[1]
    return bool(pieces) and pieces[0][0] == _SCALE and pieces[0][1] >= 1000


def _take_word(
    number: _Sum,
    tokens: Sequence[Token],
    words: Sequence[str],
    place: int,
    table: Numerals,
    linked: bool,
) -> int:
    if letter := _letter_scale(number, tokens, place):
        return 1 if number.add_scale(letter, place + 1) else 0
    if len(words[place]) == 1 and words[place] in _LETTER_SCALES:
        return 0
    length, pieces = table.piece_at(words, place)
    if not pieces:
        return 0
    for index, (kind, value) in enumerate(pieces):
        end = place + length
        last = index == len(pieces) - 1
        if kind == _LINK and last:
            follows = _link_holds(number, words, end, table)
            return length if linked and follows else 0
        if not _take_piece(number, kind, value, end, len(pieces) > 1):
            return 0
    return length


def _take_piece(number: _Sum, kind: str, value: float, end: int, inside: bool) -> bool:
    if kind == _UNIT:
        return number.add_unit(value, end)
    if kind == _SCALE:
        return number.add_scale(value, end)
    if kind == _LINK:
        return inside
    if kind == _AND_HALF:
        if number.empty or number.half:
            return False
        number.article = False
        number.add_half(end)
        return True
    if not number.empty and not (number.article and kind == _FEW):
        return False
    number.current, number.end = value, end
    number.article = kind == _ARTICLE
    number.half = kind == _HALF
    if kind == _FEW:
        number.factor = _FEW_HIGH / _FEW_LOW
    return True


def _letter_scale(number: _Sum, tokens: Sequence[Token], place: int) -> float | None:
    """The scale of "k", "m", "b" after digits: glued, or "k" with a space."""
    token = tokens[place]
    spoken = token.text == "k" and number.current is not None and not number.article
    if token.text not in _LETTER_SCALES or not (number.literal_last or spoken):
        return None
    if token.text == "t":
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        return 1e3 if token.glued and after[:2] in ("€", "eu") else None
    if token.text == "k" or token.glued:
        return _LETTER_SCALES[token.text]
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return _LETTER_SCALES[token.text] if token.text == "m" and after in "€$£" and after else None


def _link_holds(number: _Sum, words: Sequence[str], place: int, table: Numerals) -> bool:
    """Whether "and" is inside a number: "two hundred and fifty", "treinta y cinco"."""
    if (number.current is None and not number.total) or place >= len(words):
        return False
    if number.literal_last or not words[place].isalpha():
        return False
    pieces = table.piece_at(words, place)[1]
    if not pieces or pieces[0][0] != _UNIT:
        return False
    following = table.piece_at(words, place + 1)[1] if place + 1 < len(words) else []
    if following and following[0][0] == _SCALE and following[0][1] <= 100:
        return False
    if number.current is None:
        return pieces[0][1] < 100
    if table.code == "de":
        return 0 < number.current < 10 and 20 <= pieces[0][1] <= 90
    return _joins(number.current, pieces[0][1])


def _hyphen_joins(number: _Sum, words: Sequence[str], place: int, table: Numerals) -> bool:
    """Whether a hyphen is inside a number: "twenty-five", "vingt-et-un"."""
    if number.empty or place + 1 >= len(words) or number.literal_last:
        return False
    pieces = table.piece_at(words, place + 1)[1]
    if not pieces:
        return False
    kind, value = pieces[0]
    if kind == _LINK:
        return True
    if kind == _SCALE:
        return number.current is not None and number.current < 100
    return kind == _UNIT and number.current is not None and _joins(number.current, value)
