"""Formulas that compare a question with a value none of its options has: `need = "volum"`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.flowfile.draft import Draft, UsedFormula
from bot.flowfile.names import Names, Slot
from bot.flowfile.problems import hint

_EQUALS = frozenset({"=", "<>"})
_IN = frozenset({"in", "not in"})


def check_choices(draft: Draft, names: Sequence[Names]) -> None:
    """Report every such comparison at the value; own questions come before called ones."""
    slots: dict[str, Slot] = {}
    for part in reversed(names):
        for name, slot in part.slots.items():
            if slot.options and not slot.free:
                slots[name] = slot
                slots.update({f"{name}.{row}": slot for row in slot.rows})
    for used in draft.formulas:
        for slot, value in _compared(used.formula.to_json(), slots):
            if value not in slot.options and not draft.is_lost(value):
                _report(draft, used, slot, value)


def _report(draft: Draft, used: UsedFormula, slot: Slot, value: str) -> None:
    source = used.formula.source
    found = re.search(rf"[\"']{re.escape(value)}[\"']", source)
    offset = found.start() if found else 0
    ending = hint(value, slot.options, "It has")
    draft.error(used.path, f"'{slot.name}' has no option '{value}'.{ending}", offset=offset)


def _compared(tree: Any, slots: dict[str, Slot]) -> Iterator[tuple[Slot, str]]:
    """The slots of `slots` and the texts they are compared with."""
    if not isinstance(tree, list):
        return
    head, *parts = tree
    if head in _EQUALS:
        for slot, other in (parts, reversed(parts)):
            if isinstance(slot, str) and slot in slots:
                yield from ((slots[slot], value) for value in _texts(other))
    elif head in _IN:
        item, items = parts
        if isinstance(item, str) and item in slots:
            yield from ((slots[item], value) for value in _texts(items))
        if isinstance(items, str) and items in slots:
            yield from ((slots[items], value) for value in _texts(item))
    for part in parts:
        yield from _compared(part, slots)


def _texts(tree: Any) -> Iterator[str]:
    """The texts in a literal or a list of literals."""
    if isinstance(tree, list) and tree[:1] == ["'"]:
        yield str(tree[1])
    elif isinstance(tree, list) and tree[:1] == ["["]:
        for item in tree[1:]:
            yield from _texts(item)
