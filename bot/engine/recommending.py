"""Products for answers that are known, outside a turn: for actions in the middle of a flow."""

from __future__ import annotations

from collections.abc import Mapping

from bot.effects import ProductCard
from bot.engine.products import best
from bot.engine.walking import walked
from bot.model import Flow, Json
from bot.session import Entry, Session


def recommend(
    flow: Flow, answers: Mapping[str, Json], *, language: str, today: str, count: int
) -> tuple[ProductCard, ...]:
    """The best `count` products of `flow` for canonical `answers` by slot, best first."""
    log = tuple(
        Entry("answer", question.slot, answers[question.slot])
        for question in flow.questions
        if answers.get(question.slot) is not None
    )
    return best(walked(flow, Session(language=language, today=today, log=log)), count)
