"""The questions of one language, ready to be searched.

The terms of a question are weighted by rarity: the fewer answers a term speaks for, the more it
counts (inverse document frequency with the answers as documents, Salton and Buckley 1988). What
tells the answers apart is then learned from the author's own questions (`bot.answers.learning`).
An answer is given where it fits well and the next is far behind, and the more so the more crowded
the file is: among many answers that are alike, another one comes near by chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.answers.learning import Vector, crowding, learned, means
from bot.answers.terms import Terms, Wording, terms, wording

#: The least confidence of an answer that is given: it grows with how near the next answer is on
#: average (`learning.crowding`), from a floor for files whose answers share nothing. Set on half of
#: two public sets, so that at most 5 % of all questions are answered wrongly, those counted that no
#: answer fits.
_FLOOR, _LEAST, _CROWDED = 0.22, 0.04, 2.45

#: What it takes where nothing else tells that the words are a question: this many times as much.
_STRONG = 1.6


@dataclass(frozen=True, slots=True)
class Match:
    """How well an answer fits what was asked; 1 is about as well as a question of the file does.
    `lead` is how far the next is behind, `known` the share of what was named that the file has
    words of; `sure` says whether it may be given as the answer, `strong` whether it may be where
    the words were no question by their form."""

    id: str
    score: float
    lead: float
    known: float = 1.0
    sure: bool = True
    strong: bool = True


class Index:
    """The variants of all answers in one language."""

    def __init__(self, variants: Mapping[str, Sequence[str]], language: str) -> None:
        self.language = language
        self.ids = tuple(id_ for id_, texts in variants.items() if texts)
        made = [[terms(text, language) for text in variants[id_]] for id_ in self.ids]
        self._unknown = math.log(1 + len(self.ids) + 0.5)
        self._rarity = self._rarities(made)
        self._exact = self._exacts(made)
        self._questions = [(at, self._vector(one)) for at, ones in enumerate(made) for one in ones]
        begun = means(self._questions)
        self.crowding = crowding(begun, self._questions, len(self.ids))
        weights = learned(begun, self._questions, len(self.ids))
        self._weights = {term: tuple(of.items()) for term, of in weights.items()}
        self.least = max(_FLOOR, _LEAST + _CROWDED * self.crowding)

    def _rarities(self, made: list[list[Terms]]) -> dict[str, float]:
        speaks_for: dict[str, int] = defaultdict(int)
        for variants in made:
            for term in {term for variant in variants for term in variant}:
                speaks_for[term] += 1
        count = len(self.ids) + 0.5
        return {term: math.log(1 + count / answers) for term, answers in speaks_for.items()}

    def _exacts(self, made: list[list[Terms]]) -> dict[frozenset[str], int]:
        """The answer of each variant by its terms; the first of two that share a variant."""
        found: dict[frozenset[str], int] = {}
        for place, variants in enumerate(made):
            for variant in variants:
                if variant:
                    found.setdefault(frozenset(variant), place)
        return found

    def _vector(self, of: Terms) -> Vector:
        weighted = [
            (term, weight * self._rarity.get(term, self._unknown)) for term, weight in of.items()
        ]
        length = math.sqrt(sum(weight * weight for _, weight in weighted)) or 1.0
        return [(term, weight / length) for term, weight in weighted]

    def alike(self, least: float) -> list[tuple[str, str]]:
        """Pairs of answers whose questions' means have a cosine of `least` or more, the later one
        first."""
        shared = means(self._questions)
        lengths = [0.0] * len(self.ids)
        products: dict[tuple[int, int], float] = defaultdict(float)
        for of in shared.values():
            for place, weight in of.items():
                lengths[place] += weight * weight
            for (one, share), (other, others) in combinations(sorted(of.items()), 2):
                products[one, other] += share * others
        near = sorted(
            (one, other)
            for (one, other), product in products.items()
            if product >= least * math.sqrt(lengths[one] * lengths[other])
        )
        return [(self.ids[later], self.ids[first]) for first, later in near]

    def search(self, text: str) -> Match | None:
        """The answer that fits `text` best; None where no answer shares a term with it."""
        asked = wording(text, self.language)
        same = self._exact.get(frozenset(asked.terms))
        if same is not None:
            return Match(self.ids[same], 1.0, 1.0)
        scores = self._scores(asked.terms)
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None or scores[best] <= 0.0:
            return None
        behind = max((score for place, score in enumerate(scores) if place != best), default=0.0)
        score, lead = scores[best], scores[best] - max(behind, 0.0)
        known = self._known(asked)
        confidence = math.sqrt(score * lead) if known else 0.0
        return Match(
            self.ids[best],
            score,
            lead,
            known,
            sure=confidence >= self.least,
            strong=confidence >= self.least * _STRONG,
        )

    def _scores(self, asked: Terms) -> list[float]:
        """How well each answer fits, by its place."""
        scores = [0.0] * len(self.ids)
        for term, weight in self._vector(asked):
            for place, share in self._weights.get(term, ()):
                scores[place] += weight * share
        return scores

    def _known(self, asked: Wording) -> float:
        """The share of what a text is about that the file has words of. "Do you hire students?"
        is no question of a file for its "do you" alone."""
        known = sum(any(term in self._weights for term in one) for one in asked.about)
        return known / len(asked.about) if asked.about else 1.0
