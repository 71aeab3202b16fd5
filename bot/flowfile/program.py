"""Steps become a flat program: branches turn into jumps, so that a position is one number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.flowfile.asking import question
from bot.flowfile.confirming import Label, Make, confirmation
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.keys import AskStep
from bot.flowfile.keys.steps import (
    ActionStep,
    BranchStep,
    CallStep,
    GoStep,
    HandoverStep,
    LinkStep,
    PageStep,
    SayStep,
    SetStep,
)
from bot.flowfile.names import each_step
from bot.flowfile.tree import Path
from bot.formula import Formula
from bot.model import Action, Ask, Branch, Call, Go, Handover, Link, Page, Say, Set, Step

#: The target that means the end of the flow.
END = "end"

Maker = Callable[[Mapping[str, int]], Step]


@dataclass(slots=True)
class Program:
    """`paths` says for every position which step of the file it came from; jumps made here have the
    path of their branch and are in `made`."""

    steps: tuple[Step, ...]
    paths: tuple[Path, ...]
    made: frozenset[int]


@dataclass(slots=True)
class _Layout:
    draft: Draft
    context: Context
    makers: list[tuple[Path, Maker]] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    made: set[int] = field(default_factory=set)

    def add(self, path: Path, maker: Maker) -> None:
        self.makers.append((path, maker))

    def jump(self, path: Path, label: str) -> None:
        """A jump of our own making."""
        step_id, line = f"{label}~{len(self.makers)}", self.draft.line(path)
        self.made.add(len(self.makers))
        self.add(path, lambda labels: Go(step_id, line, None, labels[label]))


def lay_out(draft: Draft, context: Context, steps: Sequence[Any]) -> Program:
    """The program of a flow's steps; unknown targets are reported and lead to the end."""
    _check_ids(draft, steps)
    layout = _Layout(draft, context)
    _place(layout, steps, ("steps",))
    layout.labels[END] = len(layout.makers)
    labels = layout.labels
    made = tuple(maker(labels) for _, maker in layout.makers)
    return Program(made, tuple(path for path, _ in layout.makers), frozenset(layout.made))


def _check_ids(draft: Draft, steps: Sequence[Any]) -> None:
    """Every id once; a slot may be asked again with the same type only."""
    ids: dict[str, int] = {}
    asked: dict[str, tuple[str, int]] = {}
    for path, step in each_step(steps, ("steps",)):
        line = draft.line(path)
        if isinstance(step, AskStep):
            before = asked.setdefault(step.ask, (step.type, line))
            if before[0] != step.type:
                draft.error(
                    (*path, "type"),
                    f"'{step.ask}' is asked twice with different types: "
                    f"{before[0]} on line {before[1]}, {step.type} here",
                )
            if step.ask in ids and before[1] == line:
                draft.error((*path, "ask"), f"the id '{step.ask}' is taken on line {ids[step.ask]}")
            ids.setdefault(step.ask, line)
        if step.id is None or (isinstance(step, AskStep) and step.id == step.ask):
            continue
        if step.id == END:
            draft.error((*path, "id"), "'end' is the end of the flow; choose another id")
        elif step.id in ids:
            draft.error((*path, "id"), f"the id '{step.id}' is taken on line {ids[step.id]}")
        ids.setdefault(step.id, line)


def _place(layout: _Layout, steps: Sequence[Any], path: Path) -> None:
    for number, step in enumerate(steps):
        here = (*path, number)
        for name in (step.id, getattr(step, "ask", None)):
            if name is not None:
                layout.labels.setdefault(name, len(layout.makers))
        if isinstance(step, BranchStep):
            _place_branch(layout, step, here)
        elif not isinstance(step, GoStep) and getattr(step, "go", None) is not None:
            _place_with_go(layout, step, here)
        else:
            layout.add(here, _maker(layout, step, here, step.if_))
            _place_confirmation(layout, step, here)


def _place_with_go(layout: _Layout, step: Any, path: Path) -> None:
    """A step that says where to go on: the jump is taken only when the step was."""
    after = f"~{len(layout.makers)}"
    if step.if_ is not None:
        layout.add(path, _branch(layout, path, step.if_, after, after))
    layout.add(path, _maker(layout, step, path, None))
    _place_confirmation(layout, step, path)
    layout.add((*path, "go"), _going(layout, f"{after}go", step.go, (*path, "go")))
    layout.made.add(len(layout.makers) - 1)
    layout.labels[after] = len(layout.makers)


def _place_branch(layout: _Layout, step: BranchStep, path: Path) -> None:
    start = len(layout.makers)
    otherwise, after = f"~{start}else", f"~{start}after"
    step_id = step.id or f"if~{start}"
    layout.add(path, _branch(layout, path, step.if_, otherwise, step_id))
    _place_way(layout, step.then, (*path, "then"))
    if step.else_ is not None:
        if not isinstance(step.then, str):
            layout.jump(path, after)
        layout.labels[otherwise] = len(layout.makers)
        _place_way(layout, step.else_, (*path, "else"))
    layout.labels.setdefault(otherwise, len(layout.makers))
    layout.labels[after] = len(layout.makers)


def _place_way(layout: _Layout, way: Any, path: Path) -> None:
    if isinstance(way, str):
        layout.add(path, _going(layout, f"go~{len(layout.makers)}", way, path))
        layout.made.add(len(layout.makers) - 1)
    elif way is not None:
        _place(layout, way, path)


def _place_confirmation(layout: _Layout, step: Any, path: Path) -> None:
    """The steps that `confirm` stands for, right after the question."""
    if not isinstance(step, AskStep) or step.confirm is None:
        return
    line, own = layout.draft.line(path), f"confirm~{len(layout.makers)}~"
    for part in confirmation(step, layout.draft.language):
        if isinstance(part, Label):
            layout.labels[own + part.name] = len(layout.makers)
            continue
        step_id = f"{own}{len(layout.makers)}"
        layout.made.add(len(layout.makers))
        layout.add(path, _own_step(part, step_id, line, own))


def _own_step(make: Make, step_id: str, line: int, own: str) -> Maker:
    return lambda labels: make(step_id, line, lambda to: labels[own + to])


def _branch(layout: _Layout, path: Path, source: str, otherwise: str, step_id: str) -> Maker:
    draft, line = layout.draft, layout.draft.line(path)

    def make(labels: Mapping[str, int]) -> Step:
        test = draft.condition((*path, "if"), source)
        assert test is not None
        return Branch(step_id, line, None, test, labels[otherwise])

    return make


def _going(layout: _Layout, step_id: str, target: str, path: Path) -> Maker:
    draft, line = layout.draft, layout.draft.line(path)
    return lambda labels: Go(step_id, line, None, _resolved(draft, path, target, labels))


def _resolved(draft: Draft, path: Path, target: str, labels: Mapping[str, int]) -> int:
    found = draft.target(path, target, labels)
    return labels[END] if found is None else found


def _maker(layout: _Layout, step: Any, path: Path, source: str | None) -> Maker:
    draft, context = layout.draft, layout.context
    position, line = len(layout.makers), layout.draft.line(path)

    def make(labels: Mapping[str, int]) -> Step:
        condition = draft.condition((*path, "if"), source)
        if isinstance(step, AskStep):
            asked = question(draft, context, path, step, labels)
            return Ask(step.id or step.ask, line, condition, asked)
        return _made(draft, context, step, path, line, condition, position, labels)

    return make


def _made(
    draft: Draft,
    context: Context,
    step: Any,
    path: Path,
    line: int,
    condition: Formula | None,
    position: int,
    labels: Mapping[str, int],
) -> Step:
    """One step of any kind but questions and branches."""
    named = step.id or f"step~{position}"
    if isinstance(step, SayStep):
        image = context.image(draft, (*path, "image"), step.image)
        video = context.image(draft, (*path, "video"), step.video)
        return Say(named, line, condition, draft.text((*path, "say"), step.say), image, video)
    if isinstance(step, SetStep):
        values = tuple(
            (name, draft.formula((*path, "set", name), source)) for name, source in step.set.items()
        )
        return Set(named, line, condition, values)
    if isinstance(step, GoStep):
        return Go(named, line, condition, _resolved(draft, (*path, "go"), step.go, labels))
    if isinstance(step, CallStep):
        return Call(named, line, condition, context.flow(draft, (*path, "call"), step.call))
    if isinstance(step, LinkStep):
        return Link(named, line, condition, context.flow(draft, (*path, "link"), step.link))
    if isinstance(step, ActionStep):
        return Action(named, line, condition, context.action(draft, (*path, "action"), step.action))
    if isinstance(step, HandoverStep):
        words = draft.optional_text((*path, "handover"), step.handover)
        return Handover(named, line, condition, words)
    assert isinstance(step, PageStep)
    return Page(named, line, condition, draft.optional_text((*path, "page"), step.page))
