"""A yes or a no to something said back: "aynen", "tak", "no, that's wrong"."""

from __future__ import annotations

from bot.understanding.boolean import agrees, polarity
from bot.understanding.languages_heard import languages_heard
from bot.understanding.reader import understand
from bot.understanding.request import Request
from bot.understanding.utterance import listen
from bot.understanding.vocabulary import vocabulary


def bare_assent(text: str, language: str) -> bool | None:
    """True or False where a yes or a no is all that was said; None else."""
    utterance = listen(text)
    for heard in languages_heard(utterance, vocabulary(language).code):
        if utterance.spoken and agrees(utterance, heard):
            return polarity(utterance, heard)
    return None


def assent(text: str, language: str) -> bool | None:
    """True or False where the text says yes or no, whatever else it says; None else."""
    reading = understand(Request("boolean", text, language))
    return bool(reading.value) if reading.outcome == "answer" else None
