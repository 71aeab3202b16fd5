"""The most valuable question first, where the flow lets it: `settings: {next_best: true}`.

Questions that stand next to each other and hang on nothing between them may be asked in any order.
Of such a run, the question goes first whose axis has the most of its cap (lead.yml) still open:
the cap less the points that the visitor is known to have on it. Questions worth as much keep their
order, and those without an axis come last. The order is fixed when the conversation begins.

The flow that is played says it for itself and for the flows it calls, like its other settings; a
question stays in the file it is written in, as what a called flow asks belongs together.
"""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Iterator, Mapping

from bot.engine.plan import successors
from bot.model import PAGED_KINDS, Ask, Branch, Flow, Go, Json, Question, Step
from bot.texts import Reference, Text


def in_best_order(flow: Flow, axes: Mapping[str, Json], played: Flow) -> Flow:
    """The flow as it is asked; `axes` are points known by axis. The same flow where nothing may
    move. `played` is the flow that the visitor plays, which decides for those it calls too."""
    if not played.settings.next_best or played.kind in PAGED_KINDS:
        return flow
    order: list[int] = []
    for run in _runs(flow):
        order += sorted(run, key=lambda place: -_open(flow, flow.steps[place], axes))
    return _ordered(flow, tuple(order))


#: Flows in other orders, kept as long as the flow they were made of lives.
_made: dict[int, tuple[weakref.ref[Flow], dict[tuple[int, ...], Flow]]] = {}


def _ordered(flow: Flow, order: tuple[int, ...]) -> Flow:
    if order == tuple(range(len(flow.steps))):
        return flow
    key, found = id(flow), _made.get(id(flow))
    if found is None or found[0]() is not flow:
        found = _made[key] = (weakref.ref(flow, lambda _: _made.pop(key, None)), {})
    orders = found[1]
    if order not in orders:
        steps = tuple(flow.steps[place] for place in order)
        orders[order] = dataclasses.replace(flow, steps=steps)
    return orders[order]


def _open(flow: Flow, step: Step, axes: Mapping[str, Json]) -> float:
    axis = step.question.axis if isinstance(step, Ask) else None
    if axis is None or axis not in flow.lead.axes:
        return 0.0
    known = axes.get(axis)
    points = float(known) if isinstance(known, int | float) else 0.0
    return max(flow.lead.axes[axis].cap - points, 0.0)


def _runs(flow: Flow) -> Iterator[list[int]]:
    """The places of the program in runs within which the order is free."""
    entered = _entered(flow)
    run: list[int] = []
    names: set[str] = set()
    for place, step in enumerate(flow.steps):
        free = isinstance(step, Ask) and _is_free(step)
        if run and (not free or place in entered or not names.isdisjoint(_uses(step))):
            yield run
            run, names = [], set()
        if not free:
            yield [place]
            continue
        assert isinstance(step, Ask)
        run.append(place)
        names.add(step.question.slot)
    if run:
        yield run


def _is_free(step: Ask) -> bool:
    """Whether the step goes on to the next one whatever is answered."""
    question = step.question
    jumps = any(option.go is not None for option in question.options)
    return step.condition is None and not jumps and question.type != "hidden"


def _entered(flow: Flow) -> frozenset[int]:
    """Places that are reached by other ways than from the step before."""
    return frozenset(
        target
        for place, step in enumerate(flow.steps)
        if isinstance(step, Branch | Go | Ask)
        for target in successors(flow.steps, place)
        if target != place + 1
    )


def _uses(step: Step) -> frozenset[str]:
    """Names that a question's words and rules look at."""
    if not isinstance(step, Ask):
        return frozenset()
    return frozenset(_names(step.question))


def _names(question: Question) -> Iterator[str]:
    texts = (question.text, question.help, question.why, question.placeholder, question.unit)
    for text in (*texts, question.low, question.high, *(one.say for one in question.check)):
        if text is not None:
            yield from _references(text)
    for option in (*question.options, *question.rows, *question.columns):
        yield from _references(option.label)
    for check in question.check:
        yield from check.condition.names - {question.slot}
    for rule in question.points:
        if rule.condition is not None:
            yield from rule.condition.names - {question.slot}


def _references(text: Text) -> Iterator[str]:
    for template in text.by_language.values():
        for part in template:
            if isinstance(part, Reference):
                yield part.name.partition(".")[0]
