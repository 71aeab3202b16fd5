"""What can never be reached for want of points: bounds on what the numbers of a flow can be."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flowfile.analyses.graph import circle, graph_of
from bot.flowfile.analyses.worth import best
from bot.formula import Formula
from bot.formula.nodes import Call, Literal, Name, Node
from bot.model import Flow

#: Comparisons that ask a name on their left, or on their right, to be great.
_ASKS_FOR_MORE = (">=", ">")
_TURNED = ("<=", "<")


def out_of_reach(flow: Flow, condition: Formula) -> str | None:
    """Why a condition never holds, when it asks for more points than the flow can give.

    A flow with a loop can ask a question again and again, so nothing is said about it.
    """
    if _loops(flow):
        return None
    for name, limit, strictly in _asked_for(condition.root):
        most = _most(flow, name)
        if most is not None and (most < limit or (strictly and most == limit)):
            return f"{name} comes to {most:g} at most"
    return None


def _loops(flow: Flow) -> bool:
    here = circle(graph_of(flow.steps), lambda at: True) is not None
    return here or any(_loops(called) for called in flow.called.values())


def _asked_for(node: Node) -> Iterator[tuple[str, float, bool]]:
    """Names with the least that must be reached, and whether it must be passed.

    Only what has to hold: the parts that `and` joins.
    """
    if not isinstance(node, Call):
        return
    if node.name in ("and", "AND"):
        for part in node.arguments:
            yield from _asked_for(part)
    if node.name not in (*_ASKS_FOR_MORE, *_TURNED):
        return
    name, limit = node.arguments if node.name in _ASKS_FOR_MORE else reversed(node.arguments)
    if isinstance(name, Name) and isinstance(limit, Literal) and isinstance(limit.value, float):
        yield name.name, limit.value, node.name in (">", "<")


def _most(flow: Flow, name: str) -> float | None:
    """The most that a name of the flow's points can come to; None for any other name."""
    kind, _, part = name.partition(".")
    axes = flow.lead.axes
    if kind == "points" and part in axes:
        return _capped(flow, part)
    if name == "score.total":
        return sum(_capped(flow, axis) for axis in axes)
    if kind == "category" and part in flow.categories:
        return max(best(flow, (part,)) or 0.0, 0.0)
    return 100.0 if name == "grade.percent" else None


def _capped(flow: Flow, axis: str) -> float:
    return min(max(best(flow, (axis,)) or 0.0, 0.0), flow.lead.axes[axis].cap)
