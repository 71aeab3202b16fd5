"""The one error a formula's author sees."""

import difflib
from collections.abc import Iterable


class FormulaError(Exception):
    """A formula cannot be understood or mixes things that do not fit.

    `message` says in plain words what is wrong and what is allowed;
    `column` counts characters of the source from 1.
    """

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message, column)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


def suggestion(wrong: str, allowed: Iterable[str]) -> str:
    """` Did you mean 'budget'?` for the closest allowed word, or nothing."""
    by_lower = {word.lower(): word for word in sorted(allowed)}
    close = difflib.get_close_matches(wrong.lower(), by_lower, n=1, cutoff=0.6)
    return f" Did you mean '{by_lower[close[0]]}'?" if close else ""
