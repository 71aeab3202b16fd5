"""What a look ahead found, for people: a table from stage to stage, warnings, the diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.score import LeadDefinition
from leads.stage import rank_of

#: What stands below the first stage is called.
BELOW = "no stage"


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many leads go from the stage of a row to that of a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a diff; `kind` is add, gone, place or same."""

    kind: str
    text: str


def matrix_of(
    counts: Mapping[str, int], present: LeadDefinition, proposed: LeadDefinition
) -> Matrix:
    """Stages of now down, of then across, the highest first; stages nobody touches are in it."""
    pairs = {tuple(key.split("|", 1)): count for key, count in counts.items()}
    rows = _stages(present, {before for before, _ in pairs})
    columns = _stages(proposed, {after for _, after in pairs})
    return Matrix(
        tuple(name or BELOW for name in columns),
        tuple(
            (before or BELOW, tuple(pairs.get((before, after), 0) for after in columns))
            for before in rows
        ),
    )


def _stages(definition: LeadDefinition, others: set[str]) -> list[str]:
    names = [rule.name for rule in reversed(definition.stages)]
    return [*names, *sorted(others.difference(names, {""})), ""]


def warnings_of(
    figures: Mapping[str, Any], present: LeadDefinition, proposed: LeadDefinition
) -> Iterator[str]:
    """What somebody should stop at before they apply it."""
    fallen = emptied = 0
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for key, count in figures["matrix"].items():
        old, new = key.split("|", 1)
        before[old] = before.get(old, 0) + count
        after[new] = after.get(new, 0) + count
        fallen += count * (rank_of(proposed, new) < rank_of(present, old) and bool(old))
    standing = sum(count for stage, count in before.items() if stage)
    if not present.stages or not proposed.stages:
        yield (
            "Without stages no lead is ever handed over."
            if not proposed.stages
            else ("There were no stages before.")
        )
    if standing and fallen == standing:
        yield f"Every lead would fall: all {standing:,} that stand in a stage now."
    for rule in reversed(proposed.stages):
        emptied = before.get(rule.name, 0)
        if emptied and not after.get(rule.name):
            yield f"Nobody would stand in {rule.name} any more ({emptied:,} do now)."
    for axis, lines in figures.get("axes_gone", {}).items():
        if lines:
            yield f"{lines:,} lines of points on “{axis}” would count no more: that axis is gone."


def diff_of(before: str, after: str) -> Sequence[DiffLine]:
    """What changed in a file, with three lines around it."""
    kinds = {"+": "add", "-": "gone", "@": "place"}
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3)
    found = list(lines)[2:]
    return [DiffLine(kinds.get(line[:1], "same"), line) for line in found]
