"""Days as numbers: making them, taking them apart, moving them by months."""

import calendar
import datetime

from bot.formula.values import FIRST_DAY, LAST_DAY, date_of, date_serial


def day_number(year: float, month: float, day: float) -> float | None:
    """The day of a year, month and day; the 13th month is January of the next year."""
    months = int(year) * 12 + int(month) - 1
    if not 12 <= months < 120_000:
        return None
    serial = date_serial(datetime.date(months // 12, months % 12 + 1, 1)) + int(day) - 1
    return serial if FIRST_DAY <= serial <= LAST_DAY else None


def year(serial: float) -> float:
    """Like 2026."""
    return float(date_of(serial).year)


def month(serial: float) -> float:
    """1 to 12."""
    return float(date_of(serial).month)


def day(serial: float) -> float:
    """1 to 31."""
    return float(date_of(serial).day)


def days_between(end: float, start: float) -> float:
    """From start to end, in whole days."""
    return end // 1.0 - start // 1.0


def months_later(serial: float, months: float) -> float | None:
    """The same day so many months later, or that month's last day if it is shorter."""
    start = date_of(serial)
    index = start.year * 12 + start.month - 1 + int(months)
    if not 12 <= index < 120_000:
        return None
    to_year, to_month = index // 12, index % 12 + 1
    last = calendar.monthrange(to_year, to_month)[1]
    return date_serial(datetime.date(to_year, to_month, min(start.day, last)))
