"""One computed value in one of the formats of `bot.texts.FORMATS`."""

from __future__ import annotations

from bot.display.dates import date
from bot.display.figures import money, number, percent
from bot.formula import date_of
from bot.words import say


def formatted(value: object, format: str | None, language: str, currency: str | None) -> str:
    """`value` of a formula as text; unknown is empty.

    Without a format numbers are written as numbers, text as it is, truth as yes or no, a list
    joined by commas. `date` takes a day number or an ISO date.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    if isinstance(value, list | tuple):
        return ", ".join(formatted(item, format, language, currency) for item in value)
    if isinstance(value, str):
        return date(value, language) if format == "date" else value
    if isinstance(value, int | float):
        return _figure(float(value), format, language, currency)
    return str(value)


def _figure(value: float, format: str | None, language: str, currency: str | None) -> str:
    if format == "money":
        return money(value, currency, language)
    if format == "percent":
        return percent(value, language)
    if format == "date":
        return _day(value, language)
    return number(value, language)


def _day(serial: float, language: str) -> str:
    try:
        return date(date_of(serial).isoformat(), language)
    except ValueError:
        return number(serial, language)
