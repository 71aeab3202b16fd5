"""Numbers, money and percents by language.

Values are cut to 15 significant digits and rounded half away from zero, as formulas and browsers
do, so that what is shown here and what the calculator's script shows are the same.
"""

from __future__ import annotations

import sys
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import numbers

from bot.display.locales import locale_of

#: As many digits as the greatest number has: babel rounds in the context it finds.
_EVERY_DIGIT = Context(prec=400)
#: Languages that group digits only from 10,000 on (CLDR: minimumGroupingDigits 2).
_GROUPS_FROM_FIVE_DIGITS = frozenset({"es", "pl"})


@lru_cache(maxsize=8192)
def number(value: float, language: str, decimals: int | None = None) -> str:
    """`1234.5` as "1,234.5"; at most two decimals (four below one) unless `decimals` says."""
    places = decimals if decimals is not None else _usual_decimals(value)
    exact = _rounded(value, places)
    with localcontext(_EVERY_DIGIT):
        shown: str = numbers.format_decimal(
            exact,
            format=_pattern(places if decimals else 0, places),
            locale=locale_of(language),
            group_separator=_groups(exact, language),
        )
    return shown


@lru_cache(maxsize=8192)
def money(value: float, currency: str | None, language: str) -> str:
    """`1490.0` in EUR as "€1,490"; whole amounts without decimals. No currency: a plain number."""
    if not currency:
        return number(value, language)
    places = numbers.get_currency_precision(currency)
    exact = _rounded(value, places)
    whole = exact == exact.to_integral_value()
    with localcontext(_EVERY_DIGIT):
        shown: str = numbers.format_currency(
            exact.to_integral_value() if whole else exact,
            currency,
            locale=locale_of(language),
            currency_digits=False,
            format=_currency_pattern(language, 0 if whole else places),
            group_separator=_groups(exact, language),
        )
    return shown


@lru_cache(maxsize=8192)
def percent(value: float, language: str, decimals: int | None = None) -> str:
    """A fraction as a percent: `0.045` as "4.5%"; at most two decimals unless `decimals` says."""
    places = 2 if decimals is None else decimals
    most = sys.float_info.max
    exact = _rounded(max(min(value * 100, most), -most), places) / 100
    locale = locale_of(language)
    affix = locale.percent_formats[None].pattern
    figure = _pattern(places if decimals else 0, places)
    with localcontext(_EVERY_DIGIT):
        shown: str = numbers.format_percent(
            exact,
            format=affix.replace("#,##0", figure),
            locale=locale,
            group_separator=_groups(exact * 100, language),
        )
    return shown


def _usual_decimals(value: float) -> int:
    return 2 if abs(value) >= 1 else 4


def _rounded(value: float, places: int) -> Decimal:
    cut = Decimal(f"{value:.15g}")
    if cut.adjusted() > 20:
        return cut
    rounded = cut.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def _pattern(least: int, most: int) -> str:
    if most == 0:
        return "#,##0"
    return "#,##0." + "0" * least + "#" * (most - least)


@lru_cache(maxsize=256)
def _currency_pattern(language: str, places: int) -> str:
    pattern: str = locale_of(language).currency_formats["standard"].pattern
    return pattern.replace(".00", "." + "0" * places if places else "")


def _groups(value: Decimal, language: str) -> bool:
    return language.split("-")[0] not in _GROUPS_FROM_FIVE_DIGITS or abs(value) >= 10_000
