"""A mark on a scale: "8", "8/10", "eight out of ten", "10 üzerinden 8"."""

from bot.understanding.amounts import amounts
from bot.understanding.number import corrected, plain
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The number given; a range is confirmed by its middle."""
    items, found = amounts(utterance, language)
    marks = [one for one in found if one.low is not None or one.high is not None]
    if not marks:
        return None
    chosen = marks[0]
    if len(marks) > 1:
        fixed = corrected(items, marks)
        between = items[marks[0].last + 1 : marks[1].first]
        if any("max_first" in item.tags for item in between):
            chosen = marks[1]
        elif fixed is not None:
            chosen = marks[fixed]
    ends = [end for end in (chosen.low, chosen.high) if end is not None]
    middle = plain(sum(ends) / len(ends))
    return Reading("answer" if ends[0] == ends[-1] else "confirm", middle)
