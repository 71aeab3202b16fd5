"""What tells the answers of a file apart, learned from the ways to ask that its author wrote.

Every term gets a weight for each answer it is written under. The weights begin as the mean of the
answer's questions (Rocchio 1971) and are then moved by a few rounds of stochastic gradient steps
of a multinomial logistic regression (Cox 1966; Bottou 2010): where a question would be taken for
another answer, the terms that both share count less for the wrong one and more for the right one.
Terms never get weight for an answer that none of its questions has, so that the work grows with
what was written, not with its square. Nothing is drawn: the same file makes the same weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

#: The weighted terms of one question, at length 1.
Vector = Sequence[tuple[str, float]]

#: By term: the answers that have it, by their place, each with the term's weight for it.
Weights = dict[str, dict[int, float]]

#: More rounds change little; with fewer, files of many answers are told apart less well.
_ROUNDS = 8
_FEWEST_ROUNDS = 1
_STEP = 0.7

#: Weights looked at in all rounds together, which bounds the time: about a second at most. It holds
#: all rounds for some 100 answers of 5 questions.
_MOST_WEIGHTS = 2_500_000

#: How sharply a difference of scores is taken for a difference of likelihood.
_SHARPNESS = 5.0

#: A question whose own answer is this likely teaches nothing more.
_LEARNED = 0.98


def means(questions: Sequence[tuple[int, Vector]]) -> Weights:
    """The mean of each answer's questions; `questions` tells the place of its answer with each."""
    often = _often(questions)
    weights: Weights = {}
    for place, vector in questions:
        for term, weight in vector:
            of = weights.setdefault(term, {})
            of[place] = of.get(place, 0.0) + weight / often[place]
    return weights


def _often(questions: Sequence[tuple[int, Vector]]) -> Counter[int]:
    """How many questions each answer has."""
    return Counter(place for place, _ in questions)


def crowding(weights: Weights, questions: Sequence[tuple[int, Vector]], n: int) -> float:
    """How near the next of `n` answers is to a question of the file, on average, by the means of
    their questions: 0 where the answers share nothing, growing with how many they are and how
    alike."""
    nearest = 0.0
    for place, vector in questions:
        scores = scored(weights, vector, n)
        scores[place] = 0.0
        nearest += max(scores, default=0.0)
    return nearest / max(len(questions), 1)


def learned(weights: Weights, questions: Sequence[tuple[int, Vector]], answers: int) -> Weights:
    """The weights after all rounds; the ones given are changed."""
    for _ in range(_rounds(weights, questions)):
        for place, vector in questions:
            steps = _steps(scored(weights, vector, answers), place)
            if steps is None:
                continue
            for term, weight in vector:
                of = weights[term]
                for other in of:
                    of[other] += steps[other] * weight
    return weights


def _rounds(weights: Weights, questions: Sequence[tuple[int, Vector]]) -> int:
    """As many rounds as the work allows: a round looks at each weight of each question's terms."""
    each = sum(len(weights[term]) for _, vector in questions for term, _ in vector)
    return max(_FEWEST_ROUNDS, min(_ROUNDS, _MOST_WEIGHTS // max(each, 1)))


def scored(weights: Weights, vector: Vector, answers: int) -> list[float]:
    """How well each answer fits, by its place."""
    scores = [0.0] * answers
    for term, weight in vector:
        for place, share in weights.get(term, {}).items():
            scores[place] += weight * share
    return scores


def _steps(scores: list[float], place: int) -> list[float] | None:
    """How far each answer's weights are moved; None where the right one is likely enough."""
    best = max(scores)
    odds = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    whole = sum(odds)
    if odds[place] >= _LEARNED * whole:
        return None
    steps = [-_STEP * one / whole for one in odds]
    steps[place] += _STEP
    return steps
