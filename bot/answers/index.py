"""The questions of one language, ready to be searched.

The terms of a question are weighted by rarity: the fewer answers a term speaks for, the more it
counts (inverse document frequency with the answers as documents, Salton and Buckley 1988). What
tells the answers apart is then learned from the author's own questions (`bot.answers.learning`),
and the letters of a question are heard beside its words (`bot.answers.letters`).
An answer is given where it fits well and the next is far behind, and the more so the more crowded
the file is: among many answers that are alike, another one comes near by chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.learning import Vector, crowding, learned, means
from bot.answers.letters import Letters
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
#: logarithms, with how far its letters are ahead of any other's, and with the share of what is
#: asked about that it has words of. Where those are the very same words they have counted in how
#: well it fits already, so that their share is taken off. The weights are those of a logistic
#: regression of "right" (Cox 1958), fitted on half of the answers of two public sets, with
#: questions among them that no answer fits; there the share that the file has words of told
#: nothing more, and its weight is set by flows/answers.yml with both of its halves in view.
_BY_SCORE, _BY_LEAD, _BY_LETTERS_LEAD = 1.65, 0.55, 3.25
_BY_FIT, _BY_SAME, _BY_KNOWN = 2.8, -1.6, 0.7

#: What the letters of a question count beside its words.
_BY_LETTERS = 0.7

#: The least sureness of an answer that is given: it grows with how near the next answer is to a
#: question of the file on average (`learning.crowding`) and with how many answers there are, both
#: as logarithms, so that files of any size and trade get at most about 5 % wrong answers; but no
#: less than keeps out what no answer fits, and no more than lets a file of few and alike answers
#: answer at all. Found with draws of both whole sets; at the floor, of what no answer fits about a
#: tenth is answered.
_LEAST, _BY_CROWDING, _BY_SIZE = 5.8, 2.95, 0.28
_FLOOR, _CEILING = -2.05, 1.2

#: A topic whose questions have, on average, this cosine or more with those of an answer is the
#: file's own.
_OWN_TOPIC = 0.2

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the answer at a place; each share and score as the search sees it."""

    place: int
    score: float
    lead: float
    letters_lead: float
    fit: float
    same: float
    known: float

    def sureness(self) -> float:
        """How sure the answer is, as a logarithm of odds but for a constant."""
        return (
            _BY_SCORE * math.log(max(self.score, _LEAST_SHARE))
            + _BY_LEAD * math.log(max(self.lead, _LEAST_SHARE))
            + _BY_LETTERS_LEAD * self.letters_lead
            + _BY_FIT * self.fit
            + _BY_SAME * self.same
            + _BY_KNOWN * (self.known - 1)
        )


class Index:
    """The variants of all answers in one language."""

    def __init__(
        self,
        variants: Mapping[str, Sequence[str]],
        language: str,
        elsewhere: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`elsewhere` are questions of other things, by topic: those of a topic that no answer is
        near (`_OWN_TOPIC`) are found too, under the topic's name."""
        self.language = language
        texts = {id_: those for id_, those in variants.items() if those}
        texts.update(elsewhere or {})
        made = {id_: [terms(text, language) for text in those] for id_, those in texts.items()}
        self._take(made)
        if own := self._own_topics(elsewhere or {}):
            self._take({id_: ones for id_, ones in made.items() if id_ not in own})
        self._exact = self._exacts([made[id_] for id_ in self.ids])
        self._letters = Letters(
            [(at, text) for at, id_ in enumerate(self.ids) for text in texts[id_]], len(self.ids)
        )
        begun = means(self._questions)
        self.least = self._least(crowding(begun, self._questions, len(self.ids)))
        weights = learned(begun, self._questions, len(self.ids))
        self._weights = {term: tuple(of.items()) for term, of in weights.items()}
        self._stems = by_letter(term for term in self._weights if term.isalpha())

    def _take(self, made: Mapping[str, list[Terms]]) -> None:
        """Let the index be of these questions."""
        self.ids = tuple(made)
        self._unknown = math.log(1 + len(self.ids) + 0.5)
        self._rarity = self._rarities([*made.values()])
        self._questions = [
            (at, self._vector(one)) for at, ones in enumerate(made.values()) for one in ones
        ]

    def _own_topics(self, elsewhere: Mapping[str, Sequence[str]]) -> set[str]:
        """The topics that an answer is near."""
        near = self.alike(_OWN_TOPIC) if elsewhere else []
        return {
            topic
            for pair in near
            for topic, other in (pair, pair[::-1])
            if topic in elsewhere and other not in elsewhere
        }

    def _rarities(self, made: list[list[Terms]]) -> dict[str, float]:
        speaks_for: dict[str, int] = defaultdict(int)
        for variants in made:
            for term in {term for variant in variants for term in variant}:
                speaks_for[term] += 1
        count = len(self.ids) + 0.5
        return {term: math.log(1 + count / answers) for term, answers in speaks_for.items()}

    def _least(self, crowded: float) -> float:
        """The least sureness of an answer that is given."""
        nearness = math.log(max(crowded, _LEAST_SHARE))
        least = _LEAST + _BY_CROWDING * nearness + _BY_SIZE * math.log(max(len(self.ids), 1))
        return min(max(least, _FLOOR), _CEILING)

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
        words = self._scores(asked.terms)
        if max(words, default=0.0) <= 0.0:
            return None
        found = self._evidence(asked, words, self._letters.scores(text))
        sureness = found.sureness() if found.known else -math.inf
        return Match(
            self.ids[found.place],
            words[found.place],
            found.lead,
            found.known,
            sure=sureness >= self.least,
            strong=sureness >= self.least + _STRONG,
        )

    def _evidence(self, asked: Wording, words: list[float], letters: list[float]) -> Evidence:
        """What speaks for the best answer by words and letters."""
        scores = [by + _BY_LETTERS * row for by, row in zip(words, letters, strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        return Evidence(
            best,
            score=scores[best],
            lead=scores[best] - _next(scores, best),
            letters_lead=letters[best] - _next(letters, best),
            fit=_share(self._has(one, best) for one in asked.about),
            same=_share(self._has(one[:1], best) for one in asked.about),
            known=self._known(asked),
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

    def _has(self, terms: Sequence[str], place: int) -> bool:
        """Whether the questions of one answer have any of some terms."""
        return any(place == at for term in terms for at, _ in self._weights.get(term, ()))

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
        return _share(any(term in self._weights for term in one) for one in asked.about)


def _share(of: Iterable[bool]) -> float:
    """The share of those that are true, all of none."""
    those = tuple(of)
    return sum(those) / len(those) if those else 1.0


def _next(scores: list[float], best: int) -> float:
    """The score of the next after the best, 0 where there is none."""
    return max((score for place, score in enumerate(scores) if place != best), default=0.0)
