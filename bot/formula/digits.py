"""Numbers to 15 significant digits, as spreadsheets see them.

Doubles carry noise in their 16th and 17th digit: 0.1 + 0.2 is 0.30000000000000004. Comparing and
rounding first cut that noise off, half away from zero, so that results are what a person computes.
The browser's script does the same steps with `toPrecision(15)`.
"""

import functools
import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

_FIFTEEN: Final = Context(prec=15, rounding=ROUND_HALF_UP)
_POWERS: Final = tuple(float(10**n) for n in range(21))
_TOO_LARGE_TO_CUT: Final = 1e14
"""From here a double has no noise after the point worth cutting."""


def fifteen(number: float) -> Decimal:
    """The number in 15 significant digits."""
    return _FIFTEEN.create_decimal_from_float(number)


def same(left: float, right: float) -> bool:
    """Whether two finite numbers agree in 15 significant digits."""
    if left == right:
        return True
    if abs(left - right) > abs(left) * 2e-14:
        return False
    return fifteen(left) == fifteen(right)


@functools.lru_cache(maxsize=1024)
def same_range(number: float) -> tuple[float, float]:
    """The least and the greatest double that are the `same` as this one."""
    if number == 0.0:
        return 0.0, 0.0
    target = fifteen(number)
    unit = Decimal(1).scaleb(target.adjusted() - 14)
    least, greatest = float(target - unit), float(target + unit)
    while not same(least, number):
        least = math.nextafter(least, math.inf)
    while not same(greatest, number):
        greatest = math.nextafter(greatest, -math.inf)
    return least, greatest


def floor(number: float) -> float:
    """The greatest whole number not above, where 434.99999999999994 counts as 435."""
    if abs(number) < _TOO_LARGE_TO_CUT:
        distance = abs(number - (number + 0.5) // 1.0)
        if distance <= abs(number) * 1e-14:
            number = float(fifteen(number))
    return number // 1.0


def ceiling(number: float) -> float:
    """The least whole number not below, with the same tolerance as `floor`."""
    return -floor(-number)


def rounded(number: float, digits: float = 0.0) -> float | None:
    """To so many digits after the point, half away from zero; unknown beyond 20 digits."""
    places = int(digits)
    if not -20 <= places <= 20:
        return None
    scale = _POWERS[abs(places)]
    shifted = abs(number) * scale if places >= 0 else abs(number) / scale
    if shifted >= 1e15:
        return number
    part = shifted % 1.0
    if part != 0.5 and abs(part - 0.5) <= shifted * 1e-14 and shifted < _TOO_LARGE_TO_CUT:
        shifted = float(fifteen(shifted))
        part = shifted % 1.0
    whole = shifted - part + 1.0 if part >= 0.5 else shifted - part
    result = whole / scale if places >= 0 else whole * scale
    return -result if number < 0.0 else result


def rounded_up(number: float, digits: float = 0.0) -> float | None:
    """Away from zero."""
    return _cut(number, digits, up=True)


def rounded_down(number: float, digits: float = 0.0) -> float | None:
    """Towards zero."""
    return _cut(number, digits, up=False)


def _cut(number: float, digits: float, *, up: bool) -> float | None:
    places = int(digits)
    if not -20 <= places <= 20:
        return None
    scale = _POWERS[abs(places)]
    shifted = abs(number) * scale if places >= 0 else abs(number) / scale
    if shifted >= 1e15:
        return number
    whole = ceiling(shifted) if up else floor(shifted)
    return math.copysign(whole / scale if places >= 0 else whole * scale, number)


def spelled(number: float) -> str:
    """The number as text in at most 15 digits: 0.3, 1200, 1.5e+21."""
    cut = float(fifteen(number))
    if cut == 0.0:
        return "0"
    exact = Decimal(repr(cut)).normalize()
    power = exact.adjusted()
    if -7 < power < 21:
        return format(exact, "f")
    sign, figures, _ = exact.as_tuple()
    head, tail = str(figures[0]), "".join(map(str, figures[1:]))
    return f"{'-' if sign else ''}{head}{'.' + tail if tail else ''}e{power:+d}"
