"""A single day, as an ISO date."""

from bot.understanding import timeframe
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The day said; a longer time ("next week") is confirmed by its first day."""
    if request.today is None:
        raise ValueError("a date needs today's date")
    found = timeframe.find(utterance, language, request.today)
    if found is None:
        return None
    first, last, outcome = found
    chosen = first or last
    assert chosen is not None
    exact = first == last and outcome == "answer"
    return Reading("answer" if exact else "confirm", chosen.isoformat())
