"""Answers in the visitor's own words."""

from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The text as typed, spaces tidied; None when it holds no word or number."""
    return Reading("answer", utterance.text) if utterance.spoken else None
