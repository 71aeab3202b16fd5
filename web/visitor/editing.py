"""An earlier question of a chat, asked once more so that its answer can be changed."""

from __future__ import annotations

from typing import Any

from bot.effects import Asked, AskedOption, View
from bot.model import Flow, Option
from bot.questions import TYPES
from bot.texts import Text, plain_text
from web.visitor.forms import question_of


def asked_again(flow: Flow, view: View, slot: str) -> Asked | None:
    """The question with the answer given; None when it was not answered in this conversation."""
    question = question_of(flow, slot)
    lines = [message for message in view.transcript if message.slot == slot]
    if question is None or not any(message.author == "visitor" for message in lines):
        return None
    words = next((message for message in reversed(lines) if message.author == "bot"), None)
    language = view.language

    def said(text: Text | None) -> str | None:
        return plain_text(text, language) if text else None

    def listed(options: tuple[Option, ...]) -> tuple[AskedOption, ...]:
        return tuple(
            AskedOption(
                option.value, plain_text(option.label, language), option.image, option.other
            )
            for option in options
        )

    fields: dict[str, Any] = {
        "options": listed(question.options),
        "minimum": question.minimum,
        "maximum": question.maximum,
        "step": question.step,
        **TYPES[question.type].asked(question, language),
    }
    return Asked(
        slot=slot,
        type=question.type,
        text=words.text if words else plain_text(question.text, language),
        markdown=words.markdown if words else plain_text(question.text, language),
        required=question.required,
        help=said(question.help),
        placeholder=said(question.placeholder),
        rows=listed(question.rows),
        columns=listed(question.columns),
        decimals=question.decimals,
        unit=said(question.unit),
        currency=question.currency or (flow.currency if question.type == "money" else None),
        low=said(question.low),
        high=said(question.high),
        purpose=question.purpose,
        accept=question.accept,
        max_mb=question.max_mb,
        value=view.values.get(slot),
        **fields,
    )
