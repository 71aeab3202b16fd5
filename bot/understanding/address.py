"""Postal addresses out of sentences like "we're at …"."""

from bot.understanding.introductions import raw, start_of_name
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The address as typed, without what leads to it; None where no letter is in it."""
    start = start_of_name(utterance, language, "address_before")
    typed = raw(utterance, start, len(utterance.words)).strip(" ,;:")
    if not any(letter.isalpha() for letter in typed):
        return None
    return Reading("answer", typed)
