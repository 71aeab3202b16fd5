"""Stretches of days: months, quarters, seasons, holidays, and dates some units away."""

import calendar
import datetime
from collections.abc import Callable
from typing import NamedTuple

Date = datetime.date
_DAY = datetime.timedelta(days=1)
_LATEST_YEAR = 9000


class Span(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: Date
    last: Date


def day(date: Date) -> Span:
    """One day."""
    return Span(date, date)


def later(date: Date, count: float, unit: str) -> Date:
    """The date `count` units after `date`; a month keeps the day where the month has it, and five
    days of work are a week."""
    days = {"day": 1, "workday": 1.4, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days is not None:
        return date + datetime.timedelta(days=min(round(count * days), 300_000))
    months = count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    whole = int(months)
    moved = _months_later(date, min(whole, 60_000))
    return moved + datetime.timedelta(days=round((months - whole) * 30.4))


def _months_later(date: Date, months: int) -> Date:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    year = min(year, _LATEST_YEAR)
    return Date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def months(year: int, first: int, count: int = 1) -> Span:
    """`count` whole months from month `first` of `year`; months past December run on."""
    begin = _months_later(Date(min(year, _LATEST_YEAR), 1, 1), first - 1)
    return Span(begin, _months_later(begin, count) - _DAY)


def calendar_week(year: int, number: int) -> Span:
    """The week of a year as ISO 8601 counts them; the last one for a number beyond."""
    try:
        monday = Date.fromisocalendar(year, number, 1)
    except ValueError:
        monday = Date.fromisocalendar(year, 52, 1)
    return Span(monday, monday + 6 * _DAY)


def unit_span(today: Date, unit: str, offset: int) -> Span:
    """The current unit (`offset` 0), the next one (1), and so on."""
    if unit in ("day", "workday"):
        return day(today + offset * _DAY)
    if unit in ("week", "fortnight"):
        monday = today - today.weekday() * _DAY + 7 * offset * _DAY
        return Span(monday, monday + (6 if unit == "week" else 13) * _DAY)
    if unit == "weekend":
        saturday = today + (5 - today.weekday()) * _DAY + 7 * offset * _DAY
        return Span(saturday, saturday + _DAY)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    index = (today.month - 1) // length + offset
    return months(today.year, index * length + 1, length)


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def upcoming(today: Date, build: Callable[[int], Span], after_today: bool = False) -> Span:
    """The first span of a yearly event that is not over (or, `after_today`, not begun)."""
    for year in range(today.year - 1, today.year + 3):
        span = build(year)
        if span.first > today or (span.last >= today and not after_today):
            return span
    return build(today.year + 1)


def part(span: Span, name: str) -> Span:
    """The `start`, `middle` or `end` of a span: a third of it, at most a month.

    The end of a month is its last week.
    """
    length = (span.last - span.first).days + 1
    if name == "end" and length <= 31:
        return Span(span.last - (length // 4 - 1) * _DAY, span.last) if length > 7 else span
    third = min(max(length // 3, 1), 31)
    if name == "start":
        return Span(span.first, span.first + (third - 1) * _DAY)
    if name == "end":
        return Span(span.last - (third - 1) * _DAY, span.last)
    middle = span.first + (length // 2) * _DAY
    reach = third // 2
    return Span(middle - reach * _DAY, middle + reach * _DAY)


def _easter(year: int) -> Date:
    century, cycle = divmod(year, 100)[0], year % 19
    leap = (
        19 * cycle + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    rest = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - leap - year % 100 % 4) % 7
    shift = (cycle + 11 * leap + 22 * rest) // 451
    month, date = divmod(leap + rest - 7 * shift + 114, 31)
    return Date(year, month, date + 1)


def _islamic(year: int, month: int, date: int) -> Date:
    """The day of the tabular Islamic calendar that falls in the given Gregorian year."""
    islamic_year = int((year - 621.57) * 1.030684)
    while True:
        days = (
            date
            + (59 * (month - 1) + 1) // 2
            + (islamic_year - 1) * 354
            + (3 + 11 * islamic_year) // 30
            + 227014
        )
        found = Date.fromordinal(days)
        if found.year >= year:
            return found
        islamic_year += 1


def _fourth_thursday(year: int) -> Date:
    first = Date(year, 11, 1)
    return first + ((3 - first.weekday()) % 7 + 21) * _DAY


HOLIDAYS: dict[str, Callable[[int], Span]] = {
    "christmas": lambda year: Span(Date(year, 12, 24), Date(year, 12, 26)),
    "new_year": lambda year: Span(Date(year, 1, 1), Date(year, 1, 1)),
    "easter": lambda year: Span(_easter(year), _easter(year) + _DAY),
    "black_friday": lambda year: day(_fourth_thursday(year) + _DAY),
    "thanksgiving": lambda year: day(_fourth_thursday(year)),
    "summer_holidays": lambda year: Span(Date(year, 7, 1), Date(year, 8, 31)),
    "winter_holidays": lambda year: Span(Date(year, 1, 20), Date(year, 2, 15)),
    "school": lambda year: Span(Date(year, 9, 1), Date(year, 9, 15)),
    "may_holidays": lambda year: Span(Date(year, 5, 1), Date(year, 5, 3)),
    "valentine": lambda year: day(Date(year, 2, 14)),
    "halloween": lambda year: day(Date(year, 10, 31)),
    "all_saints": lambda year: day(Date(year, 11, 1)),
    "republic": lambda year: day(Date(year, 10, 29)),
    "carnival": lambda year: day(_easter(year) - 47 * _DAY),
    "ramadan_month": lambda year: Span(_islamic(year, 9, 1), _islamic(year, 9, 1) + 29 * _DAY),
    "ramadan": lambda year: Span(_islamic(year, 10, 1), _islamic(year, 10, 1) + 2 * _DAY),
    "sacrifice": lambda year: Span(_islamic(year, 12, 10), _islamic(year, 12, 10) + 3 * _DAY),
}
