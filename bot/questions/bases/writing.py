"""Answers in words: what text, long_text, name, company and address have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from bot.formula.values import Value
from bot.model import Json, Option, Question
from bot.questions.bases.typed import refuse


def words(question: Question, value: Json, limit: int, language: str) -> str:
    """`value` as words on one line, within `limit` characters; BadAnswer else."""
    return " ".join(lines(question, value, limit, language).split())


def lines(question: Question, value: Json, limit: int, language: str) -> str:
    """`value` as words, line breaks kept, without control characters; BadAnswer else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refuse(question, "text", language)
    raw = str(value).replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(c for c in raw if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
    visible = visible.encode("utf-8", "replace").decode("utf-8")
    if len(visible) > limit:
        raise refuse(question, "too_long", language, limit=str(limit))
    if not visible:
        raise refuse(question, "text", language)
    return visible


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """The words of the field named by the slot; None when blank."""
    given = fields.get(question.slot, [])
    return (given[0].strip() or None) if given else None


def to_formula(question: Question, value: Json, today: str) -> Value:
    """The words."""
    return value if isinstance(value, str) else None


def show(question: Question, value: Json, language: str) -> str:
    """The words as they are."""
    return value if isinstance(value, str) else ""


def asked(question: Question, language: str) -> Mapping[str, Any]:
    """Nothing beyond what the question says."""
    return {}


def chosen(question: Question, value: Json) -> tuple[Option, ...]:
    """No option: points come from rules."""
    return ()
