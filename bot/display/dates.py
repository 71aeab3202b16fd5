"""Days and timeframes by language."""

from __future__ import annotations

import datetime
from functools import lru_cache

from babel.dates import format_date

from bot.display.locales import locale_of
from bot.words import say


@lru_cache(maxsize=4096)
def date(iso: str, language: str) -> str:
    """`2027-03-01` as "March 1, 2027"; what is no ISO date is given back as it is."""
    try:
        day = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    shown: str = format_date(day, format="long", locale=locale_of(language))
    return shown


def timeframe(start: str | None, end: str | None, language: str) -> str:
    """From one day to another; either may be open, both open is "no fixed date"."""
    if start and end:
        if start == end:
            return date(start, language)
        return say("range", language, low=date(start, language), high=date(end, language))
    if end:
        return say("by_day", language, high=date(end, language))
    if start:
        return say("from_day", language, low=date(start, language))
    return say("any_time", language)
