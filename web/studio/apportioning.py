"""Numbers rounded so that they still add up to their rounded sum (largest remainders, Hamilton)."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Points are shown to a tenth.
TENTHS = 10


def apportioned(values: Sequence[float], total: float | None = None) -> list[float]:
    """Values to a tenth that add up to `total` to a tenth, or to the tenth of their sum."""
    if not values:
        return []
    wanted = round((math.fsum(values) if total is None else total) * TENTHS)
    floors = [math.floor(round(value * TENTHS, 6)) for value in values]
    by_rest = sorted(range(len(values)), key=lambda at: floors[at] - values[at] * TENTHS)
    short = wanted - sum(floors)
    step = 1 if short > 0 else -1
    order = by_rest if short > 0 else by_rest[::-1]
    for turn in range(abs(short)):
        floors[order[turn % len(order)]] += step
    return [floor / TENTHS for floor in floors]
