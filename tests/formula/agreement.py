"""When two results are the same: in kind, and for numbers in 15 significant digits."""

import math
from typing import Any


def agree(left: Any, right: Any) -> bool:
    """Whether both sides of the language give the same value; lists may be tuples."""
    if isinstance(left, list | tuple):
        same_length = isinstance(right, list | tuple) and len(left) == len(right)
        return same_length and all(map(agree, left, right))
    if isinstance(left, bool | str | None) or isinstance(right, bool | str | list | None):
        return type(left) is type(right) and left == right
    return f"{left:.14e}" == f"{right:.14e}" or math.isclose(left, right, rel_tol=1e-15)
