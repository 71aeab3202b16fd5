"""Under which conditions each step of a program is reached, where it is nothing but nested ifs.

Needed by calculators: the browser shows and computes what the server would. A program that jumps
in other ways than nested ifs do (`go`, options with `go`) has no such simple answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from bot.formula import Formula
from bot.model import Ask, Branch, Call, Flow, Go, Json, Link, Set, Step


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition, to hold or (`holds` False) not to hold."""

    condition: Formula
    holds: bool

    def tree(self) -> Json:
        """For the browser; unknown counts as not holding, as on the server."""
        tree = cast(Json, self.condition.to_json())
        return tree if self.holds else ["not", ["=", tree, True]]


@dataclass(frozen=True, slots=True)
class Guarded:
    """A question or computed values, with the conditions around it."""

    step: Ask | Set
    guards: tuple[Guard, ...]

    def tree(self) -> Json:
        """All guards as one formula; None without any."""
        trees = [guard.tree() for guard in self.guards]
        whole: Json = trees[0] if trees else None
        for tree in trees[1:]:
            whole = ["and", whole, tree]
        return whole


class NotNested(Exception):
    """The program jumps in other ways than nested ifs do."""


def guarded_steps(flow: Flow) -> tuple[Guarded, ...] | None:
    """Questions and `set` steps of a flow and those it calls, in order; None if it jumps."""
    try:
        return tuple(_between(flow, 0, len(flow.steps), ()))
    except NotNested:
        return None


def _between(flow: Flow, start: int, end: int, around: tuple[Guard, ...]) -> Iterator[Guarded]:
    position = start
    while position < end:
        step = flow.steps[position]
        if isinstance(step, Branch):
            yield from _branch(flow, position, end, around)
            position = _after(flow, position, end)
            continue
        if isinstance(step, Go):
            if position == len(flow.steps) - 1 or step.to == position + 1:
                return
            raise NotNested
        yield from _one(flow, step, around)
        position += 1


def _one(flow: Flow, step: Step, around: tuple[Guard, ...]) -> Iterator[Guarded]:
    guards = around if step.condition is None else (*around, Guard(step.condition, True))
    if isinstance(step, Link):
        raise NotNested
    if isinstance(step, Call):
        called = flow.called.get(step.flow)
        if called is not None:
            yield from _between(called, 0, len(called.steps), guards)
    elif isinstance(step, Ask):
        if any(option.go is not None for option in step.question.options):
            raise NotNested
        yield Guarded(step, guards)
    elif isinstance(step, Set):
        yield Guarded(step, guards)


def _branch(flow: Flow, position: int, end: int, around: tuple[Guard, ...]) -> Iterator[Guarded]:
    step = flow.steps[position]
    assert isinstance(step, Branch)
    if step.condition is not None:
        raise NotNested
    after = _after(flow, position, end)
    then_end = step.otherwise if after == step.otherwise else step.otherwise - 1
    yield from _between(flow, position + 1, then_end, (*around, Guard(step.test, True)))
    yield from _between(flow, step.otherwise, after, (*around, Guard(step.test, False)))


def _after(flow: Flow, position: int, end: int) -> int:
    """Where both sides of a branch have ended."""
    step = flow.steps[position]
    assert isinstance(step, Branch)
    if not position < step.otherwise <= end:
        raise NotNested
    last = flow.steps[step.otherwise - 1]
    if isinstance(last, Go) and last.condition is None and step.otherwise - 1 > position:
        if step.otherwise <= last.to <= end:
            return last.to
        raise NotNested
    return step.otherwise
