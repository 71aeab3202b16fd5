"""Numbers, money, percents and dates in the visitor's language."""

from __future__ import annotations

import sys

import pytest

from bot import display


@pytest.mark.parametrize(
    ("language", "number", "money", "percent"),
    [
        ("en", "1,234.57", "€1,234.50", "4.5%"),
        ("tr", "1.234,57", "€1.234,50", "%4,5"),
        ("pl", "1234,57", "1234,50\xa0€", "4,5%"),
        ("de", "1.234,57", "1.234,50\xa0€", "4,5\xa0%"),
        ("es", "1234,57", "1234,50\xa0€", "4,5\xa0%"),
        ("fr", "1\u202f234,57", "1\u202f234,50\xa0€", "4,5\xa0%"),
        ("nonsense", "1,234.57", "€1,234.50", "4.5%"),
    ],
)
def test_figures_by_language(language: str, number: str, money: str, percent: str) -> None:
    assert display.number(1234.567, language) == number
    assert display.money(1234.5, "EUR", language) == money
    assert display.percent(0.045, language).replace("\u202f", "\xa0") == percent


def test_figures_are_rounded_half_away_from_zero_on_fifteen_digits() -> None:
    assert display.number(1.005, "en") == "1.01"
    assert display.number(-1.005, "en") == "-1.01"
    assert display.number(0.1 + 0.2, "en") == "0.3"
    assert display.number(-0.00001, "en") == "0"
    assert display.money(2.675, "EUR", "en") == "€2.68"


def test_whole_amounts_have_no_decimals() -> None:
    assert display.money(1490, "EUR", "en") == "€1,490"
    assert display.money(1490.004, "EUR", "en") == "€1,490"
    assert display.money(1500, "JPY", "en") == "¥1,500"
    assert display.money(12, None, "en") == "12"


def test_small_and_large_numbers() -> None:
    assert display.number(0.12345, "en") == "0.1235"
    assert display.number(1e25, "en").startswith("10,000,000")
    assert display.number(3, "en", 2) == "3.00"


@pytest.mark.parametrize("value", [1e21, 1e28, -1e33, 1e300, sys.float_info.max])
@pytest.mark.parametrize("format", ["money", "percent", "date", "number", None])
def test_numbers_beyond_sense_are_shown_all_the_same(value: float, format: str | None) -> None:
    for language in ("en", "tr", "pl", "de", "es", "fr"):
        shown = display.formatted(value, format, language, "EUR")
        assert sum(sign.isdigit() for sign in shown) >= 22


def test_computed_values_by_format() -> None:
    assert display.formatted(None, "money", "en", "EUR") == ""
    assert display.formatted(True, None, "de", None) == "Ja"
    assert display.formatted(46037.0, "date", "en", None) == "January 15, 2026"
    assert display.formatted(1e12, "date", "en", None) == "1,000,000,000,000"
    assert display.formatted(("a", 2.0), None, "en", None) == "a, 2"
    assert display.formatted("text", "money", "en", "EUR") == "text"


def test_timeframes_by_language() -> None:
    assert display.timeframe("2026-05-01", "2026-05-01", "en") == "May 1, 2026"
    assert display.timeframe(None, "2026-05-01", "pl") == "do 1 maja 2026"
    assert display.timeframe(None, None, "fr") == "Pas de date fixe"
