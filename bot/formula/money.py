"""The time value of money, with the names, signs and arguments of spreadsheets.

Money received is positive, money paid negative. `when` is 0 for payments at the end of a period and
1 for its beginning. Growth is computed as expm1(n * log1p(rate)), which keeps all digits for small
rates where (1 + rate)^n - 1 would lose them. Domain errors raise ValueError, OverflowError or
ZeroDivisionError; the evaluator makes them unknown.
"""

import math
from collections.abc import Callable
from typing import Final

from bot.formula.digits import rounded

_RATE_STEPS: Final = 60


def _growth(rate: float, periods: float) -> float:
    """By how much 1 grows over the periods."""
    return math.expm1(periods * math.log1p(rate))


def payment(rate: float, nper: float, pv: float, fv: float = 0.0, when: float = 0.0) -> float:
    """The same payment each period that turns `pv` into `fv`."""
    if rate == 0.0:
        return -(pv + fv) / nper
    growth = math.expm1(nper * math.log1p(rate))
    due = 1.0 + rate if when else 1.0
    return -(pv * (growth + 1.0) + fv) * rate / (due * growth)


def future_value(rate: float, nper: float, pmt: float, pv: float = 0.0, when: float = 0.0) -> float:
    """What a sum and regular payments are worth at the end."""
    if rate == 0.0:
        return -(pv + pmt * nper)
    growth = _growth(rate, nper)
    due = 1.0 + rate if when else 1.0
    return -(pv * (growth + 1.0) + pmt * due * growth / rate)


def present_value(
    rate: float, nper: float, pmt: float, fv: float = 0.0, when: float = 0.0
) -> float:
    """What regular payments and a last sum are worth now."""
    if rate == 0.0:
        return -(fv + pmt * nper)
    growth = _growth(rate, nper)
    due = 1.0 + rate if when else 1.0
    return -(fv + pmt * due * growth / rate) / (growth + 1.0)


def periods(rate: float, pmt: float, pv: float, fv: float = 0.0, when: float = 0.0) -> float:
    """How many payments turn `pv` into `fv`."""
    if rate == 0.0:
        return -(pv + fv) / pmt
    due = pmt * (1.0 + rate if when else 1.0)
    return math.log((due - fv * rate) / (pv * rate + due)) / math.log1p(rate)


def interest_part(
    rate: float, per: float, nper: float, pv: float, fv: float = 0.0, when: float = 0.0
) -> float | None:
    """The interest within the per-th payment."""
    if not 1.0 <= per <= nper:
        return None
    if per == 1.0:
        return 0.0 if when else -pv * rate
    pmt = payment(rate, nper, pv, fv, when)
    if when:
        return (future_value(rate, per - 2.0, pmt, pv, 1.0) - pmt) * rate
    return future_value(rate, per - 1.0, pmt, pv) * rate


def principal_part(
    rate: float, per: float, nper: float, pv: float, fv: float = 0.0, when: float = 0.0
) -> float | None:
    """What the per-th payment pays back."""
    interest = interest_part(rate, per, nper, pv, fv, when)
    return None if interest is None else payment(rate, nper, pv, fv, when) - interest


def interest_rate(
    nper: float, pmt: float, pv: float, fv: float = 0.0, when: float = 0.0
) -> float | None:
    """The rate a period, to 12 digits after the point; unknown when no rate fits.

    Looks for a change of sign outwards from 0, then halves the interval: slower than Newton's way,
    but it cannot run astray, and takes the same steps in every browser.
    """
    if nper <= 0.0:
        return None

    def balance(log_rate: float) -> float:
        rate, growth = math.expm1(log_rate), math.expm1(nper * log_rate)
        annuity = growth / rate if rate else nper
        return pv * (growth + 1.0) + pmt * (1.0 + rate if when else 1.0) * annuity + fv

    bracket = _change_of_sign(balance, min(4.6, 700.0 / nper))
    if bracket is None:
        return None
    return rounded(math.expm1(_halved(balance, *bracket)), 12.0)


def _change_of_sign(
    balance: Callable[[float], float], furthest: float
) -> tuple[float, float] | None:
    """Two neighbours, of points ever further from 0, between which the balance turns."""
    above = below = 0.0
    step = 0.001
    while above < furthest:
        further = min(step, furthest)
        for near, far in ((above, further), (below, -further)):
            if (balance(near) < 0.0) != (balance(far) < 0.0):
                return near, far
        above, below, step = further, -further, step * 2.0
    return None


def _halved(balance: Callable[[float], float], near: float, far: float) -> float:
    negative = balance(near) < 0.0
    for _ in range(_RATE_STEPS):
        middle = (near + far) / 2.0
        if (balance(middle) < 0.0) == negative:
            near = middle
        else:
            far = middle
    return (near + far) / 2.0
