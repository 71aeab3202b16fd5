"""A flow's program as a graph: which step can follow which.

Positions are nodes, `len(steps)` is the end. Conditions are not evaluated: both ways of a branch
count as possible. That makes "can be reached" too generous and never too strict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.model import Ask, Branch, Call, Flow, Go, Link, Question, Step

#: Question types of which exactly one option is chosen, so that its `go` decides the way.
SINGLE_CHOICE = frozenset({"choice", "picture", "yes_no"})


@dataclass(frozen=True, slots=True)
class Graph:
    """`after[i]` are the positions that can follow `i`; the end has none."""

    after: tuple[tuple[int, ...], ...]

    @property
    def end(self) -> int:
        """The position after the last step."""
        return len(self.after) - 1


def graph_of(steps: Sequence[Step]) -> Graph:
    """The graph of a program."""
    end = len(steps)
    after = [tuple(dict.fromkeys(_following(step, at, end))) for at, step in enumerate(steps)]
    return Graph((*after, ()))


def _following(step: Step, at: int, end: int) -> list[int]:
    skipped = [at + 1] if step.condition is not None else []
    if isinstance(step, Go):
        return [step.to, *skipped]
    if isinstance(step, Branch):
        return [at + 1, step.otherwise]
    if isinstance(step, Link):
        return [end, *skipped] if skipped else []
    if isinstance(step, Ask):
        return [*_after_question(step.question, at), *skipped]
    return [at + 1]


def _after_question(question: Question, at: int) -> list[int]:
    ways = [option.go for option in question.options if option.go is not None]
    decided = (
        question.required
        and question.type in SINGLE_CHOICE
        and len(ways) == len(question.options) > 0
    )
    return ways if decided else [at + 1, *ways]


def reachable(graph: Graph, start: int = 0) -> frozenset[int]:
    """All positions that can come after `start`, itself included."""
    seen = {start}
    waiting = [start]
    while waiting:
        for following in graph.after[waiting.pop()]:
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return frozenset(seen)


def circle(graph: Graph, through: Callable[[int], bool]) -> tuple[int, ...] | None:
    """Positions that lead back to their first, all of them `through`; None when there are none."""
    done: set[int] = set()
    for start in range(len(graph.after)):
        found = _circle_from(graph, start, through, done)
        if found is not None:
            return found
    return None


def _circle_from(
    graph: Graph, start: int, through: Callable[[int], bool], done: set[int]
) -> tuple[int, ...] | None:
    """Depth first, without recursion: files may be long."""
    if start in done or not through(start):
        return None
    way, open_ways = [start], [iter(graph.after[start])]
    on_way = {start}
    while way:
        following = next(open_ways[-1], None)
        if following is None:
            open_ways.pop()
            gone = way.pop()
            on_way.discard(gone)
            done.add(gone)
        elif following in on_way:
            return tuple(way[way.index(following) :])
        elif following not in done and through(following):
            way.append(following)
            on_way.add(following)
            open_ways.append(iter(graph.after[following]))
    return None


def greatest(graph: Graph, gain: Callable[[int], float], banned: frozenset[int]) -> float | None:
    """The greatest sum of gains from start to end, without the `banned` positions.

    Every position counts at most once. Where the flow has loops the sum of all that can be reached
    is taken, which no single way may reach: too great, never too small. None: no way to the end.
    """
    if 0 in banned:
        return None
    kept = Graph(
        tuple(
            tuple(to for to in after if to not in banned) if at not in banned else ()
            for at, after in enumerate(graph.after)
        )
    )
    seen = reachable(kept)
    if graph.end not in seen and not _dead_ends(kept, seen):
        return None
    if circle(kept, lambda at: at in seen) is not None:
        return sum(max(gain(at), 0.0) for at in seen)
    return _longest(kept, gain, seen)


def _dead_ends(graph: Graph, seen: frozenset[int]) -> bool:
    """Links end a conversation too."""
    return any(not graph.after[at] for at in seen)


def _longest(graph: Graph, gain: Callable[[int], float], seen: frozenset[int]) -> float:
    best: dict[int, float] = {}
    for at in reversed(in_order(graph, seen)):
        ahead = max((best[to] for to in graph.after[at]), default=0.0)
        best[at] = gain(at) + ahead
    return best[0]


def in_order(graph: Graph, seen: frozenset[int]) -> list[int]:
    """The positions so that each comes before all that can follow; the graph has no loops."""
    waiting_for = dict.fromkeys(seen, 0)
    for at in seen:
        for to in graph.after[at]:
            waiting_for[to] += 1
    ready = [at for at in sorted(seen, reverse=True) if waiting_for[at] == 0]
    order = []
    while ready:
        at = ready.pop()
        order.append(at)
        for to in graph.after[at]:
            waiting_for[to] -= 1
            if waiting_for[to] == 0:
                ready.append(to)
    return order


def always_asks(flow: Flow, seen: frozenset[str] = frozenset()) -> bool:
    """True when every way through the flow comes past a question."""
    graph = graph_of(flow.steps)
    quiet = {at for at, step in enumerate(flow.steps) if not asks(flow, step, seen)}
    waiting, found = [0], {0}
    while waiting:
        at = waiting.pop()
        if at == graph.end:
            return False
        if at not in quiet:
            continue
        for to in graph.after[at]:
            if to not in found:
                found.add(to)
                waiting.append(to)
    return True


def asks(flow: Flow, step: Step, seen: frozenset[str] = frozenset()) -> bool:
    """True for a step that always waits for the visitor: an unconditional question or its flow."""
    if step.condition is not None:
        return False
    if isinstance(step, Call) and step.flow in flow.called and step.flow not in seen:
        return always_asks(flow.called[step.flow], seen | {step.flow})
    return isinstance(step, Ask) and step.question.type != "hidden"
