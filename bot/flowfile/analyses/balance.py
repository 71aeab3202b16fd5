"""Categories against each other: can they win alike, can two of them end equal.

Ties are looked for pair by pair over all differences in points that the steps can add up to. What
the other categories get meanwhile is left out, so a tie is a possibility, not a certainty.
"""

from __future__ import annotations

from itertools import combinations

from bot.flowfile.analyses.graph import circle, graph_of, in_order, reachable
from bot.flowfile.analyses.worth import awards, best
from bot.flowfile.compiling import Compiled
from bot.model import Ask, Flow, Question

#: Differences of points kept for a pair; beyond that a tie is taken for possible.
_MOST_DIFFERENCES = 2_000
#: Pairs of categories looked at.
_MOST_PAIRS = 100


def check_balance(compiled: Compiled) -> None:
    """Warnings at `categories`: unequal greatest points, possible ties."""
    flow = compiled.flow
    if len(flow.categories) < 2 or flow.pick != "highest":
        return
    tops = {name: best(flow, (name,)) or 0.0 for name in flow.categories}
    least, most = min(tops, key=tops.__getitem__), max(tops, key=tops.__getitem__)
    if tops[least] <= 0:
        return  # an outcome that cannot be reached, which is an error already
    if tops[least] != tops[most]:
        compiled.draft.warning(
            ("categories",),
            f"'{least}' can get {tops[least]:g} points at most, '{most}' {tops[most]:g}: "
            "they do not win alike",
        )
    pairs = list(combinations(flow.categories, 2))[:_MOST_PAIRS]
    tied = [pair for pair in pairs if _can_tie(flow, *pair)]
    if tied:
        first, second = tied[0]
        others = f" (and {len(tied) - 1} more pairs)" if len(tied) > 1 else ""
        compiled.draft.warning(
            ("categories",),
            f"'{first}' and '{second}' can end with the same points{others}; "
            "then the one named first here wins",
        )


def _can_tie(flow: Flow, first: str, second: str) -> bool:
    """Whether both can end with the same points, more than none."""
    graph = graph_of(flow.steps)
    seen = reachable(graph)
    if circle(graph, lambda at: at in seen) is not None or flow.called:
        return True
    at_position: dict[int, dict[float, float]] = {0: {0.0: 0.0}}
    for at in in_order(graph, seen):
        here = at_position.pop(at, {})
        if at == graph.end or not graph.after[at]:
            if here.get(0.0, 0.0) > 0:
                return True
            continue
        after = _after(flow, at, here, first, second)
        if len(after) > _MOST_DIFFERENCES:
            return True
        for to in graph.after[at]:
            _merge(at_position.setdefault(to, {}), after)
    return False


def _merge(into: dict[float, float], found: dict[float, float]) -> None:
    for difference, points in found.items():
        into[difference] = max(into.get(difference, 0.0), points)


def _after(
    flow: Flow, at: int, here: dict[float, float], first: str, second: str
) -> dict[float, float]:
    """Differences (first minus second) with the most points of the first, after a step."""
    step = flow.steps[at]
    if not isinstance(step, Ask):
        return here
    gains = _gains(step.question, first, second)
    if step.condition is not None or not step.question.required:
        gains.add((0.0, 0.0))
    found: dict[float, float] = {}
    for difference, points in here.items():
        for one, other in gains:
            key = round(difference + one - other, 6)
            found[key] = max(found.get(key, 0.0), points + one)
    return found


def _gains(question: Question, first: str, second: str) -> set[tuple[float, float]]:
    """Pairs of points that one answer can give."""
    pairs = {(points.get(first, 0.0), points.get(second, 0.0)) for points in awards(question)}
    if question.type == "matrix":
        sums = {(0.0, 0.0)}
        in_a_row = pairs if question.required else pairs | {(0.0, 0.0)}
        for _ in question.rows:
            sums = {(a + one, b + other) for a, b in sums for one, other in in_a_row}
            if len(sums) > _MOST_DIFFERENCES:
                break
        return sums
    if question.type == "multi_choice":
        sums = {(0.0, 0.0)}
        for one, other in pairs:
            sums |= {(a + one, b + other) for a, b in sums}
            if len(sums) > _MOST_DIFFERENCES:
                break
        return sums
    return pairs or {(0.0, 0.0)}
