"""From the keys of `ask` to a `Question`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from bot.errors import VisitorError
from bot.flowfile.awards import axis_of, checks_of, points_of, rules_of
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.fitting import check_bounds, check_keys
from bot.flowfile.keys import AskStep, OptionKeys
from bot.flowfile.names import CONTEXT
from bot.flowfile.problems import either, nearest
from bot.flowfile.tree import Path, as_written
from bot.model import Json, Option, Question
from bot.questions.registry import TYPES
from bot.texts import Text

#: A day for judging defaults: only shapes are judged, never whether a date has passed.
_SOME_DAY = "2026-01-01"


def question(
    draft: Draft, context: Context, path: Path, step: AskStep, targets: Mapping[str, int]
) -> Question:
    """The question at `path`; what is wrong with it is reported."""
    check_keys(draft, path, step)
    check_bounds(draft, path, step)
    made = Question(
        slot=step.ask,
        type=step.type,
        text=_text(draft, path, step),
        help=draft.optional_text((*path, "help"), step.help),
        why=draft.optional_text((*path, "why"), step.why),
        placeholder=draft.optional_text((*path, "placeholder"), step.placeholder),
        explain=draft.optional_text((*path, "explain"), step.explain),
        required=step.required,
        axis=axis_of(draft, context, path, step),
        options=_options(draft, context, (*path, "options"), step.options, step, targets),
        rows=_options(draft, context, (*path, "rows"), step.rows, step, targets),
        columns=_options(draft, context, (*path, "columns"), step.columns, step, targets),
        points=rules_of(draft, context, path, step),
        check=checks_of(draft, path, step),
        minimum=step.min,
        maximum=step.max,
        step=step.step,
        decimals=step.decimals,
        unit=draft.optional_text((*path, "unit"), step.unit),
        currency=step.currency or (context.currency if step.type == "money" else None),
        low=draft.optional_text((*path, "low"), step.low),
        high=draft.optional_text((*path, "high"), step.high),
        prefill=_prefill(draft, path, step.prefill),
        purpose=step.purpose,
        accept=tuple(step.accept),
        max_mb=step.max_mb,
        shuffle=step.shuffle,
        unless_known=step.unless_known,
        keep=step.keep,
    )
    return _with_default(draft, path, step, made)


def _text(draft: Draft, path: Path, step: AskStep) -> Text:
    """The question's words; a hidden one is never seen and may have none."""
    if step.text is not None:
        return draft.text((*path, "text"), step.text)
    if step.type != "hidden" and not draft.is_lost("text"):
        draft.key_error(path, "the key 'text' is missing")
    return Text({draft.language: (step.ask,)}, draft.language)


# ---------------------------------------------------------------- options


def _options(
    draft: Draft,
    context: Context,
    path: Path,
    options: Sequence[OptionKeys],
    step: AskStep,
    targets: Mapping[str, int],
) -> tuple[Option, ...]:
    seen: dict[str, int] = {}
    made = []
    for number, option in enumerate(options):
        here = (*path, number)
        if option.value in seen:
            draft.error(
                (*here, "value"),
                f"the value '{option.value}' is here twice; each option needs its own",
            )
        seen[option.value] = number
        made.append(_option(draft, context, here, option, step, targets))
    return tuple(made)


def _option(
    draft: Draft,
    context: Context,
    path: Path,
    option: OptionKeys,
    step: AskStep,
    targets: Mapping[str, int],
) -> Option:
    label = option.label if option.label is not None else option.value
    return Option(
        value=option.value,
        label=draft.text((*path, "label"), label),
        points=points_of(draft, context, (*path, "points"), option.points, step.axis),
        correct=option.correct,
        image=context.image(draft, (*path, "image"), option.image),
        also=tuple(option.also),
        go=draft.target((*path, "go"), option.go, targets),
        tags=tuple(option.tags),
        other=option.other,
    )


# ---------------------------------------------------------------- what is filled in beforehand


def _prefill(draft: Draft, path: Path, name: str | None) -> str | None:
    if name is None or name in CONTEXT:
        return name
    if "." in name or not name.replace("_", "").replace("-", "").isalnum():
        meant = nearest(name, CONTEXT)
        ending = f" Did you mean '{meant}'?" if meant else ""
        allowed = either(["a name of the embed", *CONTEXT])
        draft.error(
            (*path, "prefill"), f"'{name}' cannot be filled in from; use {allowed}.{ending}"
        )
    return name


def _with_default(draft: Draft, path: Path, step: AskStep, made: Question) -> Question:
    """The question with its default in the type's own shape."""
    if step.default is None or step.type not in TYPES or draft.stand_ins:
        return made
    given = cast(Json, written(step.default))
    try:
        value = TYPES[step.type].accept(made, given, language=draft.language, today=_SOME_DAY)
    except VisitorError as problem:
        draft.error((*path, "default"), f"does not fit the question: {problem.message}")
        return made
    return replace(made, default=value)


def written(value: Any) -> Any:
    """Numbers of the file as plain numbers."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    return as_written(value)
