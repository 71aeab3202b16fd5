"""What follows from a flow alone, worked out once and kept as long as the flow lives."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from bot.effects import Asked, Message
from bot.engine.guards import guarded_steps
from bot.engine.piping import Pieces, take_apart
from bot.formula import FormulaError, Type
from bot.model import Action, Ask, Branch, Call, Flow, Go, Handover, Link, Page, Question, Set, Step
from bot.questions import formula_types
from bot.score import PointLine
from bot.texts import Text

#: Texts kept taken apart, for each flow; languages come from visitors and must not fill memory.
_MOST_PIECES = 10_000


class Told(NamedTuple):
    """How an answer is told: its lines in the transcript, what it is worth, where it leads."""

    asked: Message
    answer: Message
    evidence: str
    lines: tuple[PointLine, ...]  # of the chosen options; rules are asked each time
    to: int | None


class Plan:
    """Ways through one flow's program. Holds parts of the flow, never the flow itself."""

    def __init__(self, flow: Flow) -> None:
        self.steps = flow.steps
        self.end = len(flow.steps)
        self.first_language = flow.language
        self.questions = dict(_questions(flow))
        self.graded = frozenset(
            slot
            for slot, question in self.questions.items()
            if any(option.correct for option in question.options)
        )
        self.fixed: dict[tuple[int, str], Asked | None] = {}  # see `asking`
        self.told: dict[tuple[int, str, str], Told] = {}  # see `telling`
        self.guarded = guarded_steps(flow) if flow.kind == "calculator" else None
        self._called = {name: plan_of(called).longest for name, called in flow.called.items()}
        self._pieces: dict[tuple[int, str], tuple[Text, Pieces]] = {}

    def pieces(self, text: Text, language: str) -> Pieces:
        """The template of one of this flow's texts, taken apart once a language."""
        key = (id(text), language)
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces.clear()
            found = self._pieces[key] = (text, take_apart(text, language))
        return found[1]

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """For each position the most questions from there to the end, way back left out."""
        counts = [0] * (self.end + 1)
        for position in range(self.end - 1, -1, -1):
            ahead = [to for to in successors(self.steps, position) if to > position]
            rest = max((counts[to] for to in ahead), default=0)
            counts[position] = rest + self._asked_at(self.steps[position])
        return tuple(counts)

    def _asked_at(self, step: Step) -> int:
        if isinstance(step, Ask):
            return int(step.question.type != "hidden")
        if isinstance(step, Call) and step.flow in self._called:
            return self._called[step.flow][0]
        return 0

    @cached_property
    def joins(self) -> tuple[int, ...]:
        """For each position where all its ways meet again at the latest (its post-dominator)."""
        joins = [self.end] * (self.end + 1)
        for position in range(self.end - 1, -1, -1):
            ways = [to for to in successors(self.steps, position) if to > position]
            meeting = ways[0] if ways else self.end
            for way in ways[1:]:
                meeting = _meeting(joins, meeting, way)
            joins[position] = meeting
        return tuple(joins)

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """For each position how many steps before it end a screen, whatever was answered."""
        counts = [0]
        for step in self.steps:
            counts.append(counts[-1] + isinstance(step, Page | Action | Link | Handover))
        return tuple(counts)

    @cached_property
    def pages(self) -> int:
        """Screens of a paged kind: one and one more for each page break between questions."""
        count, asked = 1, False
        for step in self.steps:
            if isinstance(step, Page) and asked:
                count, asked = count + 1, False
            asked = asked or isinstance(step, Ask | Call)
        return count

    @cached_property
    def days(self) -> frozenset[str]:
        """Names of `set` values that are dates."""
        types: dict[str, Type] = {}
        for question in self.questions.values():
            types.update(formula_types(question))
        days = set()
        for step in self.steps:
            for name, formula in step.values if isinstance(step, Set) else ():
                known = {used: types.get(used, Type.ANY) for used in formula.names}
                try:
                    types[name] = formula.check(known)
                except FormulaError:
                    continue
                if types[name] is Type.DATE:
                    days.add(name)
        return frozenset(days)

    @cached_property
    def gives(self) -> Mapping[str, frozenset[str]]:
        """For each slot the names in formulas that its answer may change."""
        return {slot: _given(question) for slot, question in self.questions.items()}


_plans: dict[int, tuple[weakref.ref[Flow], Plan]] = {}


def plan_of(flow: Flow) -> Plan:
    """The plan of a flow; worked out at the first call."""
    found = _plans.get(id(flow))
    if found is not None and found[0]() is flow:
        return found[1]
    plan, key = Plan(flow), id(flow)
    _plans[key] = (weakref.ref(flow, lambda _: _plans.pop(key, None)), plan)
    return plan


def successors(steps: tuple[Step, ...], position: int) -> tuple[int, ...]:
    """Where the program may go on after a position, the next step first."""
    step = steps[position]
    following = position + 1
    if isinstance(step, Branch):
        return (following, step.otherwise)
    if isinstance(step, Go):
        return (following, step.to) if step.condition else (step.to,)
    if isinstance(step, Link):
        return (following, len(steps)) if step.condition else (len(steps),)
    if isinstance(step, Ask):
        jumps = [option.go for option in step.question.options if option.go is not None]
        stays = not jumps or step.condition or not step.question.required
        stays = stays or any(option.go is None for option in step.question.options)
        return (*((following,) if stays else ()), *jumps)
    return (following,)


def _questions(flow: Flow) -> Iterator[tuple[str, Question]]:
    for called in flow.called.values():
        yield from _questions(called)
    for step in flow.steps:
        if isinstance(step, Ask):
            yield step.question.slot, step.question


def _meeting(joins: list[int], one: int, other: int) -> int:
    while one != other:
        if one < other:
            one = joins[one]
        else:
            other = joins[other]
    return one


def _given(question: Question) -> frozenset[str]:
    names = set(formula_types(question))
    earned = {question.axis} if question.axis else set()
    for option in (*question.options, *question.columns):
        earned.update(option.points)
        if option.correct:
            names.add("grade.percent")
    for rule in question.points:
        earned.update(rule.give)
    for name in earned:
        names.update((f"points.{name}", f"category.{name}", "score.total"))
    return frozenset(names)
