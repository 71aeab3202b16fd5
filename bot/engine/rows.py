"""A matrix in words: rows said one after the other come together."""

from __future__ import annotations

import dataclasses

from bot.engine.hearing import Heard
from bot.engine.state import Walk
from bot.model import Json, Question
from bot.session import Aside
from bot.texts import plain_text
from bot.understanding import Reading
from bot.words import say


def with_rows(reading: Reading, known: Json) -> Reading:
    """What was said of some rows, beside what is `known` of the others."""
    if not isinstance(reading.value, dict) or not isinstance(known, dict):
        return reading
    return dataclasses.replace(reading, value={**known, **reading.value})


def next_row(walk: Walk, question: Question, reading: Reading, text: str) -> Heard | None:
    """Asks for a row not said yet, with those said shown in the control; None when all are."""
    said = reading.value
    if question.type != "matrix" or not question.required or not isinstance(said, dict):
        return None
    missing = next((row for row in question.rows if row.value not in said), None)
    if missing is None:
        return None
    language = walk.session.language
    notice = say("matrix_row", language, row=plain_text(missing.label, language))
    return Heard(notice=notice, aside=Aside(text, ""), kept={question.slot: said})
