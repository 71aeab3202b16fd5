"""Numbers: sums, means, steps, powers and logarithms.

Sums add from left to right, as the browser does; Python's own `sum` corrects rounding since 3.12.
"""

import math
from collections.abc import Iterator
from typing import cast

from bot.formula.digits import ceiling, fifteen, floor
from bot.formula.values import Value


class NotANumber(ValueError):
    """A list holds something that cannot be added."""


def _numbers(values: tuple[Value, ...]) -> tuple[float, ...]:
    """The numbers, those of lists among them in their place."""
    for value in values:
        if value.__class__ is not float:
            return tuple(_spread(values))
    return cast(tuple[float, ...], values)


def _spread(values: tuple[Value, ...]) -> Iterator[float]:
    for value in values:
        if isinstance(value, tuple):
            yield from _spread(value)
        elif isinstance(value, float):
            yield value
        else:
            raise NotANumber


def total(*values: Value) -> float:
    """The sum of numbers and of lists of numbers."""
    result = 0.0
    for number in _numbers(values):
        result += number
    return result


def average(*values: Value) -> float:
    """Their mean."""
    numbers = _numbers(values)
    return total(*numbers) / len(numbers)


def least(*values: Value) -> float:
    """The smallest of them."""
    for value in values:
        if value.__class__ is not float:
            return min(_spread(values))
    return min(cast(tuple[float, ...], values))


def greatest(*values: Value) -> float:
    """The largest of them."""
    for value in values:
        if value.__class__ is not float:
            return max(_spread(values))
    return max(cast(tuple[float, ...], values))


def median(*values: Value) -> float | None:
    """The middle one, or the mean of the two in the middle."""
    numbers = sorted(_numbers(values))
    if not numbers:
        return None
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return (numbers[middle - 1] + numbers[middle]) / 2.0


def count(*values: Value) -> float:
    """How many values, the items of lists counted one by one."""
    return float(sum(len(value) if isinstance(value, tuple) else 1 for value in values))


def size(value: str | tuple[Value, ...]) -> float:
    """Characters of a text, or items of a list."""
    return float(len(value))


def sign(number: float) -> float:
    """-1, 0 or 1."""
    return float((number > 0.0) - (number < 0.0))


def step_down(number: float, step: float = 1.0) -> float:
    """The next multiple of the step at or below."""
    return floor(number / abs(step)) * abs(step)


def step_up(number: float, step: float = 1.0) -> float:
    """The next multiple of the step at or above."""
    return ceiling(number / abs(step)) * abs(step)


def remainder(number: float, divisor: float) -> float:
    """What is left of a division, with the divisor's sign; 0.3 divides by 0.1 without rest."""
    quotient = number / divisor
    if abs(quotient) < 1e14 and float(fifteen(quotient)) % 1.0 == 0.0:
        return 0.0
    return number % divisor


def power(base: float, exponent: float) -> float:
    """The base to the exponent. A square is a product, whose last digit is the same everywhere."""
    return base * base if exponent == 2.0 else math.pow(base, exponent)


def logarithm(number: float, base: float = 10.0) -> float:
    """To a base, which is 10 if not given."""
    if base == 10.0:
        return math.log10(number)
    if base == 2.0:
        return math.log2(number)
    return math.log(number) / math.log(base)


def clamped(number: float, low: float, high: float) -> float | None:
    """Held between two bounds; unknown if they are the wrong way round."""
    return None if low > high else min(max(number, low), high)


def pi() -> float:
    """3.14159265358979."""
    return math.pi
