"""Which keys fit which type of question, and bounds that fit each other."""

from __future__ import annotations

from bot.flowfile.draft import Draft
from bot.flowfile.keys import AskStep
from bot.flowfile.names import RESERVED
from bot.flowfile.tree import Path
from bot.questions.registry import TYPES

#: Keys that every question may have, whatever its type.
COMMON_KEYS = frozenset(
    {"ask", "id", "if", "go", "text", "type", "help", "why", "required", "default", "prefill"}
    | {"axis", "points", "check", "explain", "placeholder", "unless_known"}
)
#: Types that hold for one conversation only: a consent is for its exact words.
_NEVER_KNOWN = ("consent", "file", "hidden")
_WITH_OPTIONS = ("choice", "multi_choice", "picture", "ranking")


def check_keys(draft: Draft, path: Path, step: AskStep) -> None:
    """Report keys the type does not have, and those it lacks."""
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
    if step.unless_known is not None and step.type in _NEVER_KNOWN:
        draft.key_error((*path, "unless_known"), f"a {step.type} is asked every time")
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


def check_bounds(draft: Draft, path: Path, step: AskStep) -> None:
    """Report bounds of the wrong kind, or the wrong way round."""
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
