"""What questions and answers of any kept flow version read like, in the language shown."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.model import Flow, Json, Question
from bot.questions import type_of
from bot.texts import Reference, Text
from store.database import db
from web.conversations.flow_book import kept_flow


def flow_of_version(version_id: int) -> Flow | None:
    """The flow as it was at this version; None when today's code cannot read it."""
    return kept_flow(db.session.connection(), version_id)


def question_of(flow: Flow | None, slot: str) -> Question | None:
    """The question of a slot, also in called flows."""
    if flow is None:
        return None
    for question in flow.questions:
        if question.slot == slot:
            return question
    found = (question_of(called, slot) for called in flow.called.values())
    return next((question for question in found if question), None)


def question_words(question: Question, language: str, said: Mapping[str, str]) -> str:
    """The question as it was asked; `said` are the answers before it, for its references."""
    return _filled(question.text, language, said)


def _filled(text: Text, language: str, said: Mapping[str, str]) -> str:
    return "".join(
        said.get(part.name, "…") if isinstance(part, Reference) else part
        for part in text.template(language)
    )


def answer_words(question: Question | None, value: Json, language: str) -> str:
    """An answer's value in plain words; empty for a skipped question."""
    if value is None:
        return ""
    if question is not None:
        try:
            return type_of(question).show(question, value, language)
        except (KeyError, TypeError, ValueError):
            pass  # the question's type was changed in the same version's called flow
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
