"""When two values are equal, less or greater.

Numbers agree or differ in 15 significant digits, texts regardless of capitals. What cannot be
compared, unknown or of another kind, is neither equal nor unequal: every comparison is false.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.formula.digits import same
from bot.formula.texts import lower
from bot.formula.values import LARGEST, Value


def equal(left: Value, right: Value) -> bool | None:
    """Whether both are the same; None when they cannot be compared."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right if isinstance(left, bool) and isinstance(right, bool) else None
    if isinstance(left, str) and isinstance(right, str):
        return len(left) == len(right) and lower(left) == lower(right)
    order = _order(left, right)
    return None if order is None else order == 0


def _order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1; None when they cannot be ordered."""
    if left.__class__ is float and right.__class__ is float:
        assert isinstance(left, float)
        assert isinstance(right, float)
        if not (-LARGEST <= left <= LARGEST and -LARGEST <= right <= LARGEST):
            return None
        return 0 if same(left, right) else (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        small, other = lower(left), lower(right)
        return (small > other) - (small < other)
    return None


def _compares(holds: Callable[[int], bool]) -> Callable[[Value, Value], bool]:
    def compare(left: Value, right: Value) -> bool:
        order = _order(left, right)
        return order is not None and holds(order)

    return compare


def is_equal(left: Value, right: Value) -> bool:
    """Equal; false when unknown."""
    return equal(left, right) is True


def is_unequal(left: Value, right: Value) -> bool:
    """Different; false when unknown."""
    return equal(left, right) is False


def is_in(item: Value, items: Value) -> bool:
    """Among the items of a list; false when unknown."""
    return isinstance(items, tuple) and any(equal(item, other) for other in items)


def is_not_in(item: Value, items: Value) -> bool:
    """Not among the items of a list; false when unknown."""
    single = item is not None and not isinstance(item, tuple)
    return single and isinstance(items, tuple) and not is_in(item, items)


COMPARISONS: Final[Mapping[str, Callable[[Value, Value], bool]]] = {
    "=": is_equal,
    "<>": is_unequal,
    "<": _compares(lambda order: order < 0),
    "<=": _compares(lambda order: order <= 0),
    ">": _compares(lambda order: order > 0),
    ">=": _compares(lambda order: order >= 0),
    "in": is_in,
    "not in": is_not_in,
}
