"""Quantities in a row of tokens: digits, number words and their scales as one number.

"2 bin 500", "half a million", "fünfzehntausend", "1.250,50" and "5k" are one quantity each.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.numerals import (
    AND_HALF,
    ARTICLE,
    FEW,
    FEW_HIGH,
    FEW_LOW,
    HALF,
    LINK,
    SCALE,
    UNIT,
    Numerals,
    literal_value,
)
from bot.understanding.utterance import NUMBER, WORD, Token

_HUNDREDS = frozenset(100.0 * count for count in range(1, 10))
_TENS = frozenset({10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0})
_LETTER_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e3, "g": 1e3}


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
        current = self.current or 0.0
        if self.last_scale == 1e6 and not self.literal and current in _HUNDREDS:
            current *= 1000  # "milion dwieście" is 1.2 million
        return self.total + current

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
    return bool(pieces) and pieces[0][0] == SCALE and pieces[0][1] >= 1000


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
    if words[place] in table.points:
        return _take_decimals(number, words, place, table)
    if (
        table.below_or_six == words[place]
        and number.literal
        and not _scale_at(words, place + 1, table)
    ):
        return 0
    length, pieces = table.piece_at(words, place)
    if not pieces:
        return 0
    if number.empty and words[place] in table.plurals:
        pieces = [(FEW, FEW_LOW), *pieces]
    for index, (kind, value) in enumerate(pieces):
        end = place + length
        last = index == len(pieces) - 1
        if kind == LINK and last:
            follows = _link_holds(number, words, end, table)
            return length if linked and follows else 0
        if not _take_piece(number, kind, value, end, len(pieces) > 1):
            return 0
    return length


def _take_decimals(number: _Sum, words: Sequence[str], place: int, table: Numerals) -> int:
    """ "one point five", "eins Komma zwei": the words taken."""
    if number.current is None or number.literal or number.article or number.half:
        return 0
    if place + 1 >= len(words):
        return 0
    length, pieces = table.piece_at(words, place + 1)
    if len(pieces) != 1 or pieces[0][0] not in (UNIT, ARTICLE) or not 0 < pieces[0][1] < 100:
        return 0
    decimals = pieces[0][1]
    number.current += decimals / (10 if decimals < 10 else 100)
    number.end = place + 1 + length
    return 1 + length


def _scale_at(words: Sequence[str], place: int, table: Numerals) -> bool:
    pieces = table.piece_at(words, place)[1] if place < len(words) else []
    return bool(pieces) and pieces[0][0] == SCALE


def _take_piece(number: _Sum, kind: str, value: float, end: int, inside: bool) -> bool:
    if kind == UNIT:
        return number.add_unit(value, end)
    if kind == SCALE:
        return number.add_scale(value, end)
    if kind == LINK:
        return inside
    if kind == AND_HALF:
        if number.empty or number.half:
            return False
        number.article = False
        number.add_half(end)
        return True
    if kind == FEW and not number.literal and number.current in _TENS:
        number.factor = (number.current + 9) / (number.current + 1)  # "dwadzieścia kilka": 21 to 29
        number.current, number.end = number.current + 1, end
        return True
    if not number.empty and not (number.article and kind == FEW):
        return False
    number.current, number.end = value, end
    number.article = kind == ARTICLE
    number.half = kind == HALF
    if kind == FEW:
        number.factor = FEW_HIGH / FEW_LOW
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
    if not pieces or pieces[0][0] != UNIT:
        return False
    following = table.piece_at(words, place + 1)[1] if place + 1 < len(words) else []
    if following and following[0][0] == SCALE and following[0][1] <= 100:
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
    if kind == LINK:
        return True
    if kind == SCALE:
        return number.current is not None and number.current < 100
    return kind == UNIT and number.current is not None and _joins(number.current, value)
