"""The questions of one language, ready to be searched: a centre for every answer.

The terms of a question are weighted by rarity: the fewer answers a term speaks for, the more it
counts (inverse document frequency with the answers as documents, Salton and Buckley 1988). An
answer's centre is the sum of its questions' vectors at length 1 (Rocchio 1971); what a visitor
asks is compared with all centres by the cosine. Centres do better here than the nearest single
question: what several variants share stands out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.answers.terms import Terms, terms

#: The least likeness of an answer that is given. With the lead below it was set on the development
#: questions and half a public set, so that at most 5 % of all answers are wrong.
LEAST_SCORE = 0.15

#: The best must be ahead of the next by this, times the logarithm of how many answers there are to
#: this many: among more, another comes near by chance.
_LEAD, _LEAD_FROM = 0.03, 5

#: What it takes where nothing else tells that the words are a question.
_STRONG_SCORE, _STRONG_LEAD = 0.35, 0.15


@dataclass(frozen=True, slots=True)
class Match:
    """An answer's likeness to what was asked, 0 to 1. `lead` is how far the next is behind; `sure`
    says whether it may be given as the answer."""

    id: str
    score: float
    lead: float
    sure: bool = True

    @property
    def strong(self) -> bool:
        """Whether it may be given where the words were no question by their form."""
        return self.sure and self.score >= _STRONG_SCORE and self.lead >= _STRONG_LEAD


class Index:
    """The variants of all answers in one language."""

    def __init__(self, variants: Mapping[str, Sequence[str]], language: str) -> None:
        self.language = language
        self.ids = tuple(id_ for id_, texts in variants.items() if texts)
        made = [[terms(text, language) for text in variants[id_]] for id_ in self.ids]
        self._least_lead = _LEAD * math.log(max(len(self.ids) / _LEAD_FROM, 2.0))
        self._unknown = math.log(1 + len(self.ids) + 0.5)
        self._rarity = self._rarities(made)
        self._exact = self._exacts(made)
        self._centres = self._weights(made)

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

    def _weights(self, made: list[list[Terms]]) -> dict[str, tuple[tuple[int, float], ...]]:
        """By term: the answers whose centre has it, each with its weight there."""
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, variants in enumerate(made):
            centre: dict[str, float] = defaultdict(float)
            for variant in variants:
                for term, weight in self._vector(variant):
                    centre[term] += weight
            length = math.sqrt(sum(weight * weight for weight in centre.values())) or 1.0
            for term, weight in centre.items():
                found[term].append((place, weight / length))
        return {term: tuple(places) for term, places in found.items()}

    def _vector(self, of: Terms) -> Iterable[tuple[str, float]]:
        weighted = [
            (term, weight * self._rarity.get(term, self._unknown)) for term, weight in of.items()
        ]
        length = math.sqrt(sum(weight * weight for _, weight in weighted)) or 1.0
        return [(term, weight / length) for term, weight in weighted]

    def alike(self, least: float) -> list[tuple[str, str]]:
        """Pairs of answers whose centres' cosine is `least` or more, the later one first."""
        sums: dict[tuple[int, int], float] = defaultdict(float)
        for places in self._centres.values():
            for (one, share), (other, others) in combinations(places, 2):
                sums[one, other] += share * others
        near = sorted(pair for pair, cosine in sums.items() if cosine >= least)
        return [(self.ids[later], self.ids[first]) for first, later in near]

    def search(self, text: str) -> Match | None:
        """The answer most like `text`; None where no answer shares a term with it."""
        asked = terms(text, self.language)
        same = self._exact.get(frozenset(asked))
        if same is not None:
            return Match(self.ids[same], 1.0, 1.0)
        scores = [0.0] * len(self.ids)
        for term, weight in self._vector(asked):
            for place, share in self._centres.get(term, ()):
                scores[place] += weight * share
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None or scores[best] == 0.0:
            return None
        behind = max((score for place, score in enumerate(scores) if place != best), default=0.0)
        score, lead = scores[best], scores[best] - behind
        return Match(self.ids[best], score, lead, score >= LEAST_SCORE and lead >= self._least_lead)
