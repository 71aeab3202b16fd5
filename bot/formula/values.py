"""What formulas compute with: kinds of values, their bounds, and dates as day numbers."""

import datetime
import enum
from typing import Final, TypeAlias


class Type(enum.Enum):
    """What a formula, or a name in it, stands for; each value is the word shown to authors."""

    NUMBER = "a number"
    TEXT = "text"
    BOOL = "true or false"
    DATE = "a date"
    LIST = "a list"
    ANY = "any value"


Value: TypeAlias = "float | str | bool | tuple[Value, ...] | None"
"""None is unknown. A date is a number at run time: days since 1899-12-30."""

TODAY: Final = "today()"
"""The key under which the caller of `evaluate` passes today's day number."""

MAX_TEXT: Final = 10_000
"""Characters; a longer text is unknown, and so is a list whose texts together are longer."""
MAX_ITEMS: Final = 1_000
"""Items of a list; a longer list is unknown."""
LARGEST: Final = 1.7976931348623157e308
"""The largest double; what lies beyond is unknown."""

_EPOCH: Final = datetime.date(1899, 12, 30).toordinal()
FIRST_DAY: Final = float(datetime.date.min.toordinal() - _EPOCH)
LAST_DAY: Final = float(datetime.date.max.toordinal() - _EPOCH)


def date_serial(day: datetime.date) -> float:
    """The day's number as spreadsheets count: 1 January 2000 is 36526."""
    return float(day.toordinal() - _EPOCH)


def date_of(serial: float) -> datetime.date:
    """The day of a day number, its fraction (the time of day) left out.

    Raises ValueError outside the years 1 to 9999.
    """
    if not FIRST_DAY <= serial < LAST_DAY + 1:
        raise ValueError(f"{serial} is not a day between the years 1 and 9999")
    return datetime.date.fromordinal(int(serial // 1) + _EPOCH)


def known(raw: object) -> Value:
    """What the caller passed as formulas see it: ints as floats, what is too large as unknown."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float):
        return _finite(raw)
    if isinstance(raw, str):
        return str(raw) if len(raw) <= MAX_TEXT else None
    if isinstance(raw, tuple | list) and len(raw) <= MAX_ITEMS:
        items = tuple(None if isinstance(item, tuple | list) else known(item) for item in raw)
        return items if sum(len(i) for i in items if isinstance(i, str)) <= MAX_TEXT else None
    return None


def _finite(number: int | float) -> float | None:
    try:
        value = float(number)
    except OverflowError:
        return None
    return value if -LARGEST <= value <= LARGEST else None
