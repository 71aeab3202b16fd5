"""Boxes for figures: what stands around them and the slider beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import numbers

from bot.display import money, number
from bot.display.locales import locale_of
from bot.effects import Asked

#: A slider is offered up to this many steps.
MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Range:
    """A slider's ends; numbers as HTML writes them, `low` and `high` as people do."""

    least: str
    most: str
    step: str
    value: str
    low: str
    high: str


def affixes(asked: Asked, language: str) -> tuple[str, str]:
    """What stands before and after the box: currency, unit, percent sign."""
    currency, first = "", False
    if asked.type == "money" and asked.currency:
        locale = locale_of(language)
        currency = numbers.get_currency_symbol(asked.currency, locale=locale)
        first = locale.currency_formats["standard"].pattern.lstrip("\u200f").startswith("¤")
    after = (
        "%" if asked.type == "percent" else "",
        "" if first else currency,
        asked.unit or "",
    )
    return (currency if first else ""), " ".join(part for part in after if part)


def range_of(asked: Asked, language: str) -> Range | None:
    """The slider, where both ends are known and it would not have too many steps."""
    low, high = asked.minimum, asked.maximum
    if not isinstance(low, int | float) or not isinstance(high, int | float) or high <= low:
        return None
    step = asked.step or _usual_step(low, high)
    if (high - low) / step > MOST_STEPS:
        return None
    now = _figure(asked)
    value = low if now is None else min(max(now, low), high)
    return Range(
        least=f"{low:.12g}",
        most=f"{high:.12g}",
        step=f"{step:.12g}",
        value=f"{value:.12g}",
        low=asked.low or _with_unit(asked, low, language),
        high=asked.high or _with_unit(asked, high, language),
    )


def _figure(asked: Asked) -> float | None:
    value: Any = asked.value
    if isinstance(value, Mapping):
        ends = [end for end in (value.get("low"), value.get("high")) if end is not None]
        value = sum(ends) / len(ends) if ends else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Bounds of a percent are written as people write them, its value is a fraction.
    return float(value) * 100 if asked.type == "percent" else float(value)


def _with_unit(asked: Asked, figure: float, language: str) -> str:
    if asked.type == "money" and asked.currency:
        return money(figure, asked.currency, language)
    shown = number(figure, language)
    return f"{shown} %" if asked.type == "percent" else shown


def _usual_step(low: float, high: float) -> float:
    """A round step that gives the slider some hundred places."""
    span = high - low
    if span < 10:
        return 0.1
    return 10.0 ** (len(f"{span / 100:.0f}") - 1) if span >= 100 else 1.0
