"""A flow's own tests: their names are checked here; `bot.engine` runs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.flowfile.asking import written
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.keys import FlowKeys, TestKeys
from bot.flowfile.names import Names
from bot.flowfile.problems import hint
from bot.flowfile.tree import Path
from bot.model import Expectation


def expectations(
    draft: Draft, context: Context, keys: FlowKeys, own: Names, called: Sequence[Names]
) -> tuple[Expectation, ...]:
    """All tests of the file; names they use that do not exist are reported."""
    made = []
    seen: set[str] = set()
    slots = [name for names in (own, *called) for name in names.slots]
    for number, test in enumerate(keys.tests):
        path = ("tests", number)
        if test.name in seen:
            draft.error((*path, "name"), "another test has this name; give each its own")
        seen.add(test.name)
        _check(draft, context, keys, test, path, own, slots)
        made.append(_made(draft, test, path))
    return tuple(made)


def _made(draft: Draft, test: TestKeys, path: Path) -> Expectation:
    expect: dict[str, Any] = test.expect.model_dump(exclude_unset=True)
    return Expectation(
        name=test.name,
        line=draft.line(path),
        answers={name: written(value) for name, value in test.answers.items()},
        expect={name: written(value) for name, value in expect.items()},
        language=test.language,
    )


def _check(
    draft: Draft,
    context: Context,
    keys: FlowKeys,
    test: TestKeys,
    path: Path,
    own: Names,
    slots: list[str],
) -> None:
    for name in test.answers:
        _known(draft, (*path, "answers", name), name, slots, "question")
    expect = test.expect
    here = (*path, "expect")
    if expect.outcome is not None:
        ends = [outcome.id for outcome in keys.outcomes] + [flow for _, flow in own.links]
        _known(draft, (*here, "outcome"), expect.outcome, ends, "outcome")
    for number, name in enumerate(expect.products):
        _known(draft, (*here, "products", number), name, [p.id for p in keys.products], "product")
    for name in expect.points:
        _known(draft, (*here, "points", name), name, context.axes, "axis or category")
    for name in expect.slots:
        _known(draft, (*here, "slots", name), name, draft.types, "slot or `set` value")
    labels = [
        label for outcome in keys.outcomes for r in outcome.results for label in _said(r.label)
    ]
    for name in expect.results:
        _known(draft, (*here, "results", name), name, labels, "result")


def _said(label: str | dict[str, str]) -> list[str]:
    return list(label.values()) if isinstance(label, dict) else [label]


def _known(draft: Draft, path: Path, name: str, allowed: Any, kind: str) -> None:
    if name not in allowed and not draft.is_lost(name):
        draft.key_error(path, f"no {kind} called '{name}'.{hint(name, allowed)}")
