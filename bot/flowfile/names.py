"""The names of a flow: slots, values that are set, ids to jump to, and what is always there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.flowfile.keys import AskStep, FlowKeys
from bot.flowfile.keys.steps import ActionStep, BranchStep, CallStep, LinkStep, SetStep
from bot.flowfile.tree import Path
from bot.formula import Type
from bot.model import CONTACT_SLOTS
from bot.questions.registry import TYPES
from bot.score import LeadDefinition

#: What the page and the visitor's browser tell, whatever the flow.
CONTEXT: dict[str, Type] = {
    "visitor.language": Type.TEXT,
    "visitor.device": Type.TEXT,
    "visitor.returning": Type.BOOL,
    "utm.source": Type.TEXT,
    "utm.medium": Type.TEXT,
    "utm.campaign": Type.TEXT,
    "utm.content": Type.TEXT,
    "utm.term": Type.TEXT,
    "page.url": Type.TEXT,
}
#: Words of the formula language and of the flow file that no slot may have as its name.
RESERVED = frozenset(
    {"and", "or", "not", "in", "true", "false", "if", "end", "points", "score"}
    | {"category", "grade", "visitor", "utm", "page"}
)


@dataclass(slots=True)
class Slot:
    """A slot: its type and its options' values. `path` is the first question that asks it."""

    name: str
    type: str
    path: Path
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()  # of a matrix, whose options are its columns
    free: bool = False  # visitors may answer in words of their own


@dataclass(slots=True)
class Names:
    """All that one flow file names (not what it calls)."""

    slots: dict[str, Slot] = field(default_factory=dict)
    sets: dict[str, Path] = field(default_factory=dict)
    calls: list[tuple[Path, str]] = field(default_factory=list)
    links: list[tuple[Path, str]] = field(default_factory=list)
    actions: list[tuple[Path, str]] = field(default_factory=list)


def each_step(steps: Sequence[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    """Every step with its path, those within branches too, in the order of the file."""
    for number, step in enumerate(steps):
        here = (*path, number)
        yield here, step
        if isinstance(step, BranchStep):
            for key, way in (("then", step.then), ("else", step.else_)):
                if isinstance(way, list):
                    yield from each_step(way, (*here, key))


def names_of(keys: FlowKeys) -> Names:
    """What the file names, without judging it."""
    names = Names()
    for path, step in each_step(keys.steps, ("steps",)):
        if isinstance(step, AskStep):
            names.slots.setdefault(step.ask, _slot(step, path))
            if step.confirm is not None:
                _name_confirmation(names, step, path)
        elif isinstance(step, SetStep):
            for name in step.set:
                names.sets.setdefault(name, (*path, "set", name))
        elif isinstance(step, CallStep):
            names.calls.append(((*path, "call"), step.call))
        elif isinstance(step, LinkStep):
            names.links.append(((*path, "link"), step.link))
        elif isinstance(step, ActionStep):
            names.actions.append(((*path, "action"), step.action))
    return names


def _name_confirmation(names: Names, step: AskStep, path: Path) -> None:
    names.sets.setdefault(f"{step.ask}_confirmed", path)
    if step.confirm == "code":
        code = code_slot(step.ask)
        names.slots.setdefault(code, Slot(code, "text", path))


def code_slot(slot: str) -> str:
    """The slot under which the code is asked that confirms another slot."""
    return f"{slot}_code"


#: The slots of codes: six digits that are of no use once they were typed.
CODE_SLOTS = frozenset(code_slot(slot) for slot in ("email", "phone"))


def _slot(step: AskStep, path: Path) -> Slot:
    values = tuple(option.value for option in (step.options or step.columns))
    free = any(option.other for option in step.options)
    rows = tuple(row.value for row in step.rows)
    return Slot(step.ask, step.type, path, values, rows, free)


def slot_types(slot: Slot) -> dict[str, Type]:
    """What the slot stands for in formulas; each row of a matrix is `slot.row`."""
    own = TYPES[slot.type].FORMULA_TYPE if slot.type in TYPES else Type.ANY
    return {slot.name: own, **{f"{slot.name}.{row}": Type.TEXT for row in slot.rows}}


def known_types(
    own: Names, called: Sequence[Names], keys: FlowKeys, lead: LeadDefinition
) -> dict[str, Type]:
    """The types of all names that formulas and texts of the flow may use, `set` values left out."""
    types = dict(CONTEXT)
    types.update({f"points.{axis}": Type.NUMBER for axis in lead.axes})
    types.update({f"category.{name}": Type.NUMBER for name in keys.categories})
    types.update({"score.total": Type.NUMBER, "grade.percent": Type.NUMBER})
    if any(names.actions for names in (own, *called)):
        types.update(dict.fromkeys(CONTACT_SLOTS, Type.TEXT))
    for names in (*reversed(called), own):
        types.update(dict.fromkeys(names.sets, Type.ANY))
        for slot in names.slots.values():
            types.update(slot_types(slot))
    for name in own.sets:
        if name not in own.slots:
            types.pop(name, None)
    return types
