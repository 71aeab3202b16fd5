"""Texts said: each reference shows the value it names, in the visitor's language."""

from __future__ import annotations

from bot import display
from bot.engine.piping import Rendered, fill
from bot.engine.state import Walk
from bot.questions import TYPES
from bot.texts import Reference, Text, plain_text


def render(walk: Walk, text: Text, language: str | None = None) -> Rendered:
    """A text with the values known now, in `language` or the visitor's."""
    tongue = language or walk.session.language
    pieces = walk.frame.plan.pieces(text, tongue)
    if pieces.fixed is not None:
        return pieces.fixed
    return fill(pieces, lambda reference: looked_up(walk, reference, tongue))


def looked_up(walk: Walk, reference: Reference, language: str) -> str:
    """The named value as text, by its question's type or by the format asked for; "" if unknown."""
    name, format = reference.name, reference.format
    question = walk.questions.get(name)
    if question is not None:
        value = walk.answers.get(name)
        if value is None:
            return ""
        if format is None or format == "text":
            return TYPES[question.type].show(question, value, language)
        currency = question.currency or walk.flow.currency
        return display.formatted(walk.values.get(name), format, language, currency)
    if "." in name and (row := _row(walk, name, language)) is not None:
        return row
    known = walk.values.get(name)
    if format is None and name in walk.frame.plan.days:
        format = "date"
    return display.formatted(known, format, language, walk.flow.currency)


def _row(walk: Walk, name: str, language: str) -> str | None:
    """The label of the column chosen in a matrix' row."""
    slot, _, row = name.partition(".")
    question = walk.questions.get(slot)
    value = walk.answers.get(slot)
    if question is None or not isinstance(value, dict) or row not in value:
        return None
    column = next((column for column in question.columns if column.value == value[row]), None)
    return plain_text(column.label, language) if column else None
