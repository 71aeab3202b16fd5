"""Comparing what a flow file's test expects with what came out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from bot.model import Json

_COMPARISON = re.compile(r"\s*(>=|<=|<>|>|<|=|~)\s*(-?\d[\d_]*(?:\.\d+)?)\s*%?\s*")

#: `~` allows this part of the expected number.
_ROUGHLY = 0.01

#: Numbers written in full agree to this part: what is left of them after 15 digits is noise.
_EXACTLY = 1e-9

_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">=": lambda got, limit: got >= limit or _close(got, limit, _EXACTLY),
    "<=": lambda got, limit: got <= limit or _close(got, limit, _EXACTLY),
    ">": lambda got, limit: got > limit and not _close(got, limit, _EXACTLY),
    "<": lambda got, limit: got < limit and not _close(got, limit, _EXACTLY),
    "=": lambda got, limit: _close(got, limit, _EXACTLY),
    "<>": lambda got, limit: not _close(got, limit, _EXACTLY),
    "~": lambda got, limit: _close(got, limit, _ROUGHLY),
}


def agrees(expected: Json, got: Json) -> bool:
    """Whether a value is the one expected; `">= 60"` and `"~ 1290"` compare numbers.

    Plain numbers agree to nine digits, `~` means within 1 %, parts of a map may be left out.
    """
    if _is_number(got) and isinstance(expected, str):
        found = _COMPARISON.fullmatch(expected)
        if found:
            limit = float(found[2].replace("_", ""))
            return _COMPARE[found[1]](float(got), limit)  # type: ignore[arg-type]
    if _is_number(got) and _is_number(expected):
        return _close(float(got), float(expected), _EXACTLY)  # type: ignore[arg-type]
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(agrees(part, got.get(name)) for name, part in expected.items())
    if isinstance(expected, list) and isinstance(got, list):
        pairs = zip(expected, got, strict=False)
        return len(expected) == len(got) and all(agrees(one, other) for one, other in pairs)
    return type(expected) is type(got) and expected == got


def said(value: Json) -> str:
    """A value as a test's author would write it."""
    if value is None:
        return "nothing"
    if isinstance(value, float):
        return f"{value:.10g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _close(got: float, limit: float, part: float) -> bool:
    return abs(got - limit) <= part * max(abs(limit), part)
