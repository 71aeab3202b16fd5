"""A second opinion on which answer fits, by the letters of a question alone.

Three letters in a row, spaces among them, hold what stems lose: the small words a question is
framed by ("how do I", "is there"), the order of two words, endings, and words that are joined or
misspelt (Cavnar and Trenkle 1994, "N-gram-based text categorization"). Each answer is the mean of
its questions' letters (Rocchio 1971), weighted by rarity among the answers. It is right less often
than the words are, but often wrong about other questions: where both agree, an answer is surer
than either alone tells.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from bot.understanding.utterance import listen

_ROW = 3


class Letters:
    """The letters of the questions of each answer, by the answer's place."""

    def __init__(self, questions: Sequence[tuple[int, str]], answers: int) -> None:
        self._answers = answers
        rows = [(place, _rows(text)) for place, text in questions]
        pairs = {(row, place): None for place, those in rows for row in those}
        often = Counter(row for row, _ in pairs)
        self._unknown = math.log(1 + answers + 0.5)
        self._rarity = {row: math.log(1 + (answers + 0.5) / of) for row, of in often.items()}
        self._weights = self._means(rows)

    def _means(
        self, rows: Sequence[tuple[int, tuple[str, ...]]]
    ) -> dict[str, tuple[tuple[int, float], ...]]:
        """By row: the answers that have it, each with the row's weight for it, which is taken
        times its rarity once more, as every question weighs it."""
        variants = Counter(place for place, _ in rows)
        found: dict[str, dict[int, float]] = {}
        for place, those in rows:
            length = self._length(those) * variants[place]
            for row in those:
                of = found.setdefault(row, {})
                of[place] = of.get(place, 0.0) + self._rarity[row] ** 2 / length
        return {row: tuple(of.items()) for row, of in found.items()}

    def _length(self, rows: tuple[str, ...]) -> float:
        rarity, unknown = self._rarity, self._unknown
        return math.sqrt(sum(rarity.get(row, unknown) ** 2 for row in rows)) or 1.0

    def scores(self, text: str) -> list[float]:
        """The mean cosine of a text with the questions of each answer, by its place."""
        scores = [0.0] * self._answers
        rows = _rows(text)
        for row in rows:
            for place, weight in self._weights.get(row, ()):
                scores[place] += weight
        length = self._length(rows)
        return [score / length for score in scores]


def _rows(text: str) -> tuple[str, ...]:
    spoken = f" {' '.join(listen(text).spoken)} "
    starts = range(len(spoken) - _ROW + 1)
    return tuple(dict.fromkeys(spoken[start : start + _ROW] for start in starts))
