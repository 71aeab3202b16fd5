"""Understanding typed answers: `understand` turns what a visitor typed into a reading.

Deterministic rules over tables of words for English, Turkish, Polish, German, Spanish and French;
no network, no models. One file a recogniser, one file a language.
"""

from bot.understanding.reader import understand
from bot.understanding.request import Choice, Reading, Request

__all__ = ["Choice", "Reading", "Request", "understand"]
