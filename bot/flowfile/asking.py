"""From the keys of `ask` to a `Question`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from bot.errors import VisitorError
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.keys import AskStep, OptionKeys, PointRuleKeys
from bot.flowfile.names import CONTEXT, RESERVED
from bot.flowfile.problems import either, hint, nearest
from bot.flowfile.tree import Path, as_written
from bot.model import Check, Json, Option, PointRule, Question
from bot.questions.registry import TYPES
from bot.texts import Text

#: Keys that every question may have, whatever its type.
COMMON_KEYS = frozenset(
    {"ask", "id", "if", "go", "text", "type", "help", "why", "required", "default", "prefill"}
    | {"axis", "points", "check", "explain", "placeholder"}
)
#: A day for judging defaults: only shapes are judged, never whether a date has passed.
_SOME_DAY = "2026-01-01"
_WITH_OPTIONS = ("choice", "multi_choice", "picture", "ranking")


def question(
    draft: Draft, context: Context, path: Path, step: AskStep, targets: Mapping[str, int]
) -> Question:
    """The question at `path`; what is wrong with it is reported."""
    _check_keys(draft, path, step)
    _check_bounds(draft, path, step)
    made = Question(
        slot=step.ask,
        type=step.type,
        text=_text(draft, path, step),
        help=draft.optional_text((*path, "help"), step.help),
        why=draft.optional_text((*path, "why"), step.why),
        placeholder=draft.optional_text((*path, "placeholder"), step.placeholder),
        explain=draft.optional_text((*path, "explain"), step.explain),
        required=step.required,
        axis=_axis(draft, context, path, step),
        options=_options(draft, context, (*path, "options"), step.options, step, targets),
        rows=_options(draft, context, (*path, "rows"), step.rows, step, targets),
        columns=_options(draft, context, (*path, "columns"), step.columns, step, targets),
        points=_rules(draft, context, path, step),
        check=_checks(draft, path, step),
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
    )
    return _with_default(draft, path, step, made)


def _text(draft: Draft, path: Path, step: AskStep) -> Text:
    """The question's words; a hidden one is never seen and may have none."""
    if step.text is not None:
        return draft.text((*path, "text"), step.text)
    if step.type != "hidden" and not draft.is_lost("text"):
        draft.key_error(path, "the key 'text' is missing")
    return Text({draft.language: (step.ask,)}, draft.language)


# ---------------------------------------------------------------- keys and bounds


def _check_keys(draft: Draft, path: Path, step: AskStep) -> None:
    if step.ask in RESERVED:
        draft.error((*path, "ask"), f"'{step.ask}' means something else; call the slot otherwise")
    if step.type not in TYPES:
        return
    taken = TYPES[step.type].KEYS
    for name in step.model_fields_set:
        key = AskStep.model_fields[name].alias or name
        if key not in COMMON_KEYS and key not in taken:
            draft.key_error(
                (*path, key), f"a question of type {step.type} has no '{key}'.{_types_with(key)}"
            )
    if step.type in _WITH_OPTIONS and not step.options and not draft.is_lost("options"):
        draft.key_error(path, f"a question of type {step.type} needs options")
    if step.type == "matrix" and not (step.rows and step.columns):
        draft.key_error(path, "a question of type matrix needs rows and columns")
    if step.type == "consent" and step.purpose is None and not draft.is_lost("purpose"):
        draft.key_error(path, "a consent needs its purpose, like purpose: newsletter")
    if step.type == "money" and step.currency is None and not draft.is_lost("currency"):
        _check_currency(draft, path)


def _check_currency(draft: Draft, path: Path) -> None:
    if draft.currency is None:
        draft.key_error(
            path, "money needs a currency, here or at the top of the file: currency: EUR"
        )


def _types_with(key: str) -> str:
    names = [name for name, kind in TYPES.items() if key in kind.KEYS]
    return f" These have: {', '.join(names)}." if names else ""


def _check_bounds(draft: Draft, path: Path, step: AskStep) -> None:
    dates = step.type == "date"
    for key, value in (("min", step.min), ("max", step.max)):
        if isinstance(value, str) and not dates:
            draft.error((*path, key), "must be a number")
        elif isinstance(value, float) and dates:
            draft.error((*path, key), "must be a date like 2027-03-01")
    low, high = step.min, step.max
    if low is not None and high is not None and type(low) is type(high) and low > high:  # type: ignore[operator]
        draft.error((*path, "min"), f"min is {_shown(low)}, above max, which is {_shown(high)}")
    if step.step is not None and step.step <= 0:
        draft.error((*path, "step"), "must be above 0")
    if step.max_mb is not None and step.max_mb <= 0:
        draft.error((*path, "max_mb"), "must be above 0")


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


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
        points=_points(draft, context, (*path, "points"), option.points, step.axis),
        correct=option.correct,
        image=context.image(draft, (*path, "image"), option.image),
        also=tuple(option.also),
        go=draft.target((*path, "go"), option.go, targets),
        tags=tuple(option.tags),
        other=option.other,
    )


# ---------------------------------------------------------------- points and checks


def _axis(draft: Draft, context: Context, path: Path, step: AskStep) -> str | None:
    if step.axis is not None:
        _known_axis(draft, context, (*path, "axis"), step.axis)
    return step.axis


def _known_axis(draft: Draft, context: Context, path: Path, name: str) -> None:
    if context.strict and name not in context.axes and not draft.is_lost(name):
        message = f"no axis or category '{name}'.{hint(name, context.axes)}"
        if not context.axes:
            message += " Axes stand in lead.yml, categories at the top of the flow."
        draft.error(path, message)


def _points(
    draft: Draft,
    context: Context,
    path: Path,
    points: float | dict[str, float] | None,
    axis: str | None,
) -> dict[str, float]:
    if points is None:
        return {}
    if isinstance(points, dict):
        for name in points:
            _known_axis(draft, context, (*path, name), name)
        return dict(points)
    if axis is None:
        if points and not draft.is_lost("axis"):
            draft.error(path, "points need an axis: give the question an axis, or write {need: 5}")
        return {}
    return {axis: points}


def _rules(draft: Draft, context: Context, path: Path, step: AskStep) -> tuple[PointRule, ...]:
    rules = []
    always: int | None = None
    for number, rule in enumerate(step.points):
        here = (*path, "points", number)
        if always is not None:
            draft.key_error(
                here, f"never reached: rule {always + 1} above has no `if` and always holds"
            )
        if rule.if_ is None and always is None:
            always = number
        rules.append(_rule(draft, context, here, rule, step.axis))
    return tuple(rules)


def _rule(
    draft: Draft, context: Context, path: Path, rule: PointRuleKeys, axis: str | None
) -> PointRule:
    give = _points(draft, context, (*path, "give"), rule.give, axis)
    condition = draft.condition((*path, "if"), rule.if_)
    return PointRule(condition, give, rule.if_ if rule.if_ is not None else "any answer")


def _checks(draft: Draft, path: Path, step: AskStep) -> tuple[Check, ...]:
    checks = []
    for number, check in enumerate(step.check):
        here = (*path, "check", number)
        condition = draft.condition((*here, "if"), check.if_)
        assert condition is not None
        checks.append(Check(condition, draft.text((*here, "say"), check.say)))
    return tuple(checks)


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
