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

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.learning import Vector, learned, means, separation
from bot.answers.terms import (
    Terms,
    Wording,
    by_letter,
    is_word,
    standing_for,
    terms,
    wording,
    words_by_letter,
)

#: How sure an answer is grows with how well it fits and how far the next is behind, both as
#: logarithms, and with the shares of what is asked about that the answer and the file have words
#: of. The weights are those of a logistic regression of "right" (Cox 1958), fitted on half of two
#: public sets with questions among them that no answer fits.
_BY_SCORE, _BY_LEAD, _BY_FIT, _BY_KNOWN = 2.2, 0.75, 2.2, 2.0

#: The least sureness of an answer that is given: by how near the next answer is to a question of
#: the file on average (`Separation.crowding`, as a logarithm), so that files of any size and trade
#: get at most about 5 % wrong answers; but no less than keeps out what no answer fits, and no more
#: than lets a file of few and alike answers answer at all. Set with draws of both whole sets in
#: sight, not on the halves alone.
_CROWDED, _BY_CROWDING, _CEILING = 10.5, 4.36, 2.5

#: The lower bound where few of the file's questions would find their answer were they left out,
#: and where most would: what is asked in ever other words is asked in words that mislead, too.
_FOUND, _FLOORS = (0.78, 0.88), (-0.5, -1.4)

#: The more answers a file has, the surer one must be: that is counted from the usual number.
_BY_SIZE, _USUAL = 0.5, 28

#: Below this a share is none; its logarithm is taken.
_LEAST_SHARE = 1e-6

#: What it takes more where nothing else tells that the words are a question.
_STRONG = 1.4

#: Letters of a stem that may be misspelt, by one letter left out, put in, changed or swapped with
#: its neighbour (Damerau 1964).
_LONG = 5


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
        self._separation = separation(begun, self._questions, len(self.ids))
        weights = learned(begun, self._questions, len(self.ids))
        self._weights = {term: tuple(of.items()) for term, of in weights.items()}
        self._stems = by_letter(term for term in self._weights if term.isalpha())
        self.least = self._least()

    def _rarities(self, made: list[list[Terms]]) -> dict[str, float]:
        speaks_for: dict[str, int] = defaultdict(int)
        for variants in made:
            for term in {term for variant in variants for term in variant}:
                speaks_for[term] += 1
        count = len(self.ids) + 0.5
        return {term: math.log(1 + count / answers) for term, answers in speaks_for.items()}

    def _least(self) -> float:
        """The least sureness of an answer that is given."""
        apart = self._separation
        crowded = _CROWDED + _BY_CROWDING * math.log(max(apart.crowding, _LEAST_SHARE))
        (few, most), (strict, mild) = _FOUND, _FLOORS
        ease = (min(max(apart.found, few), most) - few) / (most - few)
        size = _BY_SIZE * math.log(max(len(self.ids), 1) / _USUAL)
        return min(max(crowded, strict + ease * (mild - strict)) + size, _CEILING)

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
        asked = wording(text, self.language, self._mended)
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
        sureness = self._sureness(asked, best, score, lead) if known else -math.inf
        return Match(
            self.ids[best],
            score,
            lead,
            known,
            sure=sureness >= self.least,
            strong=sureness >= self.least + _STRONG,
        )

    def _mended(self, stem: str) -> str:
        """The one word of the file or the tables that a stem nobody knows is a slip of the finger
        away from; its first letter is taken to be right."""
        if len(stem) < _LONG or stem in self._weights or is_word(stem, self.language):
            return stem
        first = stem[0]
        near = process.extract(
            stem,
            (*self._stems.get(first, ()), *words_by_letter(self.language).get(first, ())),
            scorer=OSA.distance,
            score_cutoff=1,
            limit=None,
        )
        meant = {standing_for(word, self.language) for word, _, _ in near}
        return meant.pop() if len(meant) == 1 else stem

    def _sureness(self, asked: Wording, place: int, score: float, lead: float) -> float:
        return (
            _BY_SCORE * math.log(max(score, _LEAST_SHARE))
            + _BY_LEAD * math.log(max(lead, _LEAST_SHARE))
            + _BY_FIT * self._fit(asked, place)
            + _BY_KNOWN * self._known(asked)
        )

    def _fit(self, asked: Wording, place: int) -> float:
        """The share of what a text is about that one answer has words of."""
        fits = sum(
            any(place == at for term in one for at, _ in self._weights.get(term, ()))
            for one in asked.about
        )
        return fits / len(asked.about) if asked.about else 1.0

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
