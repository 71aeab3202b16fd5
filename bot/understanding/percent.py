"""Percentages as fractions: 4, "4 %" and "four percent" are 0.04."""

from bot.understanding.amounts import amounts
from bot.understanding.number import corrected
from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.utterance import Utterance


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The fraction; the middle of a range and a bare number under 1 are confirmed."""
    items, found = amounts(utterance, language)
    named = [one for one in found if one.percent] or [one for one in found if not one.weak]
    if not named:
        halves = [one for one in found if one.weak and one.low and one.low < 1]
        return Reading("answer", halves[0].low) if len(halves) == 1 else None
    fixed = corrected(items, named)
    one = named[fixed if fixed is not None else -1]
    ends = [end for end in (one.low, one.high) if end is not None]
    number = sum(ends) / len(ends)
    sure = one.low == one.high and (one.percent or number >= 1 or number == 0)
    outcome: Outcome = "answer" if sure and len(named) == 1 else "confirm"
    return Reading(outcome, round(number / 100, 10))
