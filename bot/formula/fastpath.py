"""What compiled formulas call as they run; `Unusual` hands over to the evaluator."""

from collections.abc import Callable, Collection, Mapping
from typing import Final, NoReturn

from bot.formula.comparing import COMPARISONS
from bot.formula.evaluation import settled
from bot.formula.quantities import power
from bot.formula.texts import joined, lower
from bot.formula.values import Type, Value, known


class Unusual(ValueError):
    """A value is unknown or not of the kind its use demands."""


def unusual() -> NoReturn:
    """Gives up the fast path."""
    raise Unusual


def number(value: Value) -> float:
    """A known, finite number."""
    value = known(value)
    if value.__class__ is not float:
        raise Unusual
    assert isinstance(value, float)
    return value


def text(value: Value) -> str:
    """A known text of bearable length."""
    value = known(value)
    if not isinstance(value, str):
        raise Unusual
    return value


def truth(value: Value) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Unusual
    return value


def listed(value: Value) -> Value:
    """A known list, its numbers floats."""
    value = known(value)
    if not isinstance(value, tuple):
        raise Unusual
    return value


def anything(value: Value) -> Value:
    """Any known value."""
    value = known(value)
    if value is None:
        raise Unusual
    return value


def accepted(value: Value, classes: Collection[type]) -> Value:
    """A settled value of one of the classes."""
    value = settled(value)
    if value.__class__ not in classes:
        raise Unusual
    return value


def item(value: Value) -> Value:
    """A value as a list holds it."""
    return None if isinstance(value, tuple) else settled(value)


GUARDS: Final[Mapping[Type, Callable[[Value], Value]]] = {
    Type.NUMBER: number,
    Type.TEXT: text,
    Type.BOOL: truth,
    Type.LIST: listed,
    Type.ANY: anything,
}

HELPERS: Final[Mapping[str, object]] = {
    "unusual": unusual,
    "number": number,
    "text": text,
    "accepted": accepted,
    "item": item,
    "settled": settled,
    "power": power,
    "joined": joined,
    "lower": lower,
    "len": len,
    **{f"guard {kind.name}": guard for kind, guard in GUARDS.items()},
    **{f"compare {sign}": compare for sign, compare in COMPARISONS.items()},
}
"""By the name under which compiled code finds them."""
