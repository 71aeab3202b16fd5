"""A flow's own tests: their names are checked here; `bot.engine` runs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.flowfile.asking import written
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.keys import FlowKeys, TestKeys
from bot.flowfile.names import CONTEXT, Names
from bot.flowfile.problems import hint
from bot.flowfile.tree import Path, as_written
from bot.model import Expectation

#: Types of questions whose values are words, or lists or maps of words.
_KEPT_AS_WORDS = frozenset(
    {"choice", "picture", "multi_choice", "ranking", "matrix", "text", "long_text", "email"}
    | {"phone", "url", "name", "company", "address", "country", "date"}
)


def expectations(
    draft: Draft, context: Context, keys: FlowKeys, own: Names, called: Sequence[Names]
) -> tuple[Expectation, ...]:
    """All tests of the file; names they use that do not exist are reported."""
    made = []
    seen: set[str] = set()
    slots = [name for names in (own, *called) for name in names.slots]
    types = {name: slot.type for names in (own, *called) for name, slot in names.slots.items()}
    for number, test in enumerate(keys.tests):
        path = ("tests", number)
        if test.name in seen:
            draft.error((*path, "name"), "another test has this name; give each its own")
        seen.add(test.name)
        _check(draft, context, keys, test, path, own, slots)
        made.append(_made(draft, test, path, types))
    return tuple(made)


def _made(draft: Draft, test: TestKeys, path: Path, types: Mapping[str, str]) -> Expectation:
    expect: dict[str, Any] = test.expect.model_dump(exclude_unset=True)
    if "slots" in expect:
        expect["slots"] = {n: _value(item, types.get(n)) for n, item in expect["slots"].items()}
    return Expectation(
        name=test.name,
        line=draft.line(path),
        answers={name: _value(item, types.get(name)) for name, item in test.answers.items()},
        expect={name: written(value) for name, value in expect.items()},
        language=test.language,
    )


def _value(value: Any, kind: str | None) -> Any:
    """A slot's value; `007` and `+48 22…` without quotes are words where words are kept."""
    if kind not in _KEPT_AS_WORDS:
        return written(value)
    if isinstance(value, list):
        return [_value(item, kind) for item in value]
    if isinstance(value, dict):
        return {name: _value(item, kind) for name, item in value.items()}
    return as_written(value)


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
        here = (*path, "answers", name)
        if name == "visitor.language":
            draft.key_error(here, "the language of a test is its key `language`, like language: tr")
        else:
            _known(draft, here, name, [*slots, *CONTEXT], "question")
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
        named = [*slots, *own.sets, *draft.types]
        _known(draft, (*here, "slots", name), name, named, "slot or `set` value")
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
